#include "query/plan/plan.h"

#include <string.h>

#include "query/plan/bound.h"
#include "query/plan/identity.h"
#include "query/plan/planning.h"
#include "query/plan/rank/compose.h"

/* A query of more words is a text that was pasted. */
#define TYPED_WORDS_MAX 16

static enum status plan_node(struct planning *p, const struct node *node, struct shim_query **out);

/* What filters by a value that a paper has or has not. */
static bool is_value(const struct node *node)
{
    return node->kind == NODE_RANGE || node->kind == NODE_ID || node->kind == NODE_TERM ||
           node->kind == NODE_NEW;
}

static bool is_filter(const struct node *node)
{
    if (node->kind == NODE_OR) {
        for (size_t i = 0; i < node->child_count; i++)
            if (!is_filter(node->children[i]))
                return false;
        return node->child_count > 0;
    }
    return is_value(node);
}

/* The clauses of a list, sorted by what is asked of them. */
enum demanded { RANKED, MUST, FILTERED, EXCLUDED, DEMANDS };

struct clauses {
    struct query_list lists[DEMANDS];
    bool any_ranked;
};

static void clauses_free(struct clauses *c)
{
    for (size_t i = 0; i < DEMANDS; i++)
        query_list_free(&c->lists[i]);
}

/* What must match, or else what ranks, comes first, and the others behind it. */
static enum status combine_clauses(struct planning *p, struct clauses *c, struct shim_query **out)
{
    static const enum shim_operator WITHIN[DEMANDS] = {SHIM_OR, SHIM_AND, SHIM_AND, SHIM_OR};
    static const enum shim_operator BEHIND[DEMANDS] = {
        [RANKED] = SHIM_AND_MAYBE, [FILTERED] = SHIM_FILTER, [EXCLUDED] = SHIM_AND_NOT};
    struct shim_query *queries[DEMANDS] = {NULL}, **first;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < DEMANDS && status == STATUS_OK; i++)
        status = query_list_combine(&c->lists[i], WITHIN[i], &queries[i], p->error);
    first = &queries[queries[MUST] ? MUST : RANKED];
    if (status == STATUS_OK && !*first)
        status = c->any_ranked ? shim_query_none(first, p->error) : shim_query_all(first, p->error);
    *out = *first;
    *first = NULL;
    for (size_t i = 0; i < DEMANDS && status == STATUS_OK; i++) {
        status = query_append(out, BEHIND[i], queries[i], p->error);
        queries[i] = NULL;
    }
    for (size_t i = 0; i < DEMANDS; i++)
        shim_query_free(queries[i]);
    if (status != STATUS_OK) {
        shim_query_free(*out);
        *out = NULL;
    }
    return status;
}

static bool is_plain_word(const struct planning *p, const struct node *node)
{
    return (node->kind == NODE_WORD || (node->open && p->loose)) && node->demand == DEMAND_RANK &&
           node->field == FIELD_NONE;
}

/* +word and -word are what was typed, and no guess; a field demands its word by
 * itself. */
static bool is_taken_literally(const struct node *node)
{
    return node->kind == NODE_WORD && node->demand != DEMAND_RANK && node->field == FIELD_NONE;
}

/* Plain words in a row, from *i on; *i moves behind them. */
static enum status add_plain_words(struct planning *p, const struct node *list, size_t *i,
                                   struct clauses *c)
{
    struct word *all = NULL;
    size_t count = 0, capacity = 0;

    for (; *i < list->child_count && is_plain_word(p, list->children[*i]); (*i)++) {
        struct word *words;
        size_t n;
        enum status status = plan_words_of(p, list->children[*i], &words, &n);

        if (status != STATUS_OK)
            return status;
        if (count + n > capacity) {
            struct word *larger;

            capacity = (count + n) * 2;
            larger = arena_take(&p->planner->arena, capacity * sizeof *larger);
            if (!larger)
                return error_no_memory(p->error);
            if (count)
                memcpy(larger, all, count * sizeof *larger);
            all = larger;
        }
        if (n)
            memcpy(all + count, words, n * sizeof *all);
        count += n;
    }
    c->any_ranked = c->any_ranked || count > 0;
    return plan_words(p, all, count, &c->lists[RANKED]);
}

static enum status add_clause(struct planning *p, const struct node *node, struct clauses *c)
{
    bool excluded = node->demand == DEMAND_NOT || node->kind == NODE_NOT, before = p->excluded;
    const struct node *asked = node->kind == NODE_NOT ? node->children[0] : node;
    struct shim_query *query = NULL;
    enum status status;

    if (!is_filter(asked) && planner_is_full(p->planner))
        return STATUS_OK;
    p->excluded = p->excluded || excluded;
    status = plan_node(p, asked, &query);
    p->excluded = before;
    if (status != STATUS_OK)
        return status;
    if (excluded)
        return query_list_add(&c->lists[EXCLUDED], query, p->error);
    if (is_filter(node) && node->demand == DEMAND_MUST)
        return query_list_add(&c->lists[FILTERED], query, p->error);
    if (node->demand == DEMAND_MUST) {
        status = query ? STATUS_OK : shim_query_none(&query, p->error);
        return status == STATUS_OK ? query_list_add(&c->lists[MUST], query, p->error) : status;
    }
    c->any_ranked = true;
    return query_list_add(&c->lists[RANKED], query, p->error);
}

