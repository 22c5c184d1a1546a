#include "tests/harness/tree_text.h"

#include <inttypes.h>
#include <string.h>
#include <utf8proc.h>

#include "query/language/values.h"

/* ---- s-expression ---- */

static bool write_quoted(const struct node *node, struct buffer *out)
{
    bool good = buffer_add_char(out, '"');
    for (size_t i = 0; good && i < node->length;) {
        const char *p = node->text + i;
        utf8proc_int32_t code;
        utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)p,
                                                  (utf8proc_ssize_t)(node->length - i), &code);
        bool hex = bytes <= 0 || code < 0x20 || (code >= 0x7f && code < 0xa1) ||
                   (code >= 0x2000 && code < 0x2010) || (code >= 0x2028 && code < 0x2030) ||
                   (code >= 0x205f && code < 0x2070) || code == 0x3000 || code == 0xfeff;
        size_t count = bytes > 0 ? (size_t)bytes : 1;
        if (*p == '"' || *p == '\\')
            good = buffer_add_char(out, '\\');
        for (size_t k = 0; good && hex && k < count; k++)
            good = buffer_add_format(out, "\\x%02X", (unsigned char)p[k]);
        if (good && !hex)
            good = buffer_add(out, p, count);
        i += count;
    }
    return good && buffer_add_char(out, '"');
}

static bool write_end(int64_t end, struct buffer *out)
{
    if (end == INT64_MIN || end == INT64_MAX)
        return buffer_add_text(out, " *");
    return buffer_add_format(out, " %" PRId64, end);
}

static bool write_children(const struct node *node, const char *name, struct buffer *out)
{
    bool good = buffer_add_format(out, "(%s", name);
    if (good && node->field)
        good = buffer_add_format(out, " %s:", field_at(node->field)->name);
    for (size_t i = 0; good && i < node->child_count; i++)
        good = buffer_add_char(out, ' ') && tree_write(node->children[i], out);
    return good && buffer_add_char(out, ')');
}

static bool write_leaf(const struct node *node, const char *name, struct buffer *out)
{
    if (*name && !buffer_add_format(out, "(%s ", name))
        return false;
    if (node->field && !buffer_add_format(out, "%s:", field_at(node->field)->name))
        return false;
    return write_quoted(node, out) && (!*name || buffer_add_char(out, ')'));
}

bool tree_write(const struct node *node, struct buffer *out)
{
    static const char demands[] = {[DEMAND_MUST] = '+', [DEMAND_NOT] = '-'};
    if (node->demand != DEMAND_RANK && !buffer_add_char(out, demands[node->demand]))
        return false;
    switch (node->kind) {
    case NODE_LIST:
        return write_children(node, "list", out);
    case NODE_AND:
        return write_children(node, "and", out);
    case NODE_OR:
        return write_children(node, "or", out);
    case NODE_NOT:
        return write_children(node, "not", out);
    case NODE_WORD:
        return write_leaf(node, "", out);
    case NODE_PHRASE:
        return write_leaf(node, "phrase", out);
    case NODE_PREFIX:
        return write_leaf(node, "prefix", out);
    case NODE_ID:
        return write_leaf(node, "id", out);
    case NODE_TERM:
        return write_leaf(node, "term", out);
    case NODE_SIMILAR:
        return write_leaf(node, "similar", out);
    case NODE_NEW:
        return buffer_add_format(out, "(new %lld)", (long long)node->low);
    case NODE_SAVED:
        return buffer_add_text(out, "(saved)"); /* which stands in no tree */
    case NODE_RANGE:
        return buffer_add_format(out, "(%s", field_at(node->field)->name) &&
               write_end(node->low, out) && write_end(node->high, out) && buffer_add_char(out, ')');
    }
    return false;
}

/* ---- query ---- */

/* Whether what is printed inherits a field, so that an id alone would be its word. */
static bool inherits;

static bool query_item(const struct node *node, struct buffer *out);
static bool query_chain(const struct node *node, struct buffer *out);

