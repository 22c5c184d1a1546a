/* Running a search and reading its hits. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/reserve.hpp"
#include "shim/xapian/tally.hpp"

#include <algorithm>
#include <memory>
#include <unordered_map>
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
    bool backwards = false;
    std::vector<Xapian::Database> parts; /* the databases, each alone */
    std::shared_ptr<seogo::unpacker> unpacker;
    bool keyed = false;     /* each hit has its key, */
    std::string key_prefix; /* a term of its document behind this */
    std::string data;       /* what shim_results_data lent */
};

static Xapian::BM25Weight weighting(const struct shim_bm25 &bm25)
{
    return {bm25.k1, bm25.k2, bm25.k3, bm25.b, bm25.min_length};
}

static void set_order(Xapian::Enquire &enquire, const struct shim_request &request)
{
    if (request.sort > SHIM_BY_RELEVANCE_REVERSED)
        throw seogo::failure{STATUS_INVALID, "there is no such order"};
    if (request.sort == SHIM_BY_VALUE || request.sort == SHIM_BY_VALUE_REVERSED)
        enquire.set_sort_by_value_then_relevance(request.sort_slot,
                                                 request.sort == SHIM_BY_VALUE_REVERSED);
    /* Read from the end, equal hits must stand the other way round. */
    enquire.set_docid_order(request.sort == SHIM_BY_RELEVANCE_REVERSED
                                ? Xapian::Enquire::DESCENDING
                                : Xapian::Enquire::ASCENDING);
}

/* How far Xapian is to count. Where that many match for sure it need not look. */
static Xapian::doccount checked(const struct shim_database &database,
                                const struct shim_request &request)
{
    const bool more =
        database.matcher != nullptr && request.tally == nullptr &&
        database.matcher->surely(*request.query->expression) >= request.check_at_least;
    return more ? 0 : request.check_at_least;
}

static void collect(struct shim_results &results, Xapian::Enquire &enquire,
                    const struct shim_request &request, const struct shim_database &database)
{
    results.backwards = request.sort == SHIM_BY_RELEVANCE_REVERSED;
    if (!results.backwards) {
        results.set = enquire.get_mset(request.first, request.count, checked(database, request));
        results.count = results.set.size();
        return;
    }
    results.set = enquire.get_mset(0, database.database.get_doccount());
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
        const seogo::memory_reserve reserve;
        Xapian::Enquire enquire(database->database);
        const auto &expression = request->query->expression;
        enquire.set_query(database->matcher != nullptr
                              ? database->matcher->runnable(expression, request->bm25)
                              : seogo::built(*expression));
        enquire.set_weighting_scheme(weighting(request->bm25));
        if (request->collapse_slot != SHIM_NO_SLOT)
            enquire.set_collapse_key(request->collapse_slot);
        set_order(enquire, *request);
        if (request->tally != nullptr && database->remote)
            request->tally->count_remote(enquire);
        else if (request->tally != nullptr)
            enquire.add_matchspy(request->tally);
        auto found = std::make_unique<shim_results>();
        found->keyed = database->remote && request->sort == SHIM_BY_RELEVANCE &&
                       request->key_prefix.length > 0;
        found->key_prefix = seogo::text(request->key_prefix);
        if (found->keyed)
            enquire.set_sort_by_relevance_then_value(request->key_slot, true);
        collect(*found, enquire, *request, *database);
        if (request->tally != nullptr && database->remote)
            request->tally->take_remote();
        found->parts = database->parts;
        found->unpacker = database->unpacker;
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
        return hit < results->count
                   ? (*results->set[results->entry(hit)] - 1) % results->parts.size()
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
        const size_t part = shim_results_database(results, hit);
        const Xapian::Database &database = results->parts[part];
        if (results->data.compare(0, 1, seogo::data_elsewhere) == 0)
            results->data = database.get_metadata(results->data);
        else
            results->data.erase(0, 1);
        results->data = results->unpacker->unpack(results->data, database, part);
        *out = seogo::borrow(results->data);
    });
}

/* Any backend can be asked for what a query matches of documents that have a term of
 * their own, and else for all that it matches. */
static void score_by_search(const shim_database &database, const Xapian::Query &among,
                            const std::vector<Xapian::docid> &hits, const seogo::asked &one,
                            const struct shim_bm25 &bm25)
{
    Xapian::Enquire enquire(database.database);
    const Xapian::Query query = seogo::built(*one.query);
    enquire.set_query(among.empty() ? query
                                    : Xapian::Query(Xapian::Query::OP_FILTER, query, among));
    enquire.set_weighting_scheme(weighting(bm25));
    std::unordered_map<Xapian::docid, double> weights;
    const Xapian::MSet set = enquire.get_mset(0, database.database.get_doccount());
    for (auto found = set.begin(); found != set.end(); ++found)
        weights[*found] = found.get_weight();
    for (std::size_t hit = 0; hit < hits.size(); hit++)
        one.scores[hit] = weights[hits[hit]];
}

/* The first hits by their keys; empty where one has none. */
static Xapian::Query among(const struct shim_results &results, size_t count)
{
    std::vector<Xapian::Query> keys;
    for (size_t hit = 0; results.keyed && hit < count; hit++) {
        const std::string key = results.set[results.entry(hit)].get_sort_key();
        if (key.empty())
            return {};
        keys.emplace_back(results.key_prefix + key);
    }
    return Xapian::Query(Xapian::Query::OP_OR, keys.begin(), keys.end());
}

enum status shim_score_hits(struct shim_database *database, const struct shim_scoring *scoring,
                            double *scores, struct error *error)
{
    return seogo::guard(error, "cannot search among hits", [&] {
        const shim_results *const results = scoring->results;
        const std::size_t count = scoring->count;
        if (count > results->count)
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        std::fill_n(scores, count * scoring->query_count, 0.0);
        const seogo::memory_reserve reserve;
        std::vector<Xapian::docid> hits;
        for (size_t hit = 0; hit < count; hit++)
            hits.push_back(*results->set[results->entry(hit)]);
        std::vector<seogo::asked> asked;
        for (size_t i = 0; i < scoring->query_count; i++)
            if (scoring->queries[i] != nullptr)
                asked.push_back({scoring->queries[i]->expression, scores + i * count});
        if (database->matcher != nullptr)
            database->matcher->score(hits, asked, scoring->bm25);
        else
            for (const seogo::asked &one : asked)
                score_by_search(*database, among(*results, count), hits, one, scoring->bm25);
    });
}

void shim_results_free(struct shim_results *results)
{
    seogo::guard_delete(results);
}
