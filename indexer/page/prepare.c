/* See prepare.h. */
#include "indexer/page/prepare.h"

#include <string.h>

#include "indexer/page/encoding.h"
#include "indexer/page/html.h"
#include "indexer/page/lines.h"
#include "shim/base/utf8.h"
#include "indexer/page/slice.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static uint32_t line_at(const char *text, const char *end, const char *at)
{
    struct lines lines;
    lines_start(&lines, text, end);
    lines_seek(&lines, at);
    return lines.number;
}

/* ---- length ---- */

static void cut(struct prepared *prepared)
{
    if ((size_t)(prepared->end - prepared->text) <= PAGE_LENGTH_MAX)
        return;
    const struct slice kept = {prepared->text, PAGE_LENGTH_MAX};
    const char *const feed = slice_find_last(kept, '\n');
    const char *const end = feed != NULL ? feed + 1 : prepared->text + PAGE_LENGTH_MAX;
    prepared->cut_line = line_at(prepared->text, prepared->end, end);
    prepared->end = end;
}

/* ---- bytes ---- */

/* How many of the first bytes may stay as they are. *nul is a NUL that is known,
 * or end; it is searched again only where it was passed. */
static size_t good_length(const char *at, const char *end, const char **nul)
{
    if (*nul < at) {
        *nul = memchr(at, '\0', (size_t)(end - at));
        *nul = *nul != NULL ? *nul : end;
    }
    return utf8_valid_length(at, (size_t)(*nul - at));
}

/* Takes the place of the text by repaired, which it takes. */
static void adopt(struct prepared *prepared, struct buffer *repaired)
{
    buffer_free(&prepared->repaired);
    prepared->repaired = *repaired;
    prepared->text = repaired->data;
    prepared->end = repaired->data + repaired->length;
}

/* The mark of UTF-16 and most of CP949 are no UTF-8. */
static bool decode(struct prepared *prepared, bool *decoded)
{
    struct buffer text = BUFFER_INIT;
    const bool enough =
        encoding_decode(prepared->text, (size_t)(prepared->end - prepared->text), &text, decoded);
    *decoded = *decoded && text.length > 0;
    if (enough && *decoded)
        adopt(prepared, &text);
    else
        buffer_free(&text);
    return enough;
}

static bool replace_bad_bytes(struct prepared *prepared)
{
    const char *const text = prepared->text, *const end = prepared->end;
    const char *nul = memchr(text, '\0', (size_t)(end - text));
    nul = nul != NULL ? nul : end;
    const char *at = text + good_length(text, end, &nul);
    if (at == end)
        return true;
    bool decoded;
    if (!decode(prepared, &decoded))
        return false;
    if (decoded)
        return replace_bad_bytes(prepared);
    prepared->replaced_line = line_at(text, end, at);
    struct buffer repaired = BUFFER_INIT;
    bool enough = buffer_add(&repaired, text, (size_t)(at - text));
    while (enough && at < end) {
        at++;
        const size_t good = good_length(at, end, &nul);
        enough = buffer_add_text(&repaired, REPLACEMENT) && buffer_add(&repaired, at, good);
        at += good;
    }
    if (enough)
        adopt(prepared, &repaired);
    else
        buffer_free(&repaired);
    return enough;
}

/* ---- brackets ---- */

/* A paragraph as far as lines tell without Markdown: at least as long as
 * md4c's, never shorter. */
struct paragraph {
    const char *start;
    size_t brackets; /* closing ones */
    bool defines;    /* holds "]:" where a definition could be */
};

static const char *behind_indent(const struct lines *line)
{
    const char *at = line->start;
    while (at < line->stop && at - line->start < 3 && *at == ' ')
        at++;
    return at;
}

static bool has_word(const struct lines *line, const char *at)
{
    return line->stop - at >= 2 && at[0] == ' ' && at[1] != ' ' && at[1] != '\t';
}

static bool is_heading(const struct lines *line)
{
    const char *const mark = behind_indent(line), *at = mark;
    while (at < line->stop && at - mark < 6 && *at == '#')
        at++;
    return at > mark && has_word(line, at);
}

static bool is_item(const struct lines *line)
{
    const char *const mark = behind_indent(line);
    return mark < line->stop && (*mark == '-' || *mark == '*' || *mark == '+') &&
           has_word(line, mark + 1);
}

static bool is_blank(const struct lines *line)
{
    const char *at = line->start;
    while (at < line->stop && (*at == ' ' || *at == '\t'))
        at++;
    return at == line->stop;
}

static const char *next_bracket(const char *from, const char *stop)
{
    return from < stop ? memchr(from, ']', (size_t)(stop - from)) : NULL;
}

static bool is_colon(const char *at, const char *stop)
{
    return at < stop && *at == ':';
}

