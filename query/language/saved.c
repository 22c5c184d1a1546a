/* A query with those that it names: each stands as a list of its own in its place. */
#include <string.h>

#include "query/language/language.h"
#include "query/language/parser.h"
#include "query/language/tree.h"
#include "shim/base/buffer.h"

/* The saved queries that are being read, the innermost first. */
struct reading {
    const struct reading *outer;
    const char *name;
    size_t depth;
};

struct resolving {
    const struct query_context *context;
    const struct reading *reading; /* NULL in what was typed */
    size_t *offset;
    struct error *error;
};

static enum status resolve(const struct resolving *r, struct node *node);

/* What is in a saved query lies behind all that can be typed. */
static void move_behind(struct node *node)
{
    node->start += QUERY_LENGTH_MAX + 1;
    node->end += QUERY_LENGTH_MAX + 1;
    for (size_t i = 0; i < node->child_count; i++)
        move_behind(node->children[i]);
}

static enum status check_name(const struct resolving *r, const struct node *named)
{
    size_t depth = r->reading ? r->reading->depth + 1 : 1;

    if (!r->context->saved || strlen(named->text) < named->length)
        return error_set(r->error, STATUS_NOT_FOUND, "seogo --save NAME QUERY makes one",
                         "there is no saved query '%s'", named->text);
    for (const struct reading *i = r->reading; i; i = i->outer)
        if (strcmp(i->name, named->text) == 0)
            return error_set(r->error, STATUS_BAD_QUERY, "one of them must not name the other",
                             "the saved query '%s' names itself", named->text);
    if (depth > QUERY_SAVED_MAX)
        return error_set(r->error, STATUS_BAD_QUERY, "write one of them out",
                         "saved queries name others over %d deep", QUERY_SAVED_MAX);
    return STATUS_OK;
}

/* What is wrong inside is told with the name, whose place is the caller's to tell. */
static enum status blame(const struct resolving *r, const char *name)
{
    struct error inner = *r->error;

    return error_set(r->error, STATUS_BAD_QUERY, inner.hint, "in the saved query '%s': %s", name,
                     inner.message);
}

static enum status read_saved(const struct resolving *r, const struct node *named,
                              struct node **out)
{
    const struct reading reading = {r->reading, named->text,
                                    r->reading ? r->reading->depth + 1 : 1};
    struct buffer text = BUFFER_INIT;
    size_t ignored;
    const struct resolving inner = {r->context, &reading, &ignored, r->error};
    enum status status = check_name(r, named);

    if (status == STATUS_OK)
        status = r->context->saved(r->context->saver, named->text, &text, r->error);
    if (status == STATUS_NOT_FOUND) { /* it is the query that is wrong, not an index */
        r->error->code = STATUS_BAD_QUERY;
        status = STATUS_BAD_QUERY;
    } else if (status == STATUS_OK) {
        status = parser_read(text.data ? text.data : "", text.length, r->context->today, out,
                             &ignored, r->error);
        if (status == STATUS_OK)
            status = resolve(&inner, *out);
        if (status == STATUS_BAD_QUERY)
            blame(r, named->text);
    }
    buffer_free(&text);
    return status;
}

/* Puts the list that node names in its place. */
static enum status replace(const struct resolving *r, struct node *node)
{
    struct node *list = NULL;
    enum status status = read_saved(r, node, &list);

    if (status != STATUS_OK) {
        *r->offset = node->start;
        node_free(list);
        return status;
    }
    for (size_t i = 0; i < list->child_count; i++)
        move_behind(list->children[i]);
    node_take(node, list);
    return STATUS_OK;
}

/* The parser bounds the depth of each, and names that of all. */
static enum status resolve(const struct resolving *r, struct node *node)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++)
        status = node->children[i]->kind == NODE_SAVED ? replace(r, node->children[i])
                                                       : resolve(r, node->children[i]);
    return status;
}

/* A saved query that is all of a query is that query. */
static void unwrap(struct node *list)
{
    struct node *only = list->child_count == 1 ? list->children[0] : NULL;

    if (!only || only->kind != NODE_LIST || only->demand != DEMAND_MUST)
        return;
    list->child_count = 0;
    node_take(list, only);
}

enum status query_parse(const char *query, size_t length, const struct query_context *context,
                        struct node **out, size_t *offset, struct error *error)
{
    static const struct query_context NOTHING = {0};
    const struct query_context *known = context ? context : &NOTHING;
    struct error own = {0};
    const struct resolving resolving = {known, NULL, offset, error ? error : &own};
    enum status status = parser_read(query, length, known->today, out, offset, resolving.error);
    bool named =
        status == STATUS_OK && (*out)->child_count == 1 && (*out)->children[0]->kind == NODE_SAVED;

    if (status == STATUS_OK)
        status = resolve(&resolving, *out);
    if (status == STATUS_OK && named)
        unwrap(*out);
    if (status != STATUS_OK) {
        node_free(*out);
        *out = NULL;
    }
    return status;
}

int64_t query_day(const char *text)
{
    struct node *list;
    struct buffer query = BUFFER_INIT;
    size_t offset;
    int64_t day = 0;

    if (buffer_add_format(&query, "date:%s", text) &&
        parser_read(query.data, query.length, 0, &list, &offset, NULL) == STATUS_OK) {
        const struct node *only = list->child_count == 1 ? list->children[0] : NULL;

        if (only && only->kind == NODE_RANGE && only->low == only->high)
            day = only->low;
        node_free(list);
    }
    buffer_free(&query);
    return day;
}

bool query_names_paper(const char *text)
{
    struct node *list = NULL;
    size_t offset;
    bool named = parser_read(text, strlen(text), 0, &list, &offset, NULL) == STATUS_OK &&
                 list->child_count == 1 && list->children[0]->kind == NODE_ID;

    node_free(list);
    return named;
}
