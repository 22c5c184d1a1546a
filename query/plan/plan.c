#include "query/plan/plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/compose.h"
#include "query/plan/join.h"
#include "query/plan/phrase.h"
#include "query/plan/similar.h"

/* A longer query is a text, of which no two neighbours stand out. */
#define PAIRED_WORDS_MAX 16
/* An id beside words: more than they can add up to, so that its paper is first. */
#define ID_WEIGHT 1000

/* What is carried down the tree. */
struct planning {
    struct planner *planner;
    struct plan *plan;
    bool excluded; /* below a NOT */
    struct error *error;
};

static enum status plan_node(struct planning *p, const struct node *node, struct shim_query **out);

static void fields_asked(enum field_id field, bool fields[TEXT_FIELDS])
{
    for (size_t f = 0; f < TEXT_FIELDS; f++)
        fields[f] = field == FIELD_NONE || field == TEXT_FIELD_IDS[f];
}

/* A word that stands in titles and not in summaries, as names do, tells by its
 * title what others tell by both. */
static double field_weight(const struct ranking *r, size_t field, const struct piece *piece)
{
    uint32_t title = piece->documents[TEXT_TITLE], summary = piece->documents[TEXT_SUMMARY];
    double shared = summary < title ? (double)summary / title : 1;

    if (field == TEXT_AUTHOR)
        return r->author;
    return field == TEXT_TITLE ? shared * r->title + (1 - shared) * r->title_alone : 1;
}

/* The piece in any of its fields, which add up. */
static enum status piece_query(struct planner *planner, const struct piece *piece, double weight,
                               struct shim_query **out, struct error *error)
{
    struct query_list sum = {NULL, 0, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        const char *text = piece->text[f];
        struct shim_query *term = NULL;

        if (!text)
            continue;
        status = shim_query_term(&term, (struct shim_bytes){text, strlen(text)}, error);
        if (status == STATUS_OK)
            status = query_scale(&term, weight * field_weight(planner->ranking, f, piece), error);
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
                                  struct shim_query **out, struct error *error)
{
    struct query_list terms = {NULL, 0, 0};
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
    return status == STATUS_OK ? query_scale(out, alternative->weight, error) : status;
}

static enum status adjacent_in_fields(const struct alternative *alternative,
                                      struct shim_query **out, struct error *error)
{
    struct query_list fields = {NULL, 0, 0};
    enum status status = STATUS_OK;

    for (size_t f = 0; f < TEXT_FIELDS && status == STATUS_OK; f++) {
        struct shim_query *query;

        status = adjacent_query(alternative, f, &query, error);
        if (status == STATUS_OK)
            status = query_list_add(&fields, query, error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&fields, SHIM_OR, out, error);
    query_list_free(&fields);
    return status;
}

enum status query_held(const struct planner *planner, const struct shim_query *query, bool *held,
                       struct error *error)
{
    struct shim_request request = {.query = query,
                                   .count = 1,
                                   .collapse_slot = SHIM_NO_SLOT,
                                   .bm25 = {planner->ranking->k1, 0, 1, planner->ranking->b, 0.5}};
    struct shim_results *results = NULL;
    enum status status = shim_search(&results, planner->database, &request, error);

    *held = status == STATUS_OK && shim_results_count(results) > 0;
    shim_results_free(results);
    return status;
}

enum status alternative_query(struct planner *planner, const struct alternative *alternative,
                              struct shim_query **out, struct error *error)
{
    struct query_list pieces = {NULL, 0, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    if (alternative->adjacent)
        return adjacent_in_fields(alternative, out, error);
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

/* *query counts where preferred does not match; both are taken. */
static enum status prefer(struct shim_query **query, struct shim_query *preferred,
                          struct error *error)
{
    struct shim_query *first = NULL, *rest = *query;
    enum status status;