static enum status plan_list(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct clauses c = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK;) {
        bool literal = p->planner->literal;

        if (!is_plain_word(p, node->children[i]) && bound_is_repeated(node, i)) {
            i++;
            continue;
        }
        if (is_plain_word(p, node->children[i])) {
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
    clauses_free(&c);
    return status;
}

/* Every child must match; NOT children take papers away. */
static enum status plan_and(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct clauses c = {0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++) {
        struct node child = *node->children[i];

        if (bound_is_repeated(node, i))
            continue;
        if (child.kind != NODE_NOT)
            child.demand = DEMAND_MUST;
        status = add_clause(p, &child, &c);
    }
    if (status == STATUS_OK)
        status = combine_clauses(p, &c, out);
    p->plan->ranked = true;
    clauses_free(&c);
    return status;
}

static enum status plan_or(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++) {
        struct shim_query *query = NULL;

        if (bound_is_repeated(node, i))
            continue;
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

/* *out is NULL where nothing in the index can match. The parser bounds the
 * depth. */
static enum status plan_node(struct planning *p, const struct node *node, struct shim_query **out)
{
    *out = NULL;
    if (node->kind == NODE_RANGE || node->kind == NODE_ID) {
        enum status status = plan_count_filter(p->planner, p->error);

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
    case NODE_PHRASE:
        p->plan->ranked = true;
        if (node->kind == NODE_PHRASE && (!node->open || !p->loose || p->begun))
            return plan_phrase(p, node, out);
        return plan_word(p, node, node->demand == DEMAND_MUST ? SHIM_AND : SHIM_OR, out);
    case NODE_PREFIX:
        p->plan->ranked = true;
        return plan_prefix(p, node, out);
    case NODE_RANGE:
        return plan_range(p, node, out);
    case NODE_TERM:
        return plan_term(p, node, out);
    case NODE_ID:
        return plan_id(p, node, out);
    case NODE_SIMILAR:
        return plan_similar(p, node, out);
    case NODE_NEW:
        return plan_new(p, node, out);
    case NODE_SAVED:
        break;
    }
    return error_set(p->error, STATUS_INTERNAL, NULL, "a node of unknown kind");
}

/* How many words, phrases and prefixes rank. */
static size_t count_ranked(const struct node *node)
{
    size_t count = node->kind == NODE_WORD || node->kind == NODE_PHRASE ||
                   node->kind == NODE_PREFIX || node->kind == NODE_SIMILAR;

    for (size_t i = 0; i < node->child_count; i++)
        count += count_ranked(node->children[i]);
    return count;
}

/* Whether a sign or a field tells which papers are wanted. The word NOT does not:
 * titles have it. */
static bool is_explicit(const struct planner *planner, const struct node *node)
{
    bool signed_not = node->demand == DEMAND_NOT && node->start > 0 &&
                      node->start <= planner->query_length &&
                      planner->query[node->start - 1] == '-';

    if (node->field != FIELD_NONE || signed_not ||
        (node->demand == DEMAND_MUST && node->kind != NODE_ID))
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (is_explicit(planner, node->children[i]))
            return true;
    return false;
}

/* Puts the papers first that the query names: also those that the tree would leave
 * out, where all that was typed is a name. */
static enum status lift_named(struct planner *planner, const struct node *tree, struct plan *plan,
                              struct error *error)
{
    struct identity named;
    struct shim_query *rest = plan->query;
    enum status status = identity_find(planner, &named, error);

    if (status != STATUS_OK)
        return status;
    if (named.whole && is_explicit(planner, tree)) {
        shim_query_free(named.whole);
        named.whole = NULL;
    }
    plan->ranked = plan->ranked || named.whole;
    status = plan_add_named(plan, named.whole, error);
    if (status == STATUS_OK)
        status = plan_add_named(plan, named.part, error);
    if (status != STATUS_OK) {
        shim_query_free(named.whole);
        shim_query_free(named.part);
        return status;
    }
    if (rest)
        status = query_append(&plan->query, SHIM_AND_MAYBE, named.part, error);
    else
        plan->query = named.part;
    if (status != STATUS_OK || !named.whole) {
        shim_query_free(named.whole);
        return status;
    }
    rest = plan->query;
    plan->query = named.whole;
    return query_append(&plan->query, SHIM_OR, rest, error);
}

enum status plan_query(struct planner *planner, const struct node *tree, struct plan *plan,
                       struct error *error)
{
    struct planning planning = {planner, plan, false, error, NULL, 0};
    enum status status;

    planner->prefix_terms = bound_prefix_terms(tree);
    plan->alone = count_ranked(tree) == 1;
    planner->pasted = count_ranked(tree) > TYPED_WORDS_MAX;
    plan->mended = tree->mended;
    status = plan_find_loose(&planning, tree);
    if (status == STATUS_OK)
        status = plan_node(&planning, tree, &plan->query);
    if (status == STATUS_OK)
        status = plan_lift_begun(&planning);
    if (status == STATUS_OK)
        status = lift_named(planner, tree, plan, error);
    if (status == STATUS_OK && !plan->query)
        status = shim_query_none(&plan->query, error);
    return status;
}
