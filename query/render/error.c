/* Errors: a message, the place where a query breaks, a hint. */
#include <string.h>

#include "query/render/excerpt.h"
#include "query/render/render.h"
#include "query/render/tree.h"
#include "query/render/visible.h"
#include "query/render/width.h"

#define INDENT 2
#define WIDTH_MIN 20

/* A query made visible, and where in it the caret stands. */
struct pointed {
    struct buffer text;
    size_t caret;
};

/* The bytes to skip at the front so that the caret gets to the middle. */
static size_t window_start(const struct pointed *query, size_t columns)
{
    size_t left = width_of(query->text.data, query->caret), at = 0, more;

    while (at < query->caret && left > columns / 2) {
        at += width_of_grapheme(query->text.data + at, query->caret - at, &more);
        left -= more < left ? more : left;
    }
    return at;
}

static bool add_pointed(struct buffer *out, const struct pointed *query, size_t columns)
{
    const char *data = query->text.data;
    size_t length = query->text.length, from = 0, end = length, before;
    bool wide = width_of(data, length) >= columns;

    if (wide && width_of(data, query->caret) + 2 > columns)
        from = window_start(query, columns);
    before = width_of(data + from, query->caret - from) + (from > 0 ? 1 : 0);
    if (wide)
        end = from + width_fit(data + from, length - from, columns - (from > 0 ? 2 : 1));
    return buffer_add_format(out, "%*s%s", INDENT, "", from > 0 ? ELLIPSIS : "") &&
           buffer_add(out, data + from, end - from) &&
           buffer_add_format(out, "%s\n%*s^\n", end < length ? ELLIPSIS : "",
                             (int)(INDENT + before), "");
}

static bool add_query(struct buffer *out, const struct broken_query *broken,
                      const struct render_options *options)
{
    const char *query = broken->text;
    struct pointed pointed = {BUFFER_INIT, 0};
    size_t width = options->width > WIDTH_MIN ? options->width : WIDTH_MIN;
    size_t length = broken->length, offset = broken->offset < length ? broken->offset : length;
    bool added;

    /* A caret inside a character stands under all of it. */
    for (int i = 0; i < 3 && offset > 0 && offset < length && (query[offset] & 0xC0) == 0x80; i++)
        offset--;
    added = visible_add(&pointed.text, query, offset);
    pointed.caret = pointed.text.length;
    added = added && visible_add(&pointed.text, query + offset, length - offset) &&
            buffer_add(&pointed.text, "", 0) && add_pointed(out, &pointed, width - INDENT);
    buffer_free(&pointed.text);
    return added;
}

static bool add_line(struct buffer *out, const char *label, const char *text)
{
    return buffer_add_text(out, label) && visible_add(out, text, strlen(text)) &&
           buffer_add_char(out, '\n');
}

enum status render_error(const struct error *error, const struct broken_query *broken,
                         const struct render_options *options, struct buffer *out)
{
    const struct format_row *format = format_at(options->format);
    bool added;

    if (format && format->add_tree) {
        cJSON *tree = tree_of_error(error, broken, options);
        added = tree && format->add_tree(out, tree) && buffer_add_char(out, '\n');
        cJSON_Delete(tree);
    } else {
        added = add_line(out, "seogo: ", error->message) &&
                (!broken || !broken->text || add_query(out, broken, options)) &&
                (!error->hint[0] || add_line(out, "hint: ", error->hint));
    }
    return added ? STATUS_OK : STATUS_NO_MEMORY;
}