    if (!preferred)
        return STATUS_OK;
    *query = preferred;
    if (!rest)
        return STATUS_OK;
    status = shim_query_share(&first, preferred, error);
    if (status == STATUS_OK)
        status = query_append(&rest, SHIM_AND_NOT, first, error);
    if (status == STATUS_OK)
        return query_append(query, SHIM_OR, rest, error);
    shim_query_free(rest);
    return status;
}

/* The first alternative that a paper holds counts: built from the last on, so
 * that each stands in the tree twice. Not SHIM_MAX: Xapian 1.4.22's MaxPostList
 * reads freed memory once the matcher prunes around it (tests/unit/test_plan.c
 * shows the query). */
enum status word_query(struct planner *planner, const struct word *word, struct shim_query **out,
                       struct error *error)
{
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t i = word->count; i-- > 0 && status == STATUS_OK;) {
        struct shim_query *one;

        status = alternative_query(planner, &word->alternatives[i], &one, error);
        if (status == STATUS_OK)
            status = prefer(out, one, error);
    }
    if (status != STATUS_OK) {
        shim_query_free(*out);
        *out = NULL;
    }
    return status;
}

/* Remembers part, which shares query. */
static enum status add_part(struct planning *p, struct part part, const struct shim_query *query)
{
    struct plan *plan = p->plan;

    if (plan->part_count == plan->part_capacity) {
        size_t wanted = plan->part_capacity ? plan->part_capacity * 2 : 16;
        struct part *larger = realloc(plan->parts, wanted * sizeof *larger);

        if (!larger)
            return error_set(p->error, STATUS_NO_MEMORY, NULL, "out of memory");
        plan->parts = larger;
        plan->part_capacity = wanted;
    }
    part.excluded = p->excluded;
    part.query = NULL;
    if (query) {
        enum status status = shim_query_share(&part.query, query, p->error);

        if (status != STATUS_OK)
            return status;
    }
    plan->parts[plan->part_count++] = part;
    return STATUS_OK;
}

/* One item more in an array of the arena; NULL where memory is short. */
static void *one_more(struct planner *planner, void *items, size_t count, size_t size)
{
    void *larger;

    if (count & (count - 1)) /* the capacity is the next power of two */
        return items;
    larger = arena_take(&planner->arena, (count ? count * 2 : 1) * size);
    if (larger && count)
        memcpy(larger, items, count * size);
    return larger;
}

/* Remembers that the parts from first on count together: one, or the words of
 * a name and the name. */
static enum status add_group(struct planning *p, size_t first)
{
    struct plan *plan = p->plan;
    struct group *groups =
        one_more(p->planner, plan->groups, plan->group_count, sizeof *plan->groups);

    if (!groups)
        return error_set(p->error, STATUS_NO_MEMORY, NULL, "out of memory");
    plan->groups = groups;
    groups[plan->group_count++] = (struct group){first, plan->part_count};
    return STATUS_OK;
}

/* Remembers that the groups from first on stand side by side. */
static enum status add_row(struct planning *p, size_t first)
{
    struct plan *plan = p->plan;
    struct row *rows;

    if (p->excluded || plan->group_count - first > PAIRED_WORDS_MAX)
        return STATUS_OK;
    rows = one_more(p->planner, plan->rows, plan->row_count, sizeof *plan->rows);
    if (!rows)
        return error_set(p->error, STATUS_NO_MEMORY, NULL, "out of memory");
    plan->rows = rows;
    rows[plan->row_count++] = (struct row){first, plan->group_count};
    return STATUS_OK;
}

/* The words that name joins, or one word, and the name beside them, which may
 * be NULL: it counts alone where it matches. */
static enum status plan_group(struct planning *p, struct word *words, size_t count,
                              struct word *name, struct shim_query **out)
{
    struct query_list sum = {NULL, 0, 0};
    struct shim_query *query = NULL;
    size_t first = p->plan->part_count;
    enum status status = STATUS_OK;

