#include "query/search/run.h"

#include <string.h>

#include "query/plan/rank/compose.h"
#include "shim/base/buffer.h"

/* How often a search that the writer outran is repeated. */
#define RUN_TRIES 5
/* How often a plan is made of what is known so far; then each term is asked for. */
#define PLAN_TRIES 8

/* Also after a plan of the same query, of which it keeps the memory. */
static enum status plan_once(struct search_run *run, struct searcher *searcher,
                             const struct search_request *request, const struct node *tree,
                             struct error *error)
{
    *run = (struct search_run){.searcher = searcher,
                               .request = request,
                               .tree = tree,
                               .planner = {.database = searcher->database,
                                           .analyzer = searcher->analyzer,
                                           .ranking = &request->ranking,
                                           .arena = run->planner.arena,
                                           .memory = searcher->guessed,
                                           .query = request->query,
                                           .query_length = request->length,
                                           .literal = request->literal,
                                           .documents = searcher->documents,
                                           .news = searcher_news,
                                           .newsman = searcher}};
    return plan_query(&run->planner, tree, &run->plan, error);
}

/* Of remote shards the plan is made again until all the frequencies that it asked for are
 * known: a few messages in place of one for each. */
enum status run_plan(struct search_run *run, struct searcher *searcher,
                     const struct search_request *request, const struct node *tree,
                     struct error *error)
{
    bool more = shim_database_is_remote(searcher->database);
    enum status status = STATUS_OK, planned;

    *run = (struct search_run){.searcher = searcher};
    for (int i = 0; more && i < PLAN_TRIES; i++) {
        shim_terms_note(searcher->database);
        planned = plan_once(run, searcher, request, tree, error);
        status = shim_terms_settle(searcher->database, &more, error);
        if (status != STATUS_OK || !more)
            return status == STATUS_OK ? planned : status;
        plan_clear(&run->plan);
    }
    return plan_once(run, searcher, request, tree, error);
}

void run_clear(struct search_run *run)
{
    plan_clear(&run->plan);
    arena_free(&run->planner.arena);
}

struct shim_bm25 run_bm25(const struct search_run *run)
{
    return (struct shim_bm25){run->request->ranking.k1, 0, 1, run->request->ranking.b, 0.5};
}

enum status run_boost(const struct search_run *run, enum boost boost, struct shim_query **out,
                      struct error *error)
{
    const struct ranking *ranking = &run->request->ranking;
    double weight = boost == BOOST_VOTES ? ranking->votes : ranking->recency;
    double greatest = boost == BOOST_VOTES ? 1 : run->searcher->newest;
    enum status status;

    *out = NULL;
    if (boost == BOOST_DATED)
        return run->plan.dated && run->plan.ranked && !run->plan.identity
                   ? shim_query_share(out, run->plan.dated, error)
                   : STATUS_OK;
    /* Who asks for an id or for a list gets it as it is. */
    if (weight <= 0 || greatest <= 0 || !run->plan.ranked || run->plan.identity)
        return STATUS_OK;
    status =
        shim_query_value_weight(out, boost == BOOST_VOTES ? SLOT_POPULARITY : SLOT_RECENCY, error);
    return status == STATUS_OK ? query_scale(out, weight / greatest, error) : status;
}

enum status run_count(const struct search_run *run, const struct shim_query *query, uint32_t *count,
                      struct error *error)
{
    struct shim_request request = {.query = query,
                                   .check_at_least = UINT32_MAX,
                                   .collapse_slot = SHIM_NO_SLOT,
                                   .bm25 = run_bm25(run)};
    struct shim_results *results = NULL;
    enum status status = shim_search(&results, run->searcher->database, &request, error);

    *count = 0;
    if (status == STATUS_OK)
        *count = shim_results_total(results).estimate;
    shim_results_free(results);
    return status;
}

enum status run_score(const struct search_run *run, const struct shim_query *query, const char *id,
                      double *score, struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    struct shim_request request = {
        .count = 1, .collapse_slot = SHIM_NO_SLOT, .bm25 = run_bm25(run)};
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

    for (int i = 0;
         (i < RUN_TRIES && status == STATUS_MODIFIED) || (i == 0 && status == STATUS_UNREACHABLE);
         i++) {
        status = searcher_reopen(searcher, error);
        if (status == STATUS_OK)
            status = attempt(context, error);
    }
    return status;
}
