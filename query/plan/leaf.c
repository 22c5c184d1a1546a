/* The leaves of the tree: a word, a phrase, a prefix, a range, an id, papers
 * like others. */
#include "query/plan/planning.h"

#include <stdio.h>
#include <string.h>

#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"
#include "query/plan/phrase.h"
#include "query/plan/similar.h"
#include "query/plan/words/web.h"
#include "query/plan/words/words.h"

/* An id beside words: more than they can add up to, so that its paper is first. */
#define ID_WEIGHT 1000

static struct shim_bytes node_text(const struct node *node)
{
    return (struct shim_bytes){node->text, node->length};
}

/* The words of an address, behind those that stand before it: [code](https://...). */
static enum status web_words(const struct lookup *l, const struct web_address *address, size_t base,
                             struct word **words, size_t *count)
{
    struct word *before, *path;
    size_t n;
    enum status status = words_plain(l, address->before, base, &before, count);

    if (status == STATUS_OK)
        status =
            words_plain(l, address->words,
                        base + (size_t)(address->words.data - address->before.data), &path, &n);
    if (status != STATUS_OK)
        return status;
    *words = *count ? arena_take(&l->planner->arena, (*count + n) * sizeof **words) : path;
    if (*count && !*words)
        return error_no_memory(l->error);
    if (*count) {
        memcpy(*words, before, *count * sizeof *before);
        if (n)
            memcpy(*words + *count, path, n * sizeof *path);
    }
    *count += n;
    return STATUS_OK;
}

enum status plan_words_of(struct planning *p, const struct node *node, struct word **words,
                          size_t *count)
{
    bool fields[TEXT_FIELDS];
    const struct lookup l = {p->planner, fields, p->error};
    const size_t base = node->end - node->length; /* before it may be a sign and a field */
    struct web_address address;

    text_fields_asked(node->field, fields);
    if (node->kind == NODE_WORD && node->field == FIELD_NONE && web_find(node_text(node), &address))
        return web_words(&l, &address, base, words, count);
    return words_typed(&l, node_text(node), base, words, count);
}

/* A word on its own: all its parts are wanted together, also what asks. */
enum status plan_word(struct planning *p, const struct node *node, enum shim_operator op,
                      struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    struct word *words;
    size_t count;
    enum status status = plan_words_of(p, node, &words, &count);

    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        words[i].asking = false;
    if (status == STATUS_OK)
        status = plan_words(p, words, count, &list);
    if (status == STATUS_OK)
        return query_list_combine(&list, op, out, p->error);
    query_list_free(&list);
    return status;
}

enum status plan_phrase(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct plan_part part = {.label = node->text};
    struct shim_bytes text = node_text(node);
    bool fields[TEXT_FIELDS];
    enum status status;

    if (planner_is_full(p->planner))
        return STATUS_OK;
    p->planner->words++;
    text_fields_asked(node->field, fields);
    if (node->open && p->loose && p->begun)
        text.length = p->begun;
    status = phrase_query(&(struct lookup){p->planner, fields, p->error}, text, &part.phrase, out);
    return status == STATUS_OK ? plan_add_part(p, part, *out) : status;
}

enum status plan_prefix(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct plan_part part = {.label = node->text};
    bool fields[TEXT_FIELDS];
    enum status status;

    if (planner_is_full(p->planner))
        return STATUS_OK;
    p->planner->words++;
    text_fields_asked(node->field, fields);
    status = phrase_prefix(&(struct lookup){p->planner, fields, p->error}, node_text(node),
                           &part.prefix, out);
    return status == STATUS_OK ? plan_add_part(p, part, *out) : status;
}

/* An end of a range as the slot holds it; none where it is open. */
static struct shim_bytes range_end(const struct field *field, int64_t end,
                                   char out[SHIM_SORTABLE_MAX + 1])
{
    struct shim_bytes bytes = {out, 0};

    if (end == INT64_MIN || end == INT64_MAX)
        return bytes;
    bytes.length = field->type == FIELD_DAY
                       ? (size_t)snprintf(out, SHIM_SORTABLE_MAX + 1, "%08d", (int)end)
                       : shim_sortable((double)end, out);
    return bytes;
}