    for (size_t k = 0; k < count && status == STATUS_OK; k++) {
        status = word_query(p->planner, &words[k], &query, p->error);
        if (status == STATUS_OK)
            status = add_part(p, (struct part){.label = words[k].typed, .word = &words[k]}, query);
        if (status == STATUS_OK) {
            status = query_list_add(&sum, query, p->error);
            query = NULL;
        }
    }
    if (status == STATUS_OK)
        status = query_list_combine(&sum, SHIM_OR, out, p->error);
    if (status == STATUS_OK && name)
        status = word_query(p->planner, name, &query, p->error);
    if (status == STATUS_OK && name)
        status = add_part(
            p, (struct part){.label = name->typed, .word = name, .joined = count}, query);
    if (status == STATUS_OK) {
        status = prefer(out, query, p->error);
        query = NULL;
    }
    query_list_free(&sum);
    shim_query_free(query);
    return status == STATUS_OK ? add_group(p, first) : status;
}

/* Words that stand side by side: each ranks, and neighbours that the index
 * knows as one name compete with it. */
static enum status plan_words(struct planning *p, struct word *words, size_t count,
                              struct query_list *out)
{
    size_t first = p->plan->group_count;
    enum status status = STATUS_OK;

    for (size_t i = 0, taken; i < count && status == STATUS_OK; i += taken) {
        struct shim_query *query = NULL;
        struct word *name = NULL;

        taken = 1;
        if (count > 1)
            status = join_words(p->planner, words + i, count - i, &name, &taken, p->error);
        if (status == STATUS_OK)
            status = plan_group(p, words + i, taken, name, &query);
        if (status == STATUS_OK)
            status = query_list_add(out, query, p->error);
        else
            shim_query_free(query);
    }
    return status == STATUS_OK ? add_row(p, first) : status;
}

static enum status words_of_node(struct planning *p, const struct node *node, struct word **words,
                                 size_t *count)
{
    bool fields[TEXT_FIELDS];

    fields_asked(node->field, fields);
    /* Before the text there may be a sign and a field. */
    return words_of(p->planner, fields, node->text, node->length, node->end - node->length, words,
                    count, p->error);
}

/* A word on its own: all its parts are wanted together. */
static enum status plan_word(struct planning *p, const struct node *node, enum shim_operator op,
                             struct shim_query **out)
{
    struct query_list list = {NULL, 0, 0};
    struct word *words;
    size_t count;
    enum status status = words_of_node(p, node, &words, &count);

    if (status == STATUS_OK)
        status = plan_words(p, words, count, &list);
    if (status == STATUS_OK)
        return query_list_combine(&list, op, out, p->error);
    query_list_free(&list);
    return status;
}

/* True where the query has had its words: this one is left out. */
static bool is_full(struct planner *planner)
{
    planner->cut = planner->cut || planner->words >= PLANNER_WORDS_MAX;
    return planner->words >= PLANNER_WORDS_MAX;
}

static enum status plan_phrase(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct part part = {.label = node->text};
    bool fields[TEXT_FIELDS];
    enum status status;

    if (is_full(p->planner))
        return STATUS_OK;
    p->planner->words++;
    fields_asked(node->field, fields);
    status = phrase_query(p->planner, fields, node->text, node->length, &part.phrase,
                          &part.phrase_count, out, p->error);
    return status == STATUS_OK ? add_part(p, part, *out) : status;
}

static enum status plan_prefix(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct part part = {.label = node->text};
    bool fields[TEXT_FIELDS];
    enum status status;

    if (is_full(p->planner))
        return STATUS_OK;
    p->planner->words++;
    fields_asked(node->field, fields);
    status =
        prefix_query(p->planner, fields, node->text, node->length, &part.prefix, out, p->error);
    return status == STATUS_OK ? add_part(p, part, *out) : status;
}

static enum status plan_range(struct planning *p, const struct node *node, struct shim_query **out)
{
    char low[SHIM_SORTABLE_MAX + 1], high[SHIM_SORTABLE_MAX + 1];
    struct shim_bytes begin = {low, 0}, end = {high, 0};
    uint32_t slot = node->field == FIELD_VOTES ? SLOT_VOTES : SLOT_DATE;

