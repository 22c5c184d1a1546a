#include "query/plan/similar.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/record.h"
#include "query/plan/rank/compose.h"
#include "query/plan/rank/offers.h"
#include "query/plan/planning.h"
#include "query/plan/rank/ranking.h"
#include "shim/base/array.h"

/* More words tell less each, and cost as much. */
#define WORDS_MAX 30

/* What is carried from paper to paper. */
struct resembling {
    struct planner *planner;
    const struct node *node;
    struct offers *offers;
    struct paper_words *words; /* of each paper; the offers borrow them */
    size_t count;
    struct query_list papers;
    struct error *error;
};

/* The byte of the query where the id stands; links and versions around it are
 * not in the node. */
static size_t place_of(const struct resembling *r, const char *id, size_t length)
{
    const struct planner *planner = r->planner;
    size_t start = r->node->start, end = r->node->end;
    const char *found = NULL;

    if (planner->query && end <= planner->query_length)
        found = memmem(planner->query + start, end - start, id, length);
    return found ? (size_t)(found - planner->query) : start;
}

static enum status no_such_paper(const struct resembling *r, const char *id, size_t length)
{
    r->planner->broken = place_of(r, id, length);
    return error_set(r->error, STATUS_BAD_QUERY, "similar: takes the id of a paper in the archive",
                     "there is no paper %.*s in the archive", (int)length, id);
}

static enum status add_words(struct resembling *r, const struct paper *paper)
{
    struct paper_words *words;
    enum status status;

    if (!array_grow(&r->words, r->count, sizeof *r->words))
        return error_no_memory(r->error);
    words = &r->words[r->count++];
    status = paper_words_of(r->planner->analyzer, paper, words, r->error);
    return status == STATUS_OK ? offers_add(r->offers, words, r->error) : status;
}

static void end(struct resembling *r)
{
    offers_free(r->offers);
    for (size_t i = 0; i < r->count; i++)
        paper_words_free(&r->words[i]);
    free(r->words);
}

static enum status read_paper(struct resembling *r, const struct shim_query *query, bool *found)
{
    const struct ranking *ranking = r->planner->ranking;
    struct shim_request request = {.query = query,
                                   .count = 1,
                                   .collapse_slot = SHIM_NO_SLOT,
                                   .bm25 = {ranking->k1, 0, 1, ranking->b, 0.5}};
    struct shim_results *results = NULL;
    struct shim_bytes data;
    struct paper paper = {0};
    enum status status = shim_search(&results, r->planner->database, &request, r->error);

    *found = status == STATUS_OK && shim_results_count(results) > 0;
    if (*found) {
        status = shim_results_data(results, 0, &data, r->error);
        if (status == STATUS_OK)
            status = record_read(data.data, data.length, &paper, r->error);
        if (status == STATUS_OK)
            status = add_words(r, &paper);
        paper_clear(&paper);
    }
    shim_results_free(results);
    return status;
}

static enum status add_paper(struct resembling *r, const char *id, size_t length)
{
    struct shim_query *query = NULL;
    bool found = false;
    enum status status = plan_id_query(r->planner, id, length, &query, r->error);

    if (status == STATUS_OK)
        status = read_paper(r, query, &found);
    if (status == STATUS_OK && !found)
        status = no_such_paper(r, id, length < TOKEN_BYTES_MAX ? length : TOKEN_BYTES_MAX);
    if (status == STATUS_OK)
        return query_list_add(&r->papers, query, r->error);
    shim_query_free(query);
    return status;
}

static enum status choose_words(struct resembling *r, struct word **out)
{
    const struct node *node = r->node;
    struct word *word = arena_take(&r->planner->arena, sizeof *word);
    struct alternative *a = NULL;
    enum status status;

    *out = word;
    if (word) {
        word->typed = word->stem =
            arena_join(&r->planner->arena, "similar:", 8, node->text, node->length);
        a = word_add(
            r->planner, word,
            (struct alternative){.match = MATCH_RELATED, .weight = 1, .label = "its words"}, 0);
    }
    if (!a || !word->typed)
        return error_no_memory(r->error);
    word->start = node->start;
    word->end = node->end;
    status = offers_choose(r->offers, &(struct offers_choice){OFFERS_BY_TIMES, 1, WORDS_MAX}, a,
                           r->error);
    word->count = a->piece_count > 0;
    return status;
}

enum status similar_words(struct planner *planner, const struct node *node, struct word **word,
                          struct shim_query **out, struct error *error)
{
    struct resembling r = {.planner = planner, .node = node, .error = error};
    enum status status = offers_new(&r.offers, planner, error);

    *word = NULL;
    *out = NULL;
    for (size_t start = 0, stop; start < node->length && status == STATUS_OK; start = stop + 1) {
        const char *comma = memchr(node->text + start, ',', node->length - start);

        stop = comma ? (size_t)(comma - node->text) : node->length;
        status = plan_count_filter(planner, error);
        if (status == STATUS_OK)
            status = add_paper(&r, node->text + start, stop - start);
    }
    if (status == STATUS_OK)
        status = choose_words(&r, word);
    end(&r);
    if (status == STATUS_OK)
        return query_list_combine(&r.papers, SHIM_OR, out, error);
    query_list_free(&r.papers);
    return status;
}
