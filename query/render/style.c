#include "query/render/style.h"

#include <string.h>

#include "query/render/link.h"

#define LINK_MAX 2083 /* longer ones are dropped by terminals */

static const char *const sequences[] = {
    [STYLE_PLAIN] = "",
    [STYLE_TITLE] = "\033[1m",
    [STYLE_FAINT] = "\033[2m",
    [STYLE_LINK] = "\033[36m",
};
#define MARKED "\033[1;31m"
#define RESET "\033[0m"

static bool add_piece(struct printing *printing, const struct visible *text, size_t start,
                      size_t end, const char *sequence)
{
    struct buffer *out = printing->out;
    bool colored = printing->options->color && *sequence;

    if (start >= end)
        return true;
    return (!colored || buffer_add_text(out, sequence)) &&
           buffer_add(out, text->text.data + start, end - start) &&
           (!colored || buffer_add_text(out, RESET));
}

static bool add_pieces(struct printing *printing, const struct visible *text, struct span line,
                       enum style style)
{
    size_t at = line.start;

    for (size_t i = 0; i < text->mark_count; i++) {
        struct span mark = text->marks[i];
        if (mark.end <= at || mark.start >= line.end)
            continue;
        mark.start = mark.start > at ? mark.start : at;
        mark.end = mark.end < line.end ? mark.end : line.end;
        if (!add_piece(printing, text, at, mark.start, sequences[style]) ||
            !add_piece(printing, text, mark.start, mark.end, MARKED))
            return false;
        at = mark.end;
    }
    return add_piece(printing, text, at, line.end, sequences[style]);
}

bool style_add(struct printing *printing, const struct visible *text, struct span line,
               struct look look)
{
    struct buffer *out = printing->out;
    const char *link = link_of(look.link);
    bool linked =
        printing->options->links && line.start < line.end && *link && strlen(link) <= LINK_MAX;

    if (linked && (!buffer_add_text(out, "\033]8;;") || !visible_add_link(out, link) ||
                   !buffer_add_text(out, "\033\\")))
        return false;
    return add_pieces(printing, text, line, look.style) &&
           (!linked || buffer_add_text(out, "\033]8;;\033\\"));
}