    if (slot == SLOT_VOTES) {
        if (node->low != INT64_MIN)
            begin.length = shim_sortable((double)node->low, low);
        if (node->high != INT64_MAX)
            end.length = shim_sortable((double)node->high, high);
    } else {
        if (node->low != INT64_MIN)
            begin.length = (size_t)snprintf(low, sizeof low, "%08d", (int)node->low);
        if (node->high != INT64_MAX)
            end.length = (size_t)snprintf(high, sizeof high, "%08d", (int)node->high);
    }
    if (begin.length == 0 && end.length == 0) { /* any value, but one */
        low[0] = '\0';
        begin.length = 1;
    }
    return shim_query_range(out, slot, begin, end, p->error);
}

enum status id_query(struct planner *planner, const char *id, size_t length,
                     struct shim_query **out, struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    char *term = arena_join(&planner->arena, prefix, strlen(prefix), id,
                            length < TOKEN_BYTES_MAX ? length : TOKEN_BYTES_MAX);

    if (!term)
        return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
    return shim_query_term(out, (struct shim_bytes){term, strlen(term)}, error);
}

static enum status plan_id(struct planning *p, const struct node *node, struct shim_query **out)
{
    enum status status = id_query(p->planner, node->text, node->length, out, p->error);

    p->plan->identity = true;
    return status == STATUS_OK ? query_scale(out, ID_WEIGHT, p->error) : status;
}

static enum status plan_similar(struct planning *p, const struct node *node,
                                struct shim_query **out)
{
    struct part part = {.similar = true};
    struct shim_query *papers = NULL;
    enum status status = similar_words(p->planner, node, &part.word, &papers, p->error);

    p->plan->identity = p->plan->ranked = true;
    if (status == STATUS_OK)
        status = word_query(p->planner, part.word, out, p->error);
    if (status == STATUS_OK && *out) {
        status = query_append(out, SHIM_AND_NOT, papers, p->error);
        papers = NULL;
    }
    shim_query_free(papers);
    if (status != STATUS_OK)
        return status;
    part.label = part.word->typed;
    return add_part(p, part, *out);
}

static bool is_filter(const struct node *node)
{
    if (node->kind == NODE_OR) {
        for (size_t i = 0; i < node->child_count; i++)
            if (!is_filter(node->children[i]))
                return false;
        return node->child_count > 0;
    }
    return node->kind == NODE_RANGE || node->kind == NODE_ID;
}

/* The clauses of a list, sorted by what is asked of them. */
struct clauses {
    struct query_list ranked, must, filter, excluded;
    bool any_ranked, any_must;
};

static enum status all_or(struct shim_query **query, bool asked, struct error *error)
{
    if (*query)
        return STATUS_OK;
    return asked ? shim_query_none(query, error) : shim_query_all(query, error);
}

static enum status combine_clauses(struct planning *p, struct clauses *c, struct shim_query **out)
{
    struct shim_query *ranked = NULL, *must = NULL, *filter = NULL, *excluded = NULL;
    enum status status = query_list_combine(&c->ranked, SHIM_OR, &ranked, p->error);