/* Returns how many brackets the line has. */
static size_t extend(struct paragraph *paragraph, const struct lines *line)
{
    const bool heading = is_heading(line);
    if (heading || is_item(line) || is_blank(line))
        *paragraph = (struct paragraph){.start = line->start};
    size_t count = 0;
    for (const char *at = line->start; (at = next_bracket(at, line->stop)) != NULL; count++) {
        at++;
        if (!heading && is_colon(at, line->stop))
            paragraph->defines = true;
    }
    paragraph->brackets += count;
    return count;
}

static bool is_escaped(const char *at, const char *start)
{
    const char *slash = at;
    while (slash > start && slash[-1] == '\\')
        slash--;
    return (at - slash) % 2 == 1;
}

/* Adds the line with a backslash before brackets: all, or those of definitions. */
static bool add_escaped(struct buffer *out, const struct lines *line, bool all)
{
    const char *at = line->start, *bracket;
    while ((bracket = next_bracket(at, line->stop)) != NULL) {
        const bool escape =
            (all || is_colon(bracket + 1, line->stop)) && !is_escaped(bracket, line->start);
        if (!buffer_add(out, at, (size_t)(bracket - at)) ||
            !buffer_add_text(out, escape ? "\\]" : "]"))
            return false;
        at = bracket + 1;
    }
    return buffer_add(out, at, (size_t)(line->next - at));
}

static bool escape_brackets(struct prepared *prepared)
{
    struct buffer repaired = BUFFER_INIT;
    struct lines line;
    struct paragraph paragraph = {.start = prepared->text};
    bool enough = true;
    lines_start(&line, prepared->text, prepared->end);
    do {
        extend(&paragraph, &line);
        const bool all = paragraph.brackets > PARAGRAPH_BRACKETS_MAX;
        enough = all || (prepared->reference_line > 0 && !is_heading(&line))
                     ? add_escaped(&repaired, &line, all)
                     : buffer_add(&repaired, line.start, (size_t)(line.next - line.start));
    } while (enough && lines_next(&line));
    if (enough)
        adopt(prepared, &repaired);
    else
        buffer_free(&repaired);
    return enough;
}

static bool untangle(struct prepared *prepared)
{
    struct lines line;
    struct paragraph paragraph = {.start = prepared->text};
    size_t brackets = 0, longest = 0;
    uint32_t longest_line = 0;
    lines_start(&line, prepared->text, prepared->end);
    do {
        brackets += extend(&paragraph, &line);
        if (prepared->tangled_line == 0 && paragraph.brackets > PARAGRAPH_BRACKETS_MAX)
            prepared->tangled_line = line.number;
        const size_t length = (size_t)(line.next - paragraph.start);
        if (paragraph.defines && length > longest) {
            longest = length;
            longest_line = line.number;
        }
    } while (lines_next(&line));
    const size_t limit =
        REFERENCE_COST_LEAST + REFERENCE_COST_MAX * (size_t)(prepared->end - prepared->text);
    if (longest > 0 && brackets > limit / longest)
        prepared->reference_line = longest_line;
    return (prepared->tangled_line == 0 && prepared->reference_line == 0) ||
           escape_brackets(prepared);
}

/* ---- the end ---- */

static bool end_last_line(struct prepared *prepared)
{
    if (prepared->text == prepared->end || prepared->end[-1] == '\n' || prepared->end[-1] == '\r')
        return true;
    struct buffer repaired = BUFFER_INIT;
    const size_t length = (size_t)(prepared->end - prepared->text);
    const bool enough = buffer_reserve(&repaired, length + 1) &&
                        buffer_add(&repaired, prepared->text, length) &&
                        buffer_add_char(&repaired, '\n');
    if (enough)
        adopt(prepared, &repaired);
    else
        buffer_free(&repaired);
    return enough;
}

/* ---- HTML ---- */

static bool translate_html(struct prepared *prepared)
{
    const size_t length = (size_t)(prepared->end - prepared->text);
    struct buffer text = BUFFER_INIT;
    bool changed = false;
    if (memchr(prepared->text, '<', length) == NULL)
        return true;
    const bool enough = html_to_markdown(prepared->text, prepared->end, &text, &changed);
    if (enough && changed && text.length > 0)
        adopt(prepared, &text);
    else
        buffer_free(&text);
    return enough;
}

bool prepare(struct prepared *prepared, const char *bytes, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    *prepared = (struct prepared){.text = bytes, .end = bytes + length};
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0)
        prepared->text += strlen(mark);
    cut(prepared);
    return replace_bad_bytes(prepared) && translate_html(prepared) && untangle(prepared) &&
           end_last_line(prepared);
}

void prepared_free(struct prepared *prepared)
{
    buffer_free(&prepared->repaired);
}
