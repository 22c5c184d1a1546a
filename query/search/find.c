#include "query/search/find.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/record.h"
#include "query/plan/rank/compose.h"
#include "query/search/weigh.h"

/* Up to here the number of papers found is exact though nobody asks for it. */
#define EXACT_TOTAL 1000
/* The plan's query with the boosts. */
static enum status whole_query(const struct run *run, struct shim_query **out, struct error *error)
{
    enum status status = shim_query_share(out, run->plan.query, error);

    for (int i = 0; i < BOOSTS && status == STATUS_OK; i++) {
        struct shim_query *boost;

        status = run_boost(run, (enum boost)i, &boost, error);
        if (status == STATUS_OK)
            status = query_append(out, SHIM_AND_MAYBE, boost, error);
    }
    return status;
}

struct shim_bm25 find_bm25(const struct run *run)
{
    return (struct shim_bm25){run->request->ranking.k1, 0, 1, run->request->ranking.b, 0.5};
}

static void forget_papers(struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (places[i].paper)
            paper_clear(places[i].paper);
        free(places[i].paper);
        places[i].paper = NULL;
    }
}

void found_free(struct found *found)
{
    forget_papers(found->places, found->count);
    shim_results_free(found->results[0]);
    shim_results_free(found->results[1]);
    free(found->places);
}

enum status place_read(struct place *place, struct paper *out, struct error *error)
{
    struct shim_bytes data;
    enum status status;

    if (place->paper) {
        *out = *place->paper;
        free(place->paper);
        place->paper = NULL;
        return STATUS_OK;
    }
    *out = (struct paper){0};
    status = shim_results_data(place->results, place->hit, &data, error);
    return status == STATUS_OK ? record_read(data.data, data.length, out, error) : status;
}

/* Without words there is no relevance: the newest come first. */
static void set_order(const struct run *run, struct shim_request *out)
{
    const struct search_request *request = run->request;

    out->sort = request->reversed ? SHIM_BY_RELEVANCE_REVERSED : SHIM_BY_RELEVANCE;
    if (request->sort == SORT_RELEVANCE && run->plan.ranked)
        return;
    out->sort = request->reversed ? SHIM_BY_VALUE : SHIM_BY_VALUE_REVERSED;
    out->sort_slot = request->sort == SORT_VOTES ? SLOT_VOTES : SLOT_DATE;
}

static struct shim_request request_of(const struct run *run)
{
    const struct search_request *request = run->request;
    uint32_t wanted =
        request->count < UINT32_MAX - request->first ? request->first + request->count : UINT32_MAX;
    struct shim_request out = {
        .first = request->first,
        .count = request->count,
        .check_at_least = request->exact_total ? UINT32_MAX : EXACT_TOTAL + 1,
        .collapse_slot = run->searcher->count > 1 ? (uint32_t)SLOT_ID : SHIM_NO_SLOT,
        .bm25 = find_bm25(run),
    };

    if (out.check_at_least < wanted)
        out.check_at_least = wanted;
    set_order(run, &out);
    return out;
}

/* Runs the request. Of several databases a paper that two of them hold is one:
 * the engine then only guesses the total, which is counted here. */
static enum status find_all(const struct run *run, const struct shim_request *request,
                            struct shim_results **out, struct shim_total *total,
                            struct error *error)
{
    struct shim_database *database = run->searcher->database;
    struct shim_results *all = NULL;
    struct shim_request whole = *request;
    enum status status = shim_search(out, database, request, error);

    if (status == STATUS_OK)
        *total = shim_results_total(*out);
    if (status != STATUS_OK || run->searcher->count == 1 || total->lower == total->upper)
        return status;
    whole.first = 0;
    whole.count = UINT32_MAX;
    status = shim_search(&all, database, &whole, error);
    if (status == STATUS_OK) {
        uint32_t count = (uint32_t)shim_results_count(all);

        *total = (struct shim_total){count, count, count};
    }
    shim_results_free(all);
    return status;
}

/* One of the two runs below: query, where op holds for it and what has a value. */
static enum status find_where(const struct run *run, struct shim_request *request,
                              const struct shim_query *whole, enum shim_operator op,
                              struct shim_results **out, struct shim_total *total,
                              struct error *error)
{
    const struct shim_bytes least = {"", 1}, open = {NULL, 0};
    struct shim_query *query = NULL, *valued = NULL;
    enum status status = shim_query_range(&valued, request->sort_slot, least, open, error);