    if (status == STATUS_OK)
        status = query_list_combine(&c->must, SHIM_AND, &must, p->error);
    if (status == STATUS_OK)
        status = query_list_combine(&c->filter, SHIM_AND, &filter, p->error);
    if (status == STATUS_OK)
        status = query_list_combine(&c->excluded, SHIM_OR, &excluded, p->error);
    if (status == STATUS_OK && must) {
        *out = must;
        must = NULL;
        status = query_append(out, SHIM_AND_MAYBE, ranked, p->error);
        ranked = NULL;
    } else if (status == STATUS_OK) {
        *out = ranked;
        ranked = NULL;
        status = all_or(out, c->any_ranked, p->error);
    }
    if (status == STATUS_OK) {
        status = query_append(out, SHIM_FILTER, filter, p->error);
        filter = NULL;
    }
    if (status == STATUS_OK) {
        status = query_append(out, SHIM_AND_NOT, excluded, p->error);
        excluded = NULL;
    }
    shim_query_free(ranked);
    shim_query_free(must);
    shim_query_free(filter);
    shim_query_free(excluded);
    return status;
}

static bool is_plain_word(const struct node *node)
{
    return node->kind == NODE_WORD && node->demand == DEMAND_RANK && node->field == FIELD_NONE;
}

/* +word is what was typed, and no guess; a field demands its word by itself. */
static bool is_taken_literally(const struct node *node)
{
    return node->kind == NODE_WORD && node->demand == DEMAND_MUST && node->field == FIELD_NONE;
}

/* Leaves out the words that only ask, where there are others. Returns how many
 * are left, in front. */
static size_t without_asking(struct word *words, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        kept += !words[i].asking;
    if (kept == 0)
        return count;
    kept = 0;
    for (size_t i = 0; i < count; i++)
        if (!words[i].asking)
            words[kept++] = words[i];
    return kept;
}

/* Plain words in a row, from *i on; *i moves behind them. */
static enum status add_plain_words(struct planning *p, const struct node *list, size_t *i,
                                   struct clauses *c)
{
    struct word *all = NULL;
    size_t count = 0, capacity = 0;

    for (; *i < list->child_count && is_plain_word(list->children[*i]); (*i)++) {
        struct word *words;
        size_t n;
        enum status status = words_of_node(p, list->children[*i], &words, &n);

        if (status != STATUS_OK)
            return status;
        if (count + n > capacity) {
            struct word *larger;

            capacity = (count + n) * 2;
            larger = arena_take(&p->planner->arena, capacity * sizeof *larger);
            if (!larger)
                return error_set(p->error, STATUS_NO_MEMORY, NULL, "out of memory");
            if (count)
                memcpy(larger, all, count * sizeof *larger);
            all = larger;
        }
        if (n)
            memcpy(all + count, words, n * sizeof *all);
        count += n;
    }
    c->any_ranked = c->any_ranked || count > 0;
    return plan_words(p, all, without_asking(all, count), &c->ranked);
}

static enum status add_clause(struct planning *p, const struct node *node, struct clauses *c)
{
    bool excluded = node->demand == DEMAND_NOT || node->kind == NODE_NOT, before = p->excluded;
    const struct node *asked = node->kind == NODE_NOT ? node->children[0] : node;
    struct shim_query *query = NULL;
    enum status status;

    if (!is_filter(asked) && is_full(p->planner))
        return STATUS_OK;
    p->excluded = p->excluded || excluded;
    status = plan_node(p, asked, &query);
    p->excluded = before;
    if (status != STATUS_OK)
        return status;
    if (excluded)
        return query_list_add(&c->excluded, query, p->error);
    if (is_filter(node) && node->demand == DEMAND_MUST)
        return query_list_add(&c->filter, query, p->error);
    if (node->demand == DEMAND_MUST) {
        status = query ? STATUS_OK : shim_query_none(&query, p->error);
        return status == STATUS_OK ? query_list_add(&c->must, query, p->error) : status;
    }
    c->any_ranked = true;
    return query_list_add(&c->ranked, query, p->error);
}

static enum status plan_list(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct clauses c = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK;) {
        bool literal = p->planner->literal;

