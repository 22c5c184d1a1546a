#include "query/plan/rank/compete.h"

#include <math.h>
#include <string.h>

#include "query/plan/rank/compose.h"
#include "query/plan/rank/ranking.h"

/* A word that stands in titles and not in summaries, as names do, tells by its
 * title what others tell by both. */
static double field_weight(const struct planner *planner, size_t field, const struct piece *piece)
{
    const struct ranking *r = planner->ranking;
    uint32_t title = piece->documents[TEXT_TITLE], summary = piece->documents[TEXT_SUMMARY];
    double shared = summary < title ? (double)summary / title : 1;
    double weight = ranking_field_weight(r, field_text(field));

    /* A word of the texts is no rare name because few authors are called so. */
    if (field == TEXT_AUTHOR || (planner->pasted && field == TEXT_SUMMARY))
        weight *= term_rarity(planner, piece_documents(piece)) /
                  term_rarity(planner, piece->documents[field]);
    /* Nor is one of another language because the texts of few papers are in that. */
    if (planner->pasted && field == TEXT_SUMMARY)
        weight *= shared;
    return field == TEXT_TITLE ? shared * weight + (1 - shared) * r->title_alone : weight;
}

/* What the engine's BM25 makes of a term's rarity; little where half of the papers have it. */
static double engine_rarity(const struct planner *planner, uint32_t documents)
{
    double odds = (planner->documents - (double)documents + 0.5) / (documents + 0.5);

    return log(odds < 2 ? 1 + odds / 2 : odds);
}

double compete_worth(const struct planner *planner, const struct alternative *alternative)
{
    double sum = 0;

    for (size_t i = 0; i < alternative->piece_count; i++)
        for (size_t f = 0; f < TEXT_FIELDS; f++)
            if (alternative->pieces[i].text[f])
                sum += alternative->pieces[i].weight *
                       field_weight(planner, f, &alternative->pieces[i]) *
                       engine_rarity(planner, alternative->pieces[i].documents[f]);
    return alternative->weight * sum;
}

/* The piece in any of its fields, which add up. */
static enum status piece_query(struct planner *planner, const struct piece *piece, double weight,
                               struct shim_query **out, struct error *error)
{
    struct query_list sum = {NULL, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        const char *text = piece->text[f];
        struct shim_query *term = NULL;

        if (!text)
            continue;
        planner->work += WORK_OF_OPENED;
        status = shim_query_term(&term, (struct shim_bytes){text, strlen(text)}, error);
        if (status == STATUS_OK)
            status = query_scale(&term, weight * field_weight(planner, f, piece), error);
        if (status == STATUS_OK)
            status = query_list_add(&sum, term, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&sum, SHIM_OR, out, error);
    query_list_free(&sum);
    return status;
}

/* The pieces one behind the other in a field, which has them all. */
static enum status adjacent_query(const struct alternative *alternative, size_t field,
                                  double weight, struct shim_query **out, struct error *error)
{
    struct query_list terms = {NULL, 0};
    size_t count = alternative->piece_count;
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t i = 0; i < count; i++)
        if (!alternative->pieces[i].text[field])
            return STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        const char *text = alternative->pieces[i].text[field];
        struct shim_query *term = NULL;

        status = shim_query_term(&term, (struct shim_bytes){text, strlen(text)}, error);
        if (status == STATUS_OK)
            status = query_list_add(&terms, term, error);
    }
    if (status == STATUS_OK) {
        status = shim_query_combine(out, SHIM_PHRASE, terms.items, count, (uint32_t)count, error);
        terms.count = 0;
    }
    query_list_free(&terms);
    return status == STATUS_OK ? query_scale(out, weight, error) : status;
}

static enum status adjacent_in_fields(const struct planner *planner,
                                      const struct alternative *alternative,
                                      struct shim_query **out, struct error *error)
{
    struct query_list fields = {NULL, 0};
    enum status status = STATUS_OK;

    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        double weight = alternative->weight;
        struct shim_query *query;

        if (alternative->meant)
            weight *= ranking_field_weight(planner->ranking, field_text(f));
        status = adjacent_query(alternative, f, weight, &query, error);
        if (status == STATUS_OK)
            status = query_list_add(&fields, query, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&fields, SHIM_OR, out, error);
    query_list_free(&fields);
    return status;
}

enum status compete_held(const struct planner *planner, const struct shim_query *query, bool *held,
                         struct error *error)
{
    return shim_query_held(planner->database, query, held, error);
}

enum status compete_alternative(struct planner *planner, const struct alternative *alternative,
                                struct shim_query **out, struct error *error)
{
    struct query_list pieces = {NULL, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    if (alternative->adjacent)
        return adjacent_in_fields(planner, alternative, out, error);
    for (size_t i = 0; i < alternative->piece_count && status == STATUS_OK; i++) {
        struct shim_query *piece;

        status = piece_query(planner, &alternative->pieces[i],
                             alternative->weight * alternative->pieces[i].weight, &piece, error);
        if (status == STATUS_OK)
            status = query_list_add(&pieces, piece, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&pieces, alternative->all ? SHIM_AND : SHIM_OR, out, error);
    query_list_free(&pieces);
    return status;
}

enum status compete_prefer(struct shim_query **query, struct shim_query *preferred,
                           struct error *error)
{
    struct shim_query *rest = *query;

    if (!preferred)
        return STATUS_OK;
    *query = preferred;
    return query_append(query, SHIM_FIRST, rest, error);
}

/* The first alternative that a paper holds counts. Xapian's OP_MAX would fit, but
 * the MaxPostList of 1.4.22 reads freed memory once the matcher prunes around it
 * (valgrind shows it), so that the shim has no such operator. */
enum status compete_word(struct planner *planner, const struct word *word, struct shim_query **out,
                         struct error *error)
{
    struct query_list alternatives = {NULL, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t i = 0; i < word->count && status == STATUS_OK; i++) {
        struct shim_query *one;

        status = compete_alternative(planner, &word->alternatives[i], &one, error);
        if (status == STATUS_OK)
            status = query_list_add(&alternatives, one, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&alternatives, SHIM_FIRST, out, error);
    query_list_free(&alternatives);
    return status;
}

enum status compete_adjacent(const struct lookup *l, enum match match, const char *const texts[2],
                             struct word *word, bool *added)
{
    struct planner *planner = l->planner;
    struct alternative *a, one = {.match = match, .weight = 1};
    struct shim_query *query = NULL;
    bool known = true, held = false;
    enum status status = STATUS_OK;

    *added = false;
    one.label = arena_join(&planner->arena, texts[0], strlen(texts[0]), " ", 1);
    if (one.label)
        one.label =
            arena_join(&planner->arena, one.label, strlen(one.label), texts[1], strlen(texts[1]));
    if (!one.label)
        return error_no_memory(l->error);
    a = word_add(planner, word, one, 2);
    if (!a)
        return STATUS_OK;
    a->adjacent = true;
    for (int i = 0; i < 2 && known && status == STATUS_OK; i++) {
        struct piece *piece = &a->pieces[a->piece_count++];

        status = piece_look_up(l, texts[i], texts[i], piece);
        known = piece_documents(piece) > 0;
    }
    if (status == STATUS_OK && known)
        status = compete_alternative(planner, a, &query, l->error);
    if (status == STATUS_OK && query) {
        planner->work += WORK_OF_SEARCH;
        status = compete_held(planner, query, &held, l->error);
    }
    shim_query_free(query);
    *added = held;
    word->count -= !held;
    return status;
}
