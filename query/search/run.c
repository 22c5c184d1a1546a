#include "query/search/run.h"

#include <stdlib.h>
#include <string.h>

#include "query/search/find.h"
#include "query/search/highlight.h"
#include "query/search/notes.h"
#include "query/plan/rank/compose.h"

/* How often a search that the writer outran is repeated. */
#define RUN_TRIES 5

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

static enum status fill_hit(const struct run *run, struct place *place,
                            struct highlighter *highlighter, struct hit *hit, struct error *error)
{
    const struct searcher *s = run->searcher;
    const char *root = reader_root(s, shim_results_database(place->results, place->hit));
    enum status status = place_read(place, &hit->paper, error);

    if (status != STATUS_OK)
        return status;
    hit->score = place->score;
    hit->path = absolute_path(root, hit->paper.path ? hit->paper.path : "");
    if (!hit->path)
        return error_no_memory(error);
    return highlighter ? highlight(highlighter, hit, error) : STATUS_OK;
}

static enum status collect(const struct run *run, const struct found *found, struct answer *answer,
                           struct error *error)
{
    struct highlighter *highlighter = NULL;
    enum status status = STATUS_OK;

    answer->total_lower = found->total.lower;
    answer->total_estimate = found->total.estimate;
    answer->total_upper = found->total.upper;
    answer->hits = calloc(found->count + 1, sizeof *answer->hits);
    if (!answer->hits)
        return error_no_memory(error);
    if (run->request->marked && found->count > 0)
        status = highlighter_new(&highlighter, &run->plan, run->searcher->analyzer,
                                 run->searcher->documents, error);
    for (size_t i = 0; i < found->count && status == STATUS_OK; i++) {
        struct hit *hit = &answer->hits[answer->hit_count++];

        hit->rank = run->request->first + (uint32_t)answer->hit_count;
        status = fill_hit(run, &found->places[i], highlighter, hit, error);
    }
    highlighter_free(highlighter);
    return status;
}

enum status run_answer(struct run *run, struct answer *answer, struct error *error)
{
    struct found found = {0};
    enum status status = find_hits(run, &found, error);

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
                                   .bm25 = find_bm25(run)};
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
    struct shim_request request = {
        .count = 1, .collapse_slot = SHIM_NO_SLOT, .bm25 = find_bm25(run)};
    struct shim_query *one = NULL, *paper = NULL;
    struct shim_results *results = NULL;
    struct buffer term = BUFFER_INIT;
    enum status status = STATUS_OK;

    *score = 0;
    if (!buffer_add_text(&term, prefix) || !buffer_add(&term, id, strnlen(id, TOKEN_BYTES_MAX)))
        status = error_no_memory(error);
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