        if (is_plain_word(node->children[i])) {
            status = add_plain_words(p, node, &i, &c);
            continue;
        }
        p->planner->literal = literal || is_taken_literally(node->children[i]);
        status = add_clause(p, node->children[i++], &c);
        p->planner->literal = literal;
    }
    if (status == STATUS_OK)
        status = combine_clauses(p, &c, out);
    p->plan->ranked = p->plan->ranked || c.any_ranked;
    query_list_free(&c.ranked);
    query_list_free(&c.must);
    query_list_free(&c.filter);
    query_list_free(&c.excluded);
    return status;
}

/* Every child must match; NOT children take papers away. */
static enum status plan_and(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct clauses c = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++) {
        struct node child = *node->children[i];

        if (child.kind != NODE_NOT)
            child.demand = DEMAND_MUST;
        status = add_clause(p, &child, &c);
    }
    if (status == STATUS_OK)
        status = combine_clauses(p, &c, out);
    p->plan->ranked = true;
    query_list_free(&c.ranked);
    query_list_free(&c.must);
    query_list_free(&c.filter);
    query_list_free(&c.excluded);
    return status;
}

static enum status plan_or(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct query_list list = {NULL, 0, 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++) {
        struct shim_query *query = NULL;

        status = plan_node(p, node->children[i], &query);
        if (status == STATUS_OK)
            status = query_list_add(&list, query, p->error);
    }
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, p->error);
    query_list_free(&list);
    return status;
}

static enum status plan_not(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct shim_query *query = NULL;
    bool before = p->excluded;
    enum status status;

    p->excluded = true;
    status = plan_node(p, node->children[0], &query);
    p->excluded = before;
    if (status == STATUS_OK)
        status = shim_query_all(out, p->error);
    if (status != STATUS_OK) {
        shim_query_free(query);
        return status;
    }
    return query_append(out, SHIM_AND_NOT, query, p->error);
}

enum status count_filter(struct planner *planner, struct error *error)
{
    if (++planner->filters <= PLANNER_FILTERS_MAX)
        return STATUS_OK;
    return error_set(error, STATUS_BAD_QUERY, NULL, "there are more than %d dates, votes and ids",
                     PLANNER_FILTERS_MAX);
}

/* *out is NULL where nothing in the index can match. The parser bounds the
 * depth. */
static enum status plan_node(struct planning *p, const struct node *node, struct shim_query **out)
{
    *out = NULL;
    if (node->kind == NODE_RANGE || node->kind == NODE_ID) {
        enum status status = count_filter(p->planner, p->error);

        if (status != STATUS_OK)
            return status;
    }
    switch (node->kind) {
    case NODE_LIST:
        return plan_list(p, node, out);
    case NODE_AND:
        return plan_and(p, node, out);
    case NODE_OR:
        return plan_or(p, node, out);
    case NODE_NOT:
        return plan_not(p, node, out);
    case NODE_WORD:
        p->plan->ranked = true;
        return plan_word(p, node, node->demand == DEMAND_MUST ? SHIM_AND : SHIM_OR, out);
    case NODE_PHRASE:
        p->plan->ranked = true;
        return plan_phrase(p, node, out);
    case NODE_PREFIX:
        p->plan->ranked = true;
        return plan_prefix(p, node, out);
    case NODE_RANGE:
        return plan_range(p, node, out);
    case NODE_ID:
        return plan_id(p, node, out);
    case NODE_SIMILAR:
        return plan_similar(p, node, out);
    }
    return error_set(p->error, STATUS_INTERNAL, NULL, "a node of unknown kind");
}

enum status plan_query(struct planner *planner, const struct node *tree, struct plan *plan,
                       struct error *error)
{
    struct planning planning = {planner, plan, false, error};
    enum status status = plan_node(&planning, tree, &plan->query);

    if (status == STATUS_OK && !plan->query)
        status = shim_query_none(&plan->query, error);
    return status;
}

void plan_clear(struct plan *plan)
{
    for (size_t i = 0; i < plan->part_count; i++)
        shim_query_free(plan->parts[i].query);
    free(plan->parts);
    shim_query_free(plan->query);
    shim_query_free(plan->feedback);
    *plan = (struct plan){0};
}