enum status plan_range(struct planning *p, const struct node *node, struct shim_query **out)
{
    const struct field *field = field_at(node->field);
    char low[SHIM_SORTABLE_MAX + 1], high[SHIM_SORTABLE_MAX + 1];
    struct shim_bytes begin = range_end(field, node->low, low);
    struct shim_bytes end = range_end(field, node->high, high);

    if (begin.length == 0 && end.length == 0) { /* any value, but one */
        low[0] = '\0';
        begin.length = 1;
    }
    return shim_query_range(out, field->slot, begin, end, p->error);
}

enum status plan_term(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct buffer term = BUFFER_INIT;
    enum status status =
        field_add_term(field_at(node->field), node->text, node->length, &term)
            ? shim_query_term(out, (struct shim_bytes){term.data, term.length}, p->error)
            : error_no_memory(p->error);

    buffer_free(&term);
    return status;
}

enum status plan_id_query(struct planner *planner, const char *id, size_t length,
                          struct shim_query **out, struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    char *term = arena_join(&planner->arena, prefix, strlen(prefix), id,
                            length < TOKEN_BYTES_MAX ? length : TOKEN_BYTES_MAX);

    if (!term)
        return error_no_memory(error);
    return shim_query_term(out, (struct shim_bytes){term, strlen(term)}, error);
}

enum status plan_id(struct planning *p, const struct node *node, struct shim_query **out)
{
    enum status status = plan_id_query(p->planner, node->text, node->length, out, p->error);

    p->plan->identity = true;
    if (status == STATUS_OK)
        status = query_scale(out, ID_WEIGHT, p->error);
    return status == STATUS_OK && !p->excluded ? plan_add_named(p->plan, *out, p->error) : status;
}

/* The papers with one of the ids, a line each. */
static enum status any_of_ids(struct planning *p, const struct buffer *ids, struct shim_query **out)
{
    struct query_list list = {NULL, 0};
    enum status status = STATUS_OK;
    const char *line = ids->data, *end = line ? line + ids->length : line;

    while (line < end && status == STATUS_OK) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((newline ? newline : end) - line);
        struct shim_query *one = NULL;

        status = plan_id_query(p->planner, line, length, &one, p->error);
        if (status == STATUS_OK)
            status = query_list_add(&list, one, p->error);
        line += length + 1;
    }
    if (status == STATUS_OK)
        return query_list_combine(&list, SHIM_OR, out, p->error);
    query_list_free(&list);
    return status;
}

enum status plan_new(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct buffer ids = BUFFER_INIT;
    bool all = true;
    enum status status = STATUS_OK;

    if (p->planner->news)
        status = p->planner->news(p->planner->newsman, (size_t)node->low, &ids, &all, p->error);
    if (status == STATUS_OK)
        status = all ? shim_query_all(out, p->error) : any_of_ids(p, &ids, out);
    buffer_free(&ids);
    return status;
}

enum status plan_similar(struct planning *p, const struct node *node, struct shim_query **out)
{
    struct plan_part part = {.similar = true};
    struct shim_query *papers = NULL;
    enum status status = similar_words(p->planner, node, &part.word, &papers, p->error);

    p->plan->identity = p->plan->ranked = true;
    if (status == STATUS_OK)
        status = compete_word(p->planner, part.word, out, p->error);
    if (status == STATUS_OK && *out) {
        status = query_append(out, SHIM_AND_NOT, papers, p->error);
        papers = NULL;
    }
    shim_query_free(papers);
    if (status != STATUS_OK)
        return status;
    part.label = part.word->typed;
    return plan_add_part(p, part, *out);
}

enum status plan_count_filter(struct planner *planner, struct error *error)
{
    if (++planner->filters <= PLANNER_FILTERS_MAX)
        return STATUS_OK;
    return error_set(error, STATUS_BAD_QUERY, NULL, "there are more than %d dates, votes and ids",
                     PLANNER_FILTERS_MAX);
}
