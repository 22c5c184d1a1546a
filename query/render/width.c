#include "query/render/width.h"

#include "shim/base/codepoint.h"

#define VARIATION_EMOJI 0xFE0F

/* Columns that a code point adds to a grapheme which has `so_far` of them. */
static size_t codepoint_columns(int32_t codepoint, size_t so_far)
{
    const utf8proc_property_t *property;

    if (codepoint == CODEPOINT_INVALID)
        return 1;
    if (codepoint_is_plain(codepoint))
        return codepoint < 0x80 ? 1 : 2;
    property = utf8proc_get_property(codepoint);
    /* A vowel or final jamo is drawn inside the syllable that it belongs to. */
    if (so_far > 0 && (property->boundclass == UTF8PROC_BOUNDCLASS_V ||
                       property->boundclass == UTF8PROC_BOUNDCLASS_T))
        return 0;
    /* utf8proc gives spacing marks none, terminals give them a column. */
    if (property->category == UTF8PROC_CATEGORY_MC && property->charwidth == 0)
        return 1;
    return property->charwidth;
}

static bool is_printable(char c)
{
    return c >= 0x20 && c <= 0x7E;
}

size_t width_of_grapheme(const char *text, size_t length, size_t *columns)
{
    utf8proc_int32_t state = 0;
    int32_t before, codepoint;
    size_t at;

    if (is_printable(text[0]) && (length == 1 || is_printable(text[1]))) {
        *columns = 1;
        return 1;
    }
    at = codepoint_next(text, length, &before);
    *columns = codepoint_columns(before, 0);
    while (at < length) {
        size_t bytes = codepoint_next(text + at, length - at, &codepoint);
        size_t wider;

        if (before == CODEPOINT_INVALID || codepoint == CODEPOINT_INVALID ||
            (codepoint_is_plain(before) && codepoint_is_plain(codepoint)) ||
            utf8proc_grapheme_break_stateful(before, codepoint, &state))
            break;
        wider = *columns + codepoint_columns(codepoint, *columns);
        if (codepoint == VARIATION_EMOJI && wider < 2)
            wider = 2;
        if (wider > GRAPHEME_COLUMNS_MAX)
            break;
        *columns = wider;
        before = codepoint;
        at += bytes;
    }
    return at;
}

size_t width_of(const char *text, size_t length)
{
    size_t all = 0, at = 0, columns;

    while (at < length) {
        at += width_of_grapheme(text + at, length - at, &columns);
        all += columns;
    }
    return all;
}

size_t width_fit(const char *text, size_t length, size_t columns)
{
    size_t at = 0, used = 0;

    while (at < length) {
        size_t more;
        size_t bytes = width_of_grapheme(text + at, length - at, &more);
        if (more > columns - used)
            break;
        used += more;
        at += bytes;
    }
    return at;
}

/* The bytes of the space at text, 0 where there is none: U+0020 and the
 * ideographic space U+3000; a no-break space is no place to break. */
static size_t space_length(const char *text, size_t length)
{
    if (length >= 1 && text[0] == ' ')
        return 1;
    if (length >= 3 && text[0] == '\xE3' && text[1] == '\x80' && text[2] == '\x80')
        return 3;
    return 0;
}

static size_t skip_spaces(const char *text, size_t length, size_t from)
{
    size_t bytes;

    while ((bytes = space_length(text + from, length - from)) > 0)
        from += bytes;
    return from;
}

size_t width_wrap(const char *text, size_t length, size_t from, size_t columns, struct span *line)
{
    size_t start = skip_spaces(text, length, from);
    size_t at = start, used = 0;
    size_t word_end = start; /* behind what is no space */
    size_t space = start;    /* the last space that the line may end at */

    while (at < length) {
        size_t more, after = skip_spaces(text, length, at);
        if (after > at) {
            space = at;
            used += width_of(text + at, after - at);
            at = after;
            continue;
        }
        after = at + width_of_grapheme(text + at, length - at, &more);
        if (used + more > columns) {
            *line = (struct span){start, space > start ? space : at};
            return skip_spaces(text, length, line->end);
        }
        used += more;
        at = word_end = after;
    }
    *line = (struct span){start, word_end};
    return length;
}

size_t width_count_lines(const char *text, size_t length, size_t columns, size_t limit)
{
    size_t lines = 0, at = 0;
    struct span line;

    while (at < length && lines <= limit) {
        at = width_wrap(text, length, at, columns, &line);
        if (line.end > line.start)
            lines++;
    }
    return lines;
}
