/* Running a search and reading its hits. */
#include "shim/guard.hpp"
#include "shim/handles.hpp"
#include "shim/text.hpp"
#include "shim/xapian_shim.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

struct shim_results {
    /* Which of the set's entries the hit is: worst first reads it from its end. */
    Xapian::doccount entry(size_t hit) const
    {
        const Xapian::doccount distance = static_cast<Xapian::doccount>(hit);
        return backwards ? first - distance : first + distance;
    }

    Xapian::MSet set;
    Xapian::doccount first = 0;
    Xapian::doccount count = 0;
    std::size_t databases = 1;
    bool backwards = false;
    std::vector<Xapian::Database> parts; /* the databases, each alone */
    std::string data;                    /* what shim_results_data lent */
};

static Xapian::BM25Weight weighting(const struct shim_bm25 &bm25)
{
    return {bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_length};
}

static void set_order(Xapian::Enquire &enquire, const struct shim_request &request)
{
    switch (request.sort) {
    case SHIM_BY_RELEVANCE:
        enquire.set_sort_by_relevance();
        return;
    case SHIM_BY_RELEVANCE_REVERSED:
        /* Read from the end, equal hits must stand the other way round. */
        enquire.set_sort_by_relevance();
        enquire.set_docid_order(Xapian::Enquire::DESCENDING);
        return;
    case SHIM_BY_VALUE:
        enquire.set_sort_by_value_then_relevance(request.sort_slot, false);
        return;
    case SHIM_BY_VALUE_REVERSED:
        enquire.set_sort_by_value_then_relevance(request.sort_slot, true);
        return;
    }
    throw seogo::failure{STATUS_INVALID, "there is no such order"};
}

static void collect(struct shim_results &results, Xapian::Enquire &enquire,
                    const struct shim_request &request, Xapian::doccount documents)
{
    results.backwards = request.sort == SHIM_BY_RELEVANCE_REVERSED;
    if (!results.backwards) {
        results.set = enquire.get_mset(request.first, request.count, request.check_at_least);
        results.count = results.set.size();
        return;
    }
    results.set = enquire.get_mset(0, documents);
    const Xapian::doccount found = results.set.size();
    if (request.first < found) {
        results.first = found - 1 - request.first;
        results.count = std::min(request.count, found - request.first);
    }
}

enum status shim_search(struct shim_results **out, struct shim_database *database,
                        const struct shim_request *request, struct error *error)
{
    return seogo::guard(error, "cannot search", [&] {
        *out = nullptr;
        if (request->query == nullptr)
            throw seogo::failure{STATUS_INVALID, "there is no query"};
        Xapian::Enquire enquire(database->database);
        enquire.set_query(request->query->query);
        enquire.set_weighting_scheme(weighting(request->bm25));
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        if (request->collapse_slot != SHIM_NO_SLOT)
            enquire.set_collapse_key(request->collapse_slot);
        set_order(enquire, *request);
        auto found = std::make_unique<shim_results>();
        collect(*found, enquire, *request, database->database.get_doccount());
        found->databases = database->parts.size();
        found->parts = database->parts;
        *out = found.release();
    });
}

size_t shim_results_count(const struct shim_results *results)
{
    return seogo::guard_or(size_t{0}, [&] { return size_t{results->count}; });
}

struct shim_total shim_results_total(const struct shim_results *results)
{
    return seogo::guard_or(shim_total{}, [&] {
        const Xapian::MSet &set = results->set;
        return shim_total{set.get_matches_lower_bound(), set.get_matches_estimated(),
                          set.get_matches_upper_bound()};
    });
}

double shim_results_score(const struct shim_results *results, size_t hit)
{
    return seogo::guard_or(0.0, [&] {
        return hit < results->count ? results->set[results->entry(hit)].get_weight() : 0.0;
    });
}

size_t shim_results_database(const struct shim_results *results, size_t hit)
{
    return seogo::guard_or(size_t{0}, [&] {
        /* Xapian numbers the documents of several databases in turn. */
        return hit < results->count ? (*results->set[results->entry(hit)] - 1) % results->databases
                                    : size_t{0};
    });
}