/* A word that is an operator unless a sign stands before it. */
static bool looks_like_operator(const struct node *node)
{
    static const char *const names[] = {"AND", "OR", "NOT"};
    if ((node->kind != NODE_WORD && node->kind != NODE_PREFIX) || node->field)
        return false;
    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(names[i]);
        if (node->length >= length && memcmp(node->text, names[i], length) == 0)
            return node->length > length ? node->text[length] == '(' : node->kind == NODE_WORD;
    }
    return false;
}

/* "title:" as a word: a sign behind it keeps what follows from being its value. */
static bool looks_like_field(const struct node *node)
{
    size_t length = node->length;
    if (node->kind != NODE_WORD || node->field || length == 0)
        return false;
    if (node->text[length - 1] == ':')
        return field_named(node->text, length - 1) != NULL;
    return length > 3 && memcmp(node->text + length - 3, "\uFF1A", 3) == 0 &&
           field_named(node->text, length - 3) != NULL;
}

static bool query_range(const struct node *node, struct buffer *out)
{
    const struct field *field = field_at(node->field);
    bool number = field->type == FIELD_NUMBER;
    if (!buffer_add_format(out, "%s:", field->name))
        return false;
    if (number && node->low == INT64_MIN) /* a bound may be below 0 */
        return buffer_add_format(out, "<%" PRId64, node->high + 1);
    if (number && node->high == INT64_MAX && node->low > 0) /* or have a digit too many */
        return buffer_add_format(out, ">%" PRId64, node->low - 1);
    return (node->low == INT64_MIN || buffer_add_format(out, "%08" PRId64, node->low)) &&
           buffer_add_text(out, "..") &&
           (node->high == INT64_MAX || buffer_add_format(out, "%08" PRId64, node->high));
}

static bool query_list(const struct node *node, struct buffer *out)
{
    if (node->field && !buffer_add_format(out, "%s:", field_at(node->field)->name))
        return false;
    bool good = buffer_add_char(out, '('), before = inherits;
    inherits = node->field != FIELD_NONE;
    for (size_t i = 0; good && i < node->child_count; i++)
        good = query_item(node->children[i], out) && buffer_add_char(out, ' ');
    inherits = before;
    return good && buffer_add_char(out, ')');
}

static bool query_quoted(const struct node *node, const char *field, struct buffer *out)
{
    return buffer_add_format(out, *field ? "%s:\"" : "%s\"", field) &&
           buffer_add(out, node->text, node->length) && buffer_add_char(out, '"');
}

static bool query_id(const struct node *node, struct buffer *out)
{
    if (!inherits && value_id_end(node->text, node->length) == node->length)
        return buffer_add(out, node->text, node->length);
    return query_quoted(node, "id", out);
}

/* What a sign may stand before. */
static bool query_primary(const struct node *node, struct buffer *out)
{
    switch (node->kind) {
    case NODE_LIST:
        return query_list(node, out);
    case NODE_AND:
    case NODE_OR:
        return buffer_add_char(out, '(') && query_chain(node, out) && buffer_add_char(out, ')');
    case NODE_NOT:
        return buffer_add_char(out, '-') && query_primary(node->children[0], out);
    case NODE_RANGE:
        return query_range(node, out);
    case NODE_ID:
        return query_id(node, out);
    case NODE_SIMILAR:
        return query_quoted(node, "similar", out);
    case NODE_NEW:
        return buffer_add_format(out, "new:%lld", (long long)node->low);
    case NODE_SAVED:
        break;
    case NODE_TERM:
    case NODE_PHRASE:
        return query_quoted(node, field_at(node->field)->name, out);
    case NODE_WORD:
    case NODE_PREFIX:
        if (node->field && !buffer_add_format(out, "%s:", field_at(node->field)->name))
            return false;
        return buffer_add(out, node->text, node->length) &&
               (node->kind == NODE_WORD || buffer_add_char(out, '*')) &&
               (!looks_like_field(node) || buffer_add_text(out, " +"));
    }
    return false;
}

/* Where no sign stands before: two negations keep an operator a word. */
static bool query_unsigned(const struct node *node, struct buffer *out)
{
    if (looks_like_operator(node) && !buffer_add_text(out, "NOT -"))
        return false;
    return query_primary(node, out);
}

