#include "query/search/find.h"

#include <stdlib.h>
#include <string.h>

#include "query/plan/rank/asked.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"
#include "query/search/weigh.h"

/* Up to here the number of papers found is exact though nobody asks for it. */
#define EXACT_TOTAL 1000

/* The papers that the plan asks for. Of several words one may be missing: then what
 * is related to it finds papers too. */
static enum status asked_query(struct search_run *run, bool listed, struct shim_query **out,
                               struct error *error)
{
    enum status status = STATUS_OK;

    *out = NULL;
    if (listed || run->plan.alone)
        status = asked_any(&run->planner, &run->plan, out, error);
    return status == STATUS_OK && !*out ? shim_query_share(out, run->plan.query, error) : status;
}

/* The same with the boosts. */
static enum status whole_query(struct search_run *run, struct shim_query **out, struct error *error)
{
    enum status status = asked_query(run, false, out, error);

    for (int i = 0; i < BOOSTS && status == STATUS_OK; i++) {
        struct shim_query *boost;

        status = run_boost(run, (enum boost)i, &boost, error);
        if (status == STATUS_OK)
            status = query_append(out, SHIM_AND_MAYBE, boost, error);
    }
    return status;
}

void find_free(struct found_hits *found)
{
    found_forget(found->hits, found->count);
    shim_results_free(found->results[0]);
    shim_results_free(found->results[1]);
    free(found->hits);
}

/* Without words there is no relevance: the newest come first. */
static void set_order(const struct search_run *run, struct shim_request *out)
{
    const struct search_request *request = run->request;

    out->sort = request->reversed ? SHIM_BY_RELEVANCE_REVERSED : SHIM_BY_RELEVANCE;
    if (request->sort == SORT_RELEVANCE && run->plan.ranked)
        return;
    out->sort = request->reversed ? SHIM_BY_VALUE : SHIM_BY_VALUE_REVERSED;
    out->sort_slot = request->sort == SORT_VOTES ? SLOT_VOTES : SLOT_DATE;
}

static struct shim_request request_of(const struct search_run *run)
{
    const struct search_request *request = run->request;
    uint32_t wanted =
        request->count < UINT32_MAX - request->first ? request->first + request->count : UINT32_MAX;
    struct shim_request out = {
        .first = request->first,
        .count = request->count,
        .check_at_least = request->exact_total ? UINT32_MAX : EXACT_TOTAL + 1,
        .collapse_slot = run->searcher->overlaps ? (uint32_t)SLOT_ID : SHIM_NO_SLOT,
        .key_slot = SLOT_ID,
        .key_prefix = {field_at(FIELD_ID)->prefix, strlen(field_at(FIELD_ID)->prefix)},
        .bm25 = run_bm25(run),
        .tally = request->tally,
    };

    if (out.check_at_least < wanted)
        out.check_at_least = wanted;
    set_order(run, &out);
    return out;
}

/* Runs the request. Of several databases a paper that two of them hold is one:
 * the engine then only guesses the total, which is counted here. */
static enum status find_all(const struct search_run *run, const struct shim_request *request,
                            struct shim_results **out, struct shim_total *total,
                            struct error *error)
{
    struct shim_database *database = run->searcher->database;
    struct shim_results *all = NULL;
    struct shim_request whole = *request;
    enum status status = shim_search(out, database, request, error);

    if (status == STATUS_OK)
        *total = shim_results_total(*out);
    if (status != STATUS_OK || !run->searcher->overlaps || total->lower == total->upper)
        return status;
    whole.first = 0;
    whole.count = UINT32_MAX;
    whole.tally = NULL;
    status = shim_search(&all, database, &whole, error);
    if (status == STATUS_OK) {
        uint32_t count = (uint32_t)shim_results_count(all);

        *total = (struct shim_total){count, count, count};
    }
    shim_results_free(all);
    return status;
}

/* What is listed by a value holds every word; where nothing does, one of them. */
static enum status listed_query(struct search_run *run, struct shim_query **out,
                                struct error *error)
{
    enum status status = asked_every(&run->planner, &run->plan, out, error);
    bool held = false;

    if (status == STATUS_OK && *out)
        status = compete_held(&run->planner, *out, &held, error);
    if (status != STATUS_OK || held)
        return status;
    shim_query_free(*out);
    return asked_query(run, true, out, error);
}

/* Half of the hits in a reversed order, and how many there are. */
struct half {
    struct shim_results *results;
    struct shim_total total;
};

/* One of the two searches below: what request asks for, where op holds for it and
 * what has a value. */
static enum status find_where(const struct search_run *run, struct shim_request request,
                              enum shim_operator op, struct half *out, struct error *error)
{
    const struct shim_bytes least = {"", 1}, open = {NULL, 0};
    struct shim_query *query = NULL, *valued = NULL;
    enum status status = shim_query_range(&valued, request.sort_slot, least, open, error);

