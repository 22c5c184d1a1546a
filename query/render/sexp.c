/* sexp: one property list, the head's keys and :hits. */
#include "query/render/sexp.h"

#include <string.h>

#include "shim/base/codepoint.h"
#include "query/render/printer.h"
#include "query/render/tree.h"
#include "query/render/visible.h"

static bool add_string(struct buffer *out, const char *text)
{
    size_t length = strlen(text);
    bool added = buffer_add_char(out, '"');
    int32_t c;

    for (size_t at = 0, bytes; added && at < length; at += bytes) {
        bytes = codepoint_next(text + at, length - at, &c);
        if (c == '"' || c == '\\')
            added = buffer_add_format(out, "\\%c", (char)c);
        else if (c == CODEPOINT_INVALID || !visible_hides(c))
            added = buffer_add(out, text + at, bytes);
        else
            added = buffer_add_format(out, c > 0xFFFF ? "\\U%08x" : "\\u%04x", (unsigned)c);
    }
    return added && buffer_add_char(out, '"');
}

static bool add_key(struct buffer *out, const char *key)
{
    bool added = buffer_add_char(out, ':');

    for (; added && *key; key++)
        added = buffer_add_char(out, *key == '_' ? '-' : *key);
    return added && buffer_add_char(out, ' ');
}

static bool add_value(struct buffer *out, const cJSON *tree, unsigned depth);

static bool add_children(struct buffer *out, const cJSON *tree, unsigned depth)
{
    bool added = buffer_add_char(out, '(');

    for (const cJSON *child = tree->child; added && child; child = child->next) {
        added = (child == tree->child || buffer_add_char(out, ' ')) &&
                (!child->string || add_key(out, child->string)) && add_value(out, child, depth + 1);
    }
    return added && buffer_add_char(out, ')');
}

static bool add_value(struct buffer *out, const cJSON *tree, unsigned depth)
{
    char *number;
    bool added;

    if (depth > SEXP_DEPTH_MAX)
        return false;
    if (cJSON_IsString(tree))
        return add_string(out, tree->valuestring);
    if (cJSON_IsNull(tree) || (!cJSON_IsNumber(tree) && !cJSON_IsRaw(tree) && !tree->child))
        return buffer_add_text(out, "nil");
    if (tree->child)
        return add_children(out, tree, depth);
    number = cJSON_PrintUnformatted(tree);
    added = number && buffer_add_text(out, number);
    cJSON_free(number);
    return added;
}

bool sexp_add(struct buffer *out, const cJSON *tree)
{
    return add_value(out, tree, 0);
}

static bool sexp_begin(struct printing *printing)
{
    cJSON *head = tree_of_head(printing->answer, printing->options);
    bool added = head && sexp_add(printing->out, head);

    cJSON_Delete(head);
    if (!added)
        return false;
    printing->out->length--; /* the hits go into the head's list */
    return buffer_add_text(printing->out,
                           printing->answer->hit_count > 0 ? " :hits (" : " :hits nil");
}

static bool sexp_hit(struct printing *printing, size_t index)
{
    cJSON *hit = tree_of_hit(&printing->answer->hits[index], printing->options);
    bool added =
        hit && (index == 0 || buffer_add_char(printing->out, '\n')) && sexp_add(printing->out, hit);

    cJSON_Delete(hit);
    return added;
}

static bool sexp_end(struct printing *printing)
{
    return buffer_add_text(printing->out, printing->answer->hit_count > 0 ? "))\n" : ")\n");
}

const struct printer sexp_printer = {.begin = sexp_begin, .hit = sexp_hit, .end = sexp_end};
