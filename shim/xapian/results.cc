/* Running a search and reading its hits. */
#include "shim/xapian/guard.hpp"
#include "shim/xapian/handles.hpp"
#include "shim/xapian/parallel.hpp"
#include "shim/xapian/reserve.hpp"
#include "shim/xapian/syllables.hpp"
#include "shim/xapian/tally.hpp"
#include "shim/xapian/weigh.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <vector>

struct shim_results {
    seogo::scored_documents hits;  /* as the whole numbers them: its parts' in turn */
    std::vector<std::string> keys; /* each hit's, or none: */
    std::string key_prefix;        /* behind this a term of its document */
    struct shim_total total;
    std::vector<Xapian::Database> parts; /* the databases, each alone */
    std::shared_ptr<seogo::unpacker> unpacker;
    bool remote = false;                     /* one of them; then */
    std::shared_ptr<seogo::records> records; /* are kept */
    std::string data;                        /* what shim_results_data lent */
};

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

/* Whether it need not be looked how many match: so many as are to be counted do. */
static bool is_counted(const struct shim_database &database, const struct shim_request &request)
{
    return database.matcher != nullptr && !database.remote && request.tally == nullptr &&
           database.matcher->surely(*request.query->expression) >= request.check_at_least;
}

/* Without Xapian's search. False where something is asked for that needs it. */
static bool find_best(struct shim_results &results, const struct shim_database &database,
                      const struct shim_request &request)
{
    if (request.sort != SHIM_BY_RELEVANCE || request.collapse_slot != SHIM_NO_SLOT ||
        request.tally != nullptr || database.matcher == nullptr)
        return false;
    seogo::scored_documents &hits = results.hits;
    if (!database.matcher->best(*request.query->expression, request.bm25,
                                std::size_t{request.first} + request.count, request.check_at_least,
                                hits, results.total))
        return false;
    hits.erase(hits.begin(),
               hits.begin() + std::min<std::ptrdiff_t>(request.first,
                                                       std::distance(hits.begin(), hits.end())));
    return true;
}

/* Takes the hits over, count of them from first on. */
static void take(struct shim_results &results, const Xapian::MSet &set, Xapian::doccount first,
                 Xapian::doccount count, bool backwards, bool keyed)
{
    const Xapian::doccount size = set.size(), begin = std::min(first, size);
    for (Xapian::doccount i = begin; i < begin + std::min(count, size - begin); i++) {
        const auto found = set[backwards ? size - 1 - i : i];
        results.hits.emplace_back(*found, found.get_weight());
        if (keyed)
            results.keys.push_back(found.get_sort_key());
    }
    results.total = {set.get_matches_lower_bound(), set.get_matches_estimated(),
                     set.get_matches_upper_bound()};
}

static void collect(struct shim_results &results, Xapian::Enquire &enquire,
                    const struct shim_request &request, const struct shim_database &database)
{
    if (request.sort == SHIM_BY_RELEVANCE_REVERSED) { /* read from the end */
        const Xapian::MSet set = enquire.get_mset(0, database.database.get_doccount());
        take(results, set, request.first, request.count, true, false);
        return;
    }
    const bool keyed =
        database.remote && request.sort == SHIM_BY_RELEVANCE && request.key_prefix.length > 0;
    if (keyed)
        enquire.set_sort_by_relevance_then_value(request.key_slot, true);
    const Xapian::MSet set = enquire.get_mset(
        request.first, request.count, is_counted(database, request) ? 0 : request.check_at_least);
    take(results, set, 0, set.size(), false, keyed);
}

/* With a search of Xapian's. */
static void find(struct shim_results &results, const struct shim_database &database,
                 const struct shim_request &request)
{
    Xapian::Enquire enquire(database.database);
    const auto &expression = request.query->expression;
    enquire.set_query(database.matcher != nullptr
                          ? database.matcher->runnable(expression, request.bm25)
                          : seogo::built(*expression));
    enquire.set_weighting_scheme(seogo::weighting(request.bm25));
    if (request.collapse_slot != SHIM_NO_SLOT)
        enquire.set_collapse_key(request.collapse_slot);
    set_order(enquire, request);
    if (request.tally != nullptr && database.remote)
        request.tally->count_remote(enquire);
    else if (request.tally != nullptr)
        enquire.add_matchspy(request.tally);
    collect(results, enquire, request, database);
    if (request.tally != nullptr && database.remote)
        request.tally->take_remote();
}

enum status shim_search(struct shim_results **out, struct shim_database *database,
                        const struct shim_request *request, struct error *error)
{
    return seogo::guard(error, "cannot search", [&] {
        *out = nullptr;
        if (request->query == nullptr)
            throw seogo::failure{STATUS_INVALID, "there is no query"};
        const seogo::memory_reserve reserve;
        auto found = std::make_unique<shim_results>();
        found->remote = database->remote;
        found->parts = database->parts;
        found->unpacker = database->unpacker;
        found->records = database->records;
        found->key_prefix = seogo::text(request->key_prefix);
        if (!find_best(*found, *database, *request))
            find(*found, *database, *request);
        *out = found.release();
    });
}

enum status shim_query_held(struct shim_database *database, const struct shim_query *query,
                            bool *held, struct error *error)
{
    return seogo::guard(error, "cannot search", [&] {
        /* What is made of this answer is made again. */
        if (!database->noted.empty()) {
            *held = false;
            return;
        }
        const seogo::memory_reserve reserve;
        const struct shim_bm25 any = {1, 0, 1, 0.5, 0.5};
        const auto ask = [&](const std::string &) {
            Xapian::Enquire enquire(database->database);
            /* Where no document is better than another the first that is found will do. */
            enquire.set_query({0, database->matcher != nullptr
                                      ? database->matcher->runnable(query->expression, any)
                                      : seogo::built(*query->expression)});
            return !enquire.get_mset(0, 1).empty();
        };
        *held = database->keeps()
                    ? database->held.of(seogo::built(*query->expression).serialise(), ask)
                    : ask({});
    });
}