    if (status == STATUS_OK)
        status = shim_query_share(&query, request.query, error);
    if (status == STATUS_OK) {
        status = query_append(&query, op, valued, error);
        valued = NULL;
    }
    request.query = query;
    if (status == STATUS_OK)
        status = find_all(run, &request, &out->results, &out->total, error);
    shim_query_free(valued);
    shim_query_free(query);
    return status;
}

/* What is unknown comes last in either order, but the engine takes it for the
 * smallest: first the papers with a value, then those without. */
static enum status find_smallest_first(const struct search_run *run, struct shim_request request,
                                       struct found_hits *out, struct error *error)
{
    struct half known = {.results = NULL}, unknown = {.results = NULL};
    enum status status;

    request.check_at_least = UINT32_MAX; /* where the others begin must be known exactly */
    status = find_where(run, request, SHIM_FILTER, &known, error);
    out->results[0] = known.results;
    if (status != STATUS_OK)
        return status;
    request.first = request.first > known.total.estimate ? request.first - known.total.estimate : 0;
    request.count -= (uint32_t)shim_results_count(known.results);
    status = find_where(run, request, SHIM_AND_NOT, &unknown, error);
    out->results[1] = unknown.results;
    out->total = (struct shim_total){known.total.lower + unknown.total.lower,
                                     known.total.estimate + unknown.total.estimate,
                                     known.total.upper + unknown.total.upper};
    return status;
}

/* The hits of the results, in their order. */
static enum status list_hits(struct found_hits *out, struct error *error)
{
    size_t counts[2] = {0, 0};

    for (int r = 0; r < 2; r++)
        if (out->results[r])
            counts[r] = shim_results_count(out->results[r]);
    out->hits = calloc(counts[0] + counts[1] + 1, sizeof *out->hits);
    if (!out->hits)
        return error_no_memory(error);
    for (int r = 0; r < 2; r++)
        for (size_t i = 0; i < counts[r]; i++)
            out->hits[out->count++] = (struct found_hit){
                out->results[r], i, shim_results_score(out->results[r], i), NULL};
    return STATUS_OK;
}

/* Keeps what is asked for, from first on. */
static void cut(struct found_hits *out, size_t first, size_t count)
{
    if (first > out->count)
        first = out->count;
    if (count > out->count - first)
        count = out->count - first;
    found_forget(out->hits, first);
    found_forget(out->hits + first + count, out->count - first - count);
    memmove(out->hits, out->hits + first, count * sizeof *out->hits);
    out->count = count;
}

static void turn_round(struct found_hits *out)
{
    for (size_t i = 0; i < out->count / 2; i++) {
        struct found_hit one = out->hits[i];

        out->hits[i] = out->hits[out->count - 1 - i];
        out->hits[out->count - 1 - i] = one;
    }
}

/* Searches for the first hits, whatever is asked for, and weighs them again. */
static enum status find_and_weigh(struct search_run *run, const struct shim_request *request,
                                  struct found_hits *out, struct error *error)
{
    struct shim_request all = *request;
    bool reversed = request->sort == SHIM_BY_RELEVANCE_REVERSED;
    enum status status;

    all.sort = SHIM_BY_RELEVANCE;
    all.first = 0;
    all.count =
        request->first < UINT32_MAX - request->count ? request->first + request->count : UINT32_MAX;
    if (all.count < WEIGHED_HITS)
        all.count = WEIGHED_HITS;
    if (reversed)
        all.count = UINT32_MAX;
    status = find_all(run, &all, &out->results[0], &out->total, error);
    if (status == STATUS_OK)
        status = list_hits(out, error);
    if (status == STATUS_OK)
        status = weigh_again(run, out->hits, out->count < WEIGHED_HITS ? out->count : WEIGHED_HITS,
                             error);
    if (status != STATUS_OK)
        return status;
    if (reversed)
        turn_round(out);
    cut(out, request->first, request->count);
    return STATUS_OK;
}

enum status find_hits(struct search_run *run, struct found_hits *out, struct error *error)
{
    struct shim_request request = request_of(run);
    struct shim_query *whole = NULL;
    bool ranks = request.sort == SHIM_BY_RELEVANCE || request.sort == SHIM_BY_RELEVANCE_REVERSED;
    enum status status = ranks ? whole_query(run, &whole, error) : listed_query(run, &whole, error);

    *out = (struct found_hits){0};
    request.query = whole;
    if (status == STATUS_OK && ranks && request.count > 0 && weigh_wanted(run)) {
        status = find_and_weigh(run, &request, out, error);
    } else if (status == STATUS_OK) {
        status = request.sort == SHIM_BY_VALUE
                     ? find_smallest_first(run, request, out, error)
                     : find_all(run, &request, &out->results[0], &out->total, error);
        if (status == STATUS_OK)
            status = list_hits(out, error);
    }
    shim_query_free(whole);
    return status;
}