enum status shim_results_data(struct shim_results *results, size_t hit, struct shim_bytes *out,
                              struct error *error)
{
    return seogo::guard(error, "cannot read a hit", [&] {
        if (hit >= results->count)
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        results->data = results->set[results->entry(hit)].get_document().get_data();
        if (results->data.compare(0, 1, seogo::data_elsewhere) == 0)
            results->data =
                results->parts[shim_results_database(results, hit)].get_metadata(results->data);
        else
            results->data.erase(0, 1);
        *out = seogo::borrow(results->data);
    });
}

/* A list of documents as a posting source. */
class listed_source : public Xapian::PostingSource
{
  public:
    explicit listed_source(const std::vector<Xapian::docid> &documents) : documents_(documents)
    {
    }

    Xapian::doccount get_termfreq_min() const override
    {
        return static_cast<Xapian::doccount>(documents_.size());
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return get_termfreq_min();
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return get_termfreq_min();
    }
    void init(const Xapian::Database &) override
    {
        at_ = 0;
        started_ = false;
    }
    void next(double) override
    {
        at_ += started_;
        started_ = true;
    }
    void skip_to(Xapian::docid document, double) override
    {
        const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
        started_ = true;
        at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), document) -
                                       documents_.begin());
    }
    bool at_end() const override
    {
        return at_ == documents_.size();
    }
    Xapian::docid get_docid() const override
    {
        return documents_[at_];
    }
    Xapian::PostingSource *clone() const override
    {
        return new listed_source(documents_);
    }

  private:
    std::vector<Xapian::docid> documents_; /* rising */
    std::size_t at_ = 0;
    bool started_ = false;
};

/* The documents of the first hits, rising, each with its hit. */
static std::vector<std::pair<Xapian::docid, size_t>> documents_of(const shim_results &results,
                                                                  size_t count)
{
    std::vector<std::pair<Xapian::docid, size_t>> documents;
    for (size_t hit = 0; hit < count; hit++)
        documents.emplace_back(*results.set[results.entry(hit)], hit);
    std::sort(documents.begin(), documents.end());
    return documents;
}

/* query on these documents alone. Of several databases a posting source is not
 * told which it is asked for, so that all of their documents are looked at. */
static Xapian::Query among(const Xapian::Query &query,
                           const std::vector<std::pair<Xapian::docid, size_t>> &documents,
                           size_t databases)
{
    if (databases != 1)
        return query;
    std::vector<Xapian::docid> list;
    for (const auto &[document, hit] : documents)
        list.push_back(document);
    auto *source = new listed_source(list);
    return Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(source->release()));
}

enum status shim_score_hits(struct shim_database *database, const struct shim_results *results,
                            size_t count, const struct shim_query *query,
                            const struct shim_bm25 *bm25, double *scores, struct error *error)
{
    return seogo::guard(error, "cannot search among hits", [&] {
        if (query == nullptr)
            throw seogo::failure{STATUS_INVALID, "there is no query"};
        if (count > results->count)
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        std::fill_n(scores, count, 0.0);
        const auto documents = documents_of(*results, count);
        Xapian::Enquire enquire(database->database);
        enquire.set_query(among(query->query, documents, results->databases));
        enquire.set_weighting_scheme(weighting(*bm25));
        const Xapian::MSet set =
            enquire.get_mset(0, results->databases == 1 ? static_cast<Xapian::doccount>(count)
                                                        : database->database.get_doccount());
        for (auto found = set.begin(); found != set.end(); ++found) {
            const auto at = std::lower_bound(documents.begin(), documents.end(),
                                             std::make_pair(*found, size_t{0}));
            if (at != documents.end() && at->first == *found)
                scores[at->second] = found.get_weight();
        }
    });
}

void shim_results_free(struct shim_results *results)
{
    seogo::guard_delete(results);
}
