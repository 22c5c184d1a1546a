#include "query/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/format/record.h"
#include "indexer/format/utf8.h"
#include "query/highlight.h"
#include "query/language/language.h"
#include "query/plan/compose.h"
#include "query/plan/plan.h"
#include "query/reader.h"

/* How often a search that the writer outran is repeated. */
#define SEARCH_TRIES 5

void search_request_init(struct search_request *request, const char *query, size_t length)
{
    *request = (struct search_request){
        .query = query, .length = length, .count = 10, .sort = SORT_RELEVANCE, .marked = true};
    ranking_init(&request->ranking);
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

/* *query gets the weight of a value slot added, at most weight where the slot's
 * greatest value is greatest. */
static enum status add_source(struct shim_query **query, uint32_t slot, double weight,
                              double greatest, struct error *error)
{
    struct shim_query *source = NULL;
    enum status status;

    if (weight <= 0 || greatest <= 0)
        return STATUS_OK;
    status = shim_query_value_weight(&source, slot, error);
    if (status == STATUS_OK)
        status = query_scale(&source, weight / greatest, error);
    return status == STATUS_OK ? query_append(query, SHIM_AND_MAYBE, source, error) : status;
}

/* The plan's query with votes and recency, which rank words and nothing else:
 * who asks for an id or for a list gets it as it is. */
static enum status final_query(struct searcher *s, const struct search_request *request,
                               const struct plan *plan, struct shim_query **out,
                               struct error *error)
{
    enum status status = shim_query_share(out, plan->query, error);

    if (status != STATUS_OK || !plan->ranked || plan->identity)
        return status;
    status = add_source(out, SLOT_POPULARITY, request->ranking.votes, 1, error);
    if (status == STATUS_OK)
        status = add_source(out, SLOT_RECENCY, request->ranking.recency, s->newest, error);
    return status;
}

static void set_order(const struct search_request *request, const struct plan *plan,
                      struct shim_request *out)
{
    bool votes = request->sort == SORT_VOTES;

    out->sort = request->reversed ? SHIM_BY_RELEVANCE_REVERSED : SHIM_BY_RELEVANCE;
    if (request->sort == SORT_RELEVANCE && plan->ranked)
        return;
    /* Without words there is no relevance: the newest come first. */
    out->sort = request->reversed ? SHIM_BY_VALUE : SHIM_BY_VALUE_REVERSED;
    out->sort_slot = votes ? SLOT_VOTES : SLOT_DATE;
}

static enum status run(struct searcher *s, const struct search_request *request,
                       const struct plan *plan, struct shim_results **out, struct error *error)
{
    const struct ranking *r = &request->ranking;
    struct shim_request run = {
        .first = request->first,
        .count = request->count,
        .check_at_least = request->exact_total ? s->documents : 0,
        .collapse_slot = s->count > 1 ? (uint32_t)SLOT_ID : SHIM_NO_SLOT,
        .bm25 = {r->k1, 0, 1, r->b, 0.5},
    };
    struct shim_query *query = NULL;
    enum status status = final_query(s, request, plan, &query, error);

    *out = NULL;
    set_order(request, plan, &run);
    run.query = query;
    if (status == STATUS_OK)
        status = shim_search(out, s->database, &run, error);
    shim_query_free(query);
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

static enum status fill_hit(struct searcher *s, struct shim_results *results, size_t i,
                            const struct search_request *request, struct highlighter *highlighter,
                            struct hit *hit, struct error *error)
{
    size_t database = shim_results_database(results, i);
    const char *root = s->place.root ? s->place.root : s->roots[database < s->count ? database : 0];
    struct shim_bytes data;
    enum status status = shim_results_data(results, i, &data, error);

    if (status == STATUS_OK)
        status = record_read(data.data, data.length, &hit->paper, error);
    if (status != STATUS_OK)
        return status;
    hit->rank = request->first + (uint32_t)i + 1;
    hit->score = shim_results_score(results, i);
    hit->path = absolute_path(root, hit->paper.path ? hit->paper.path : "");
    if (!hit->path)
        return no_memory(error);
    return highlighter ? highlight(highlighter, hit, error) : STATUS_OK;
}

static enum status collect(struct searcher *s, struct shim_results *results,
                           const struct search_request *request, const struct plan *plan,
                           struct answer *answer, struct error *error)
{
    size_t count = shim_results_count(results);
    struct shim_total total = shim_results_total(results);
    struct highlighter *highlighter = NULL;
    enum status status = STATUS_OK;

    answer->total_lower = total.lower;
    answer->total_estimate = total.estimate;
    answer->total_upper = total.upper;
    answer->hits = calloc(count + 1, sizeof *answer->hits);
    if (!answer->hits)
        return no_memory(error);
    if (request->marked && count)
        status = highlighter_new(&highlighter, plan, s->analyzer, s->documents, error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        answer->hit_count = i + 1;
        status = fill_hit(s, results, i, request, highlighter, &answer->hits[i], error);
    }
    highlighter_free(highlighter);
    return status;
}

static enum status search_once(struct searcher *s, const struct search_request *request,
                               const struct node *tree, struct answer *answer, struct error *error)
{
    struct planner planner = {.database = s->database,
                              .analyzer = s->analyzer,
                              .ranking = &request->ranking,
                              .literal = request->literal,
                              .documents = s->documents};
    struct plan plan = {0};
    struct shim_results *results = NULL;
    enum status status = plan_query(&planner, tree, &plan, error);

    if (status == STATUS_OK)
        status = run(s, request, &plan, &results, error);
    if (status == STATUS_OK)
        status = collect(s, results, request, &plan, answer, error);
    shim_results_free(results);
    plan_clear(&plan);
    arena_free(&planner.arena);
    return status;
}

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

enum status search(struct searcher *searcher, const struct search_request *request,
                   struct answer *answer, size_t *offset, struct error *error)
{
    double start = now_ms();
    struct node *tree = NULL;
    enum status status = query_parse(request->query, request->length, &tree, offset, error);

    *answer = (struct answer){0};
    for (int i = 0; status == STATUS_OK; i++) {
        status = search_once(searcher, request, tree, answer, error);
        if (status != STATUS_MODIFIED || i == SEARCH_TRIES)
            break;
        answer_clear(answer);
        status = reader_reopen(searcher, error);
    }
    node_free(tree);
    if (status == STATUS_OK) {
        answer->query = utf8_repaired(request->query, request->length);
        status = answer->query ? STATUS_OK : no_memory(error);
    }
    answer->took_ms = now_ms() - start;
    return status;
}