size_t shim_results_count(const struct shim_results *results)
{
    return seogo::guard_or(size_t{0}, [&] { return results->hits.size(); });
}

struct shim_total shim_results_total(const struct shim_results *results)
{
    return seogo::guard_or(shim_total{}, [&] { return results->total; });
}

double shim_results_score(const struct shim_results *results, size_t hit)
{
    return seogo::guard_or(
        0.0, [&] { return hit < results->hits.size() ? results->hits[hit].second : 0.0; });
}

size_t shim_results_database(const struct shim_results *results, size_t hit)
{
    return seogo::guard_or(size_t{0}, [&] {
        return hit < results->hits.size() ? (results->hits[hit].first - 1) % results->parts.size()
                                          : size_t{0};
    });
}

uint64_t shim_results_document(const struct shim_results *results, size_t hit)
{
    return seogo::guard_or(uint64_t{0}, [&] {
        return hit < results->hits.size() ? uint64_t{results->hits[hit].first} : uint64_t{0};
    });
}

/* What a document of several databases says. */
static std::string read_data(const std::vector<Xapian::Database> &parts, Xapian::docid document)
{
    const auto count = static_cast<Xapian::docid>(parts.size());
    const Xapian::Database &part = parts[(document - 1) % count];
    /* A hit is there: nobody need look whether it is. */
    return part.get_document((document - 1) / count + 1, Xapian::DOC_ASSUME_VALID).get_data();
}

/* Of the hit's document, among those of all databases. */
static std::string name_of(const shim_results &results, std::size_t hit)
{
    return std::to_string(results.hits[hit].first);
}

enum status shim_results_fetch(struct shim_results *results, const size_t *hits, size_t count,
                               struct error *error)
{
    return seogo::guard(error, "cannot read hits", [&] {
        using read = std::pair<std::string, std::size_t>; /* a hit's data, of which hit */
        std::map<std::size_t, std::vector<read>> wanted;  /* by database */
        for (size_t i = 0; results->remote && i < count; i++) {
            if (hits[i] >= results->hits.size())
                throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
            if (!results->records->has(name_of(*results, hits[i])))
                wanted[shim_results_database(results, hits[i])].emplace_back("", hits[i]);
        }
        std::vector<std::vector<read>> parts;
        for (auto &one : wanted)
            parts.push_back(std::move(one.second));
        seogo::in_parallel(parts.size(), [&](size_t part) {
            for (read &one : parts[part])
                one.first = read_data(results->parts, results->hits[one.second].first);
        });
        for (const auto &part : parts)
            for (const read &one : part)
                results->records->of(name_of(*results, one.second),
                                     [&](const auto &) { return one.first; });
    });
}

enum status shim_results_data(struct shim_results *results, size_t hit, struct shim_bytes *out,
                              struct error *error)
{
    return seogo::guard(error, "cannot read a hit", [&] {
        if (hit >= results->hits.size())
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        const auto read = [&](const std::string &) {
            return read_data(results->parts, results->hits[hit].first);
        };
        const std::string stored =
            results->remote ? results->records->of(name_of(*results, hit), read) : read({});
        const size_t part = shim_results_database(results, hit);
        results->data = results->unpacker->unpack(stored, results->parts[part]);
        *out = seogo::borrow(results->data);
    });
}

/* The first hits; their terms only where each has a key, in the order of the index, where
 * one is found beside the other. */
static seogo::named_hits named(const struct shim_results &results, size_t count)
{
    seogo::named_hits hits;
    bool keyed = !results.keys.empty();
    for (size_t hit = 0; hit < count; hit++) {
        hits.documents.push_back(results.hits[hit].first);
        hits.best = std::max(hits.best, results.hits[hit].second);
        keyed = keyed && !results.keys[hit].empty();
        if (keyed)
            hits.terms.push_back(seogo::syllables_packed(results.key_prefix + results.keys[hit]));
    }
    if (!keyed)
        hits.terms.clear();
    std::sort(hits.terms.begin(), hits.terms.end());
    return hits;
}

enum status shim_score_hits(struct shim_database *database, const struct shim_scoring *scoring,
                            double *scores, struct error *error)
{
    return seogo::guard(error, "cannot search among hits", [&] {
        const shim_results *const results = scoring->results;
        const std::size_t count = scoring->count;
        if (count > results->hits.size())
            throw seogo::failure{STATUS_INVALID, "there are fewer hits"};
        std::fill_n(scores, count * scoring->query_count, 0.0);
        const seogo::memory_reserve reserve;
        const seogo::named_hits hits = named(*results, count);
        std::vector<seogo::asked> asked;
        for (size_t i = 0; i < scoring->query_count; i++)
            if (scoring->queries[i] != nullptr)
                asked.push_back({scoring->queries[i]->expression, scores + i * count,
                                 scoring->shared != nullptr && scoring->shared[i]});
        if (database->matcher == nullptr ||
            !database->matcher->score(hits.documents, !hits.terms.empty(), asked, scoring->bm25))
            seogo::weigh_by_searches(*database, hits, asked, scoring->bm25);
    });
}

void shim_results_free(struct shim_results *results)
{
    seogo::guard_delete(results);
}
