/* The formats that are a line a hit: vimgrep, path, url, id, trec. */
#include <string.h>

#include "shim/base/codepoint.h"
#include "query/render/decimal.h"
#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/visible.h"

static bool end_line(struct printing *printing)
{
    return buffer_add_char(printing->out, printing->options->nul ? '\0' : '\n');
}

static bool add_visible(struct buffer *out, const char *text)
{
    return !text || visible_add(out, text, strlen(text));
}

/* A file's name as the system has it. Where a newline ends a line, a control
 * character in the name is a question mark, as ls prints it. */
static bool add_path(struct printing *printing, const char *path)
{
    size_t length = path ? strlen(path) : 0;
    bool added = true;
    int32_t codepoint;

    for (size_t at = 0, bytes; added && at < length; at += bytes) {
        bytes = codepoint_next(path + at, length - at, &codepoint);
        bool control =
            codepoint != CODEPOINT_INVALID && utf8proc_category(codepoint) == UTF8PROC_CATEGORY_CC;
        added = control && !printing->options->nul ? buffer_add_char(printing->out, '?')
                                                   : buffer_add(printing->out, path + at, bytes);
    }
    return added;
}

/* The page gives a line, not a column: the heading starts in the first. */
static bool vimgrep_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];

    return add_path(printing, hit->path) &&
           buffer_add_format(printing->out, ":%u:1:", hit->paper.line) &&
           add_visible(printing->out, hit->paper.title) && end_line(printing);
}

static bool path_hit(struct printing *printing, size_t index)
{
    return add_path(printing, printing->answer->hits[index].path) && end_line(printing);
}

static bool url_hit(struct printing *printing, size_t index)
{
    const char *url = link_of(printing->answer->hits[index].paper.url);

    return visible_add_link(printing->out, url) && end_line(printing);
}

static bool id_hit(struct printing *printing, size_t index)
{
    return add_visible(printing->out, printing->answer->hits[index].paper.id) && end_line(printing);
}

/* A column of a run file must not hold spaces. */
static bool add_column(struct buffer *out, const char *text)
{
    size_t from = out->length;

    if (!add_visible(out, text))
        return false;
    for (; from < out->length; from++) {
        if (out->data[from] == ' ')
            out->data[from] = '_';
    }
    return true;
}

static bool trec_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    const char *topic = printing->options->topic;
    struct buffer *out = printing->out;

    return add_column(out, topic ? topic : "0") && buffer_add_text(out, " Q0 ") &&
           add_column(out, hit->paper.id) && buffer_add_format(out, " %u ", hit->rank) &&
           decimal_add(out, hit->score, 6) && buffer_add_text(out, " seogo") && end_line(printing);
}

const struct printer vimgrep_printer = {.hit = vimgrep_hit};
const struct printer path_printer = {.hit = path_hit};
const struct printer url_printer = {.hit = url_hit};
const struct printer id_printer = {.hit = id_hit};
const struct printer trec_printer = {.hit = trec_hit};