static bool query_chain(const struct node *node, struct buffer *out)
{
    bool good = true;
    for (size_t i = 0; good && i < node->child_count; i++) {
        if (i > 0)
            good = buffer_add_text(out, node->kind == NODE_AND ? " AND " : " OR ");
        good = good && query_unsigned(node->children[i], out);
    }
    return good;
}

static bool query_item(const struct node *node, struct buffer *out)
{
    if (node->demand == DEMAND_RANK)
        return query_unsigned(node, out);
    return buffer_add_char(out, node->demand == DEMAND_MUST ? '+' : '-') &&
           query_primary(node, out);
}

bool tree_write_query(const struct node *list, struct buffer *out)
{
    bool good = true;
    for (size_t i = 0; good && i < list->child_count; i++)
        good = query_item(list->children[i], out) && buffer_add_char(out, ' ');
    return good;
}

/* ---- laws ---- */

static bool is_right_shape(const struct node *node)
{
    switch (node->kind) {
    case NODE_LIST:
        return !node->text;
    case NODE_AND:
    case NODE_OR:
        return !node->text && node->child_count >= 2;
    case NODE_NOT:
        return !node->text && node->child_count == 1;
    case NODE_NEW:
        return !node->text && node->child_count == 0 && node->low >= 1 && node->low <= NEWS_MAX;
    case NODE_RANGE:
        return !node->text && node->child_count == 0 && field_has_slot(field_at(node->field)) &&
               (node->low > INT64_MIN || node->high < INT64_MAX);
    default:
        return node->text && node->text[node->length] == '\0' && node->child_count == 0;
    }
}

static const char *node_fault(const struct node *node)
{
    if (node->start > node->end)
        return "a node ends before it starts";
    if (!is_right_shape(node))
        return "a node has not the shape of its kind";
    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->children[i];
        if (child->start < node->start || child->end > node->end)
            return "a node leaves its parent's range";
        if (node->kind != NODE_LIST && child->demand != DEMAND_RANK)
            return "a demand is made outside a list";
        const char *fault = node_fault(child);
        if (fault)
            return fault;
    }
    return NULL;
}

const char *tree_fault(const struct node *list, size_t length)
{
    if (list->kind != NODE_LIST || list->start != 0 || list->end != length)
        return "the root is not the query's list";
    return node_fault(list);
}

/* A printed tree has parentheses where what was typed needed none. */
static bool is_too_deep(const struct buffer *text)
{
    size_t depth = 0, deepest = 0;
    for (size_t i = 0; i < text->length; i++) {
        depth += text->data[i] == '(';
        depth -= text->data[i] == ')' && depth > 0;
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest > QUERY_DEPTH_MAX;
}

/* Parses the printed tree again and compares. */
static const char *reparse(const struct node *list, struct buffer *text, struct buffer *first,
                           struct buffer *second)
{
    struct node *again;
    size_t offset;
    if (!tree_write(list, first) || !tree_write_query(list, text))
        return "out of memory";
    enum status status =
        query_parse(text->data ? text->data : "", text->length, NULL, &again, &offset, NULL);
    if (status != STATUS_OK) /* a printed tree may be longer than what was typed */
        return text->length > QUERY_LENGTH_MAX || is_too_deep(text)
                   ? NULL
                   : "the printed tree is a broken query";
    bool written = tree_write(again, second);
    node_free(again);
    if (!written)
        return "out of memory";
    bool same =
        first->length == second->length && memcmp(first->data, second->data, first->length) == 0;
    return same ? NULL : "the printed tree is another query";
}

const char *tree_round_trip(const char *query, size_t length)
{
    struct node *list;
    struct error error = {0};
    size_t offset;
    enum status status = query_parse(query, length, NULL, &list, &offset, &error);
    if (status != STATUS_OK) {
        if (status != STATUS_BAD_QUERY || list || error.code != status)
            return "the failure is not a bad query";
        return offset <= length && *error.message && *error.hint ? NULL
                                                                 : "the error says too little";
    }
    const char *fault = tree_fault(list, length);
    struct buffer text = BUFFER_INIT, first = BUFFER_INIT, second = BUFFER_INIT;
    if (!fault)
        fault = reparse(list, &text, &first, &second);
    buffer_free(&text);
    buffer_free(&first);
    buffer_free(&second);
    node_free(list);
    return fault;
}
