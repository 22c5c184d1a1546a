/* Running a search and reading its hits. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/match/source.hpp"
#include "shim/xapian/text.hpp"
#include "shim/xapian/shim.h"

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

static Xapian::Query query_of(const struct shim_request &request, const shim_database &database)
{
    const Xapian::Query all = seogo::runnable(request.query->expression, database, request.bm25);
    if (request.share <= 0 || request.share >= 1)
        return all;
    auto *source = new seogo::share_source(request.share);
    return {Xapian::Query::OP_FILTER, all, Xapian::Query(source->release())};
}

enum status shim_search(struct shim_results **out, struct shim_database *database,
                        const struct shim_request *request, struct error *error)
{
    return seogo::guard(error, "cannot search", [&] {
        *out = nullptr;
        if (request->query == nullptr)
            throw seogo::failure{STATUS_INVALID, "there is no query"};
        Xapian::Enquire enquire(database->database);
        enquire.set_query(query_of(*request, *database));
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

/* A hit, and where its document is: which of the databases, and its number there. */
struct place {
    Xapian::docid document;
    std::size_t database, hit;

    bool operator<(const place &other) const
    {
        return database != other.database ? database < other.database : document < other.document;
    }
};

/* The first hits by database, in each by document. */
static std::vector<place> places_of(const shim_results &results, size_t count)
{
    const auto databases = static_cast<Xapian::docid>(results.databases);
    std::vector<place> places;
    for (size_t hit = 0; hit < count; hit++) {
        const Xapian::docid number = *results.set[results.entry(hit)] - 1;
        places.push_back({number / databases + 1, number % databases, hit});
    }
    std::sort(places.begin(), places.end());
    return places;
}

/* A query that is asked for its weights of some hits. */
struct asked {
    const seogo::expression *query;
    double *scores;
};

/* Weighs hits by queries whose terms are read once for all of them. */
static void score_weighable(const shim_database &database, const std::vector<place> &places,
                            const std::vector<asked> &queries, const struct shim_bm25 &bm25)
{
    for (auto from = places.begin(); from != places.end();) {
        const auto behind = std::find_if(
            from, places.end(), [&](const place &at) { return at.database != from->database; });
        seogo::scorer scorer(database, from->database, bm25);
        std::vector<seogo::scorer::node> nodes;
        for (const asked &one : queries)
            nodes.push_back(scorer.add(*one.query, true));
        for (; from != behind; ++from)
            for (size_t i = 0; i < queries.size(); i++) {
                double weight;
                if (scorer.weigh(nodes[i], from->document, 0, weight))
                    queries[i].scores[from->hit] = weight;
            }
    }
}

/* Any query, which Xapian matches on documents of these numbers; of several
 * databases each has its own of every number. */
static void score_any(const shim_database &database, const std::vector<place> &places,
                      const seogo::expression_ptr &query, const struct shim_bm25 &bm25,
                      double *scores)
{
    const auto databases = static_cast<Xapian::docid>(database.parts.size());
    std::vector<Xapian::docid> numbers;
    for (const place &at : places)
        numbers.push_back(at.document);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const auto most = static_cast<Xapian::doccount>(numbers.size() * databases);
    auto *source = new seogo::listed_source(std::move(numbers));
    const Xapian::Query among(source->release());
    Xapian::Enquire enquire(database.database);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_FILTER, seogo::runnable(query, database, bm25), among));
    enquire.set_weighting_scheme(weighting(bm25));
    const Xapian::MSet set = enquire.get_mset(0, most);
    for (auto found = set.begin(); found != set.end(); ++found) {
        const place wanted = {(*found - 1) / databases + 1, (*found - 1) % databases, 0};
        const auto at = std::lower_bound(places.begin(), places.end(), wanted);
        if (at != places.end() && !(wanted < *at))
            scores[at->hit] = found.get_weight();
    }
}

enum status shim_score_hits(struct shim_database *database, const struct shim_results *results,
                            size_t count, const struct shim_query *const *queries,
                            size_t query_count, const struct shim_bm25 *bm25, double *scores,
                            struct error *error)
{
    return seogo::guard(error, "cannot search among hits", [&] {
        if (count > results->count)
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        std::fill_n(scores, count * query_count, 0.0);
        const auto places = places_of(*results, count);
        std::vector<asked> weighable;
        for (size_t i = 0; i < query_count; i++) {
            if (queries[i] == nullptr)
                continue;
            if (queries[i]->expression->weighable)
                weighable.push_back({queries[i]->expression.get(), scores + i * count});
            else
                score_any(*database, places, queries[i]->expression, *bm25, scores + i * count);
        }
        score_weighable(*database, places, weighable, *bm25);
    });
}

void shim_results_free(struct shim_results *results)
{
    seogo::guard_delete(results);
}