    if (status == STATUS_OK)
        status = shim_query_share(&query, whole, error);
    if (status == STATUS_OK) {
        status = query_append(&query, op, valued, error);
        valued = NULL;
    }
    request->query = query;
    if (status == STATUS_OK)
        status = find_all(run, request, out, total, error);
    shim_query_free(valued);
    shim_query_free(query);
    return status;
}

/* What is unknown comes last in either order, but the engine takes it for the
 * smallest: first the papers with a value, then those without. */
static enum status find_smallest_first(const struct run *run, struct shim_request *request,
                                       const struct shim_query *whole, struct found *out,
                                       struct error *error)
{
    struct shim_total known, unknown;
    uint32_t taken;
    enum status status;

    request->check_at_least = UINT32_MAX; /* where the others begin must be known exactly */
    status = find_where(run, request, whole, SHIM_FILTER, &out->results[0], &known, error);
    if (status != STATUS_OK)
        return status;
    taken = (uint32_t)shim_results_count(out->results[0]);
    request->first = request->first > known.estimate ? request->first - known.estimate : 0;
    request->count -= taken;
    status = find_where(run, request, whole, SHIM_AND_NOT, &out->results[1], &unknown, error);
    if (status != STATUS_OK)
        return status;
    out->total = (struct shim_total){known.lower + unknown.lower, known.estimate + unknown.estimate,
                                     known.upper + unknown.upper};
    return STATUS_OK;
}

/* The hits of the results, in their order. */
static enum status list_places(struct found *out, struct error *error)
{
    size_t counts[2] = {0, 0};

    for (int r = 0; r < 2; r++)
        if (out->results[r])
            counts[r] = shim_results_count(out->results[r]);
    out->places = calloc(counts[0] + counts[1] + 1, sizeof *out->places);
    if (!out->places)
        return error_no_memory(error);
    for (int r = 0; r < 2; r++)
        for (size_t i = 0; i < counts[r]; i++)
            out->places[out->count++] =
                (struct place){out->results[r], i, shim_results_score(out->results[r], i), NULL};
    return STATUS_OK;
}

/* Keeps what is asked for, from first on. */
static void cut(struct found *out, size_t first, size_t count)
{
    if (first > out->count)
        first = out->count;
    if (count > out->count - first)
        count = out->count - first;
    forget_papers(out->places, first);
    forget_papers(out->places + first + count, out->count - first - count);
    memmove(out->places, out->places + first, count * sizeof *out->places);
    out->count = count;
}

static void turn_round(struct found *out)
{
    for (size_t i = 0; i < out->count / 2; i++) {
        struct place one = out->places[i];

        out->places[i] = out->places[out->count - 1 - i];
        out->places[out->count - 1 - i] = one;
    }
}

/* Searches for the first hits, whatever is asked for, and weighs them again. */
static enum status find_and_weigh(struct run *run, const struct shim_request *request,
                                  struct found *out, struct error *error)
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
        status = list_places(out, error);
    if (status == STATUS_OK)
        status = weigh_again(run, out->results[0], out->places,
                             out->count < WEIGHED_HITS ? out->count : WEIGHED_HITS, error);
    if (status != STATUS_OK)
        return status;
    if (reversed)
        turn_round(out);
    cut(out, request->first, request->count);
    return STATUS_OK;
}

enum status find_hits(struct run *run, struct found *out, struct error *error)
{
    struct shim_request request = request_of(run);
    struct shim_query *whole = NULL;
    bool ranks = request.sort == SHIM_BY_RELEVANCE || request.sort == SHIM_BY_RELEVANCE_REVERSED;
    enum status status = whole_query(run, &whole, error);

    *out = (struct found){0};
    request.query = whole;
    if (status == STATUS_OK && ranks && request.count > 0 && weigh_wanted(run)) {
        status = find_and_weigh(run, &request, out, error);
    } else if (status == STATUS_OK) {
        status = request.sort == SHIM_BY_VALUE
                     ? find_smallest_first(run, &request, whole, out, error)
                     : find_all(run, &request, &out->results[0], &out->total, error);
        if (status == STATUS_OK)
            status = list_places(out, error);
    }
    shim_query_free(whole);
    return status;
}
