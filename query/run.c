#include "query/run.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/record.h"
#include "query/highlight.h"
#include "query/notes.h"
#include "query/plan/compose.h"
#include "query/plan/feedback.h"

/* How often a search that the writer outran is repeated. */
#define RUN_TRIES 5
/* Up to here the number of papers found is exact though nobody asks for it. */
#define EXACT_TOTAL 1000

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

enum status run_plan(struct run *run, struct searcher *searcher,
                     const struct search_request *request, const struct node *tree,
                     struct error *error)
{
    *run = (struct run){.searcher = searcher,
                        .request = request,
                        .planner = {.database = searcher->database,
                                    .analyzer = searcher->analyzer,
                                    .ranking = &request->ranking,
                                    .query = request->query,
                                    .query_length = request->length,
                                    .literal = request->literal,
                                    .documents = searcher->documents}};
    return plan_query(&run->planner, tree, &run->plan, error);
}

void run_clear(struct run *run)
{
    plan_clear(&run->plan);
    arena_free(&run->planner.arena);
}

enum status run_boost(const struct run *run, enum boost boost, struct shim_query **out,
                      struct error *error)
{
    const struct ranking *ranking = &run->request->ranking;
    double weight = boost == BOOST_VOTES ? ranking->votes : ranking->recency;
    double greatest = boost == BOOST_VOTES ? 1 : run->searcher->newest;
    enum status status;

    *out = NULL;
    /* Who asks for an id or for a list gets it as it is. */
    if (weight <= 0 || greatest <= 0 || !run->plan.ranked || run->plan.identity)
        return STATUS_OK;
    status =
        shim_query_value_weight(out, boost == BOOST_VOTES ? SLOT_POPULARITY : SLOT_RECENCY, error);
    return status == STATUS_OK ? query_scale(out, weight / greatest, error) : status;
}

/* The plan's query with what is added to it. */
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

static struct shim_bm25 bm25_of(const struct run *run)
{
    return (struct shim_bm25){run->request->ranking.k1, 0, 1, run->request->ranking.b, 0.5};
}

/* The hits on their way out of the engine. */
struct found {
    struct shim_results *results[2]; /* one after the other; the second may be NULL */
    struct shim_total total;
};

static void found_free(struct found *found)
{
    shim_results_free(found->results[0]);
    shim_results_free(found->results[1]);
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
        .bm25 = bm25_of(run),
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

static enum status find(const struct run *run, struct found *out, struct error *error)
{
    struct shim_request request = request_of(run);
    struct shim_query *whole = NULL;
    enum status status = whole_query(run, &whole, error);

    *out = (struct found){0};
    if (status == STATUS_OK && request.sort == SHIM_BY_VALUE) {
        status = find_smallest_first(run, &request, whole, out, error);
    } else if (status == STATUS_OK) {
        request.query = whole;
        status = find_all(run, &request, &out->results[0], &out->total, error);
    }
    shim_query_free(whole);
    return status;
}

/* root and the paper's path; an absolute path stays as it is. */
static char *absolute_path(const char *root, const char *path)
{
    struct buffer joined = BUFFER_INIT;
    bool added = true;

    if (path[0] != '/' && root)
        added = buffer_add_text(&joined, root) &&
                (!*root || root[strlen(root) - 1] == '/' || buffer_add_char(&joined, '/'));
    if (added && buffer_add_text(&joined, path))
        return buffer_detach(&joined);
    buffer_free(&joined);
    return NULL;
}

static enum status fill_hit(const struct run *run, struct shim_results *results, size_t i,
                            struct highlighter *highlighter, struct hit *hit, struct error *error)
{
    const struct searcher *s = run->searcher;
    size_t database = shim_results_database(results, i);
    const char *root = s->place.root ? s->place.root : s->roots[database < s->count ? database : 0];
    struct shim_bytes data;
    enum status status = shim_results_data(results, i, &data, error);

    if (status == STATUS_OK)
        status = record_read(data.data, data.length, &hit->paper, error);
    if (status != STATUS_OK)
        return status;
    hit->score = shim_results_score(results, i);
    hit->path = absolute_path(root, hit->paper.path ? hit->paper.path : "");
    if (!hit->path)
        return no_memory(error);
    return highlighter ? highlight(highlighter, hit, error) : STATUS_OK;
}

static enum status collect(const struct run *run, const struct found *found, struct answer *answer,
                           struct error *error)
{
    size_t counts[2] = {shim_results_count(found->results[0]), 0};
    struct highlighter *highlighter = NULL;
    enum status status = STATUS_OK;

    if (found->results[1])
        counts[1] = shim_results_count(found->results[1]);
    answer->total_lower = found->total.lower;
    answer->total_estimate = found->total.estimate;
    answer->total_upper = found->total.upper;
    answer->hits = calloc(counts[0] + counts[1] + 1, sizeof *answer->hits);
    if (!answer->hits)
        return no_memory(error);
    if (run->request->marked && counts[0] + counts[1] > 0)
        status = highlighter_new(&highlighter, &run->plan, run->searcher->analyzer,
                                 run->searcher->documents, error);
    for (int r = 0; r < 2; r++)
        for (size_t i = 0; i < counts[r] && status == STATUS_OK; i++) {
            struct hit *hit = &answer->hits[answer->hit_count++];

            hit->rank = run->request->first + (uint32_t)answer->hit_count;
            status = fill_hit(run, found->results[r], i, highlighter, hit, error);
        }
    highlighter_free(highlighter);
    return status;
}

/* Where one paper stands out, it was asked for, and feedback would bury it. */
static bool is_flat(const struct shim_results *results, const struct ranking *ranking)
{
    size_t count = shim_results_count(results);

    return count > 1 && shim_results_score(results, count - 1) >=
                            ranking->feedback_flat * shim_results_score(results, 0);
}

/* Searches once for the first hits alone, and learns from them. */
static enum status give_feedback(struct run *run, struct error *error)
{
    struct shim_request request = {.query = run->plan.query,
                                   .count = (uint32_t)run->request->ranking.feedback_hits,
                                   .collapse_slot = SHIM_NO_SLOT,
                                   .bm25 = bm25_of(run)};
    struct shim_results *results = NULL;
    struct offers *offers = NULL;
    size_t count = 0;
    enum status status = offers_new(&offers, &run->planner, error);

    if (status == STATUS_OK)
        status = shim_search(&results, run->searcher->database, &request, error);
    if (status == STATUS_OK && is_flat(results, &run->request->ranking))
        count = shim_results_count(results);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct paper paper = {0};
        struct shim_bytes data;

        status = shim_results_data(results, i, &data, error);
        if (status == STATUS_OK)
            status = record_read(data.data, data.length, &paper, error);
        if (status == STATUS_OK)
            status = offers_add(offers, &paper, error);
        paper_clear(&paper);
    }
    if (status == STATUS_OK && count)
        status = feedback_apply(&run->planner, offers, &run->plan, error);
    shim_results_free(results);
    offers_free(offers);
    return status;
}

enum status run_answer(struct run *run, struct answer *answer, struct error *error)
{
    struct found found = {0};
    enum status status = STATUS_OK;

    if (run->request->sort == SORT_RELEVANCE && feedback_wanted(&run->planner, &run->plan))
        status = give_feedback(run, error);
    if (status == STATUS_OK)
        status = find(run, &found, error);
    if (status == STATUS_OK)
        status = collect(run, &found, answer, error);
    if (status == STATUS_OK)
        status = notes_add(&run->planner, &run->plan, answer, error);
    found_free(&found);
    return status;
}

enum status run_count(const struct run *run, const struct shim_query *query, uint32_t *count,
                      struct error *error)
{
    struct shim_request request = {.query = query,
                                   .check_at_least = UINT32_MAX,
                                   .collapse_slot = SHIM_NO_SLOT,
                                   .bm25 = bm25_of(run)};
    struct shim_results *results = NULL;
    enum status status = shim_search(&results, run->searcher->database, &request, error);

    *count = 0;
    if (status == STATUS_OK)
        *count = shim_results_total(results).estimate;
    shim_results_free(results);
    return status;
}

enum status run_score(const struct run *run, const struct shim_query *query, const char *id,
                      double *score, struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    struct shim_request request = {.count = 1, .collapse_slot = SHIM_NO_SLOT, .bm25 = bm25_of(run)};
    struct shim_query *one = NULL, *paper = NULL;
    struct shim_results *results = NULL;
    struct buffer term = BUFFER_INIT;
    enum status status = STATUS_OK;

    *score = 0;
    if (!buffer_add_text(&term, prefix) || !buffer_add(&term, id, strnlen(id, TOKEN_BYTES_MAX)))
        status = no_memory(error);
    if (status == STATUS_OK)
        status = shim_query_term(&paper, (struct shim_bytes){term.data, term.length}, error);
    if (status == STATUS_OK)
        status = shim_query_share(&one, query, error);
    if (status == STATUS_OK) {
        status = query_append(&one, SHIM_FILTER, paper, error);
        paper = NULL;
    }
    request.query = one;
    if (status == STATUS_OK)
        status = shim_search(&results, run->searcher->database, &request, error);
    if (status == STATUS_OK && shim_results_count(results) > 0)
        *score = shim_results_score(results, 0);
    shim_results_free(results);
    shim_query_free(paper);
    shim_query_free(one);
    buffer_free(&term);
    return status;
}

enum status run_repeated(struct searcher *searcher, run_attempt *attempt, void *context,
                         struct error *error)
{
    enum status status = attempt(context, error);

    for (int i = 0; i < RUN_TRIES && status == STATUS_MODIFIED; i++) {
        status = reader_reopen(searcher, error);
        if (status == STATUS_OK)
            status = attempt(context, error);
    }
    return status;
}
