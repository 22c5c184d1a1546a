/* See prepare.h. */
#include "indexer/page/prepare.h"

#include <string.h>

#include "indexer/format/utf8.h"
#include "indexer/page/lines.h"

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
    const char *const feed = memrchr(prepared->text, '\n', PAGE_LENGTH_MAX);
    const char *const end = feed != NULL ? feed + 1 : prepared->text + PAGE_LENGTH_MAX;
    prepared->cut_line = line_at(prepared->text, prepared->end, end);
    prepared->end = end;
}

/* ---- bytes ---- */

/* How many of the first bytes may stay as they are. */
static size_t good_length(const char *text, size_t length)
{
    const size_t valid = utf8_valid_length(text, length);
    const char *const nul = memchr(text, '\0', valid);
    return nul != NULL ? (size_t)(nul - text) : valid;
}

/* Takes the place of the text by repaired, which it takes. */
static void adopt(struct prepared *prepared, struct buffer *repaired)
{
    buffer_free(&prepared->repaired);
    prepared->repaired = *repaired;
    prepared->text = repaired->data;
    prepared->end = repaired->data + repaired->length;
}

static bool replace_bad_bytes(struct prepared *prepared)
{
    const char *at =
        prepared->text + good_length(prepared->text, (size_t)(prepared->end - prepared->text));
    if (at == prepared->end)
        return true;
    prepared->replaced_line = line_at(prepared->text, prepared->end, at);
    struct buffer repaired = BUFFER_INIT;
    bool enough = buffer_add(&repaired, prepared->text, (size_t)(at - prepared->text));
    while (enough && at < prepared->end) {
        at++;
        const size_t good = good_length(at, (size_t)(prepared->end - at));
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

/* Whether the line surely starts a block of its own: a heading or a list item
 * that is indented by less than a code block would be. */
static bool starts_block(const struct lines *line)
{
    const char *at = line->start;
    while (at < line->stop && at - line->start < 3 && *at == ' ')
        at++;
    const char *const mark = at;
    while (at < line->stop && at - mark < 6 && *at == '#')
        at++;
    if (at == mark && at < line->stop && (*at == '-' || *at == '*' || *at == '+'))
        at++;
    return at > mark && line->stop - at >= 2 && at[0] == ' ' && at[1] != ' ' && at[1] != '\t';
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

static size_t count_brackets(const struct lines *line)
{
    size_t count = 0;
    const char *at = line->start;
    while ((at = next_bracket(at, line->stop)) != NULL) {
        at++;
        count++;
    }
    return count;
}

/* How many brackets the paragraph has up to and with this line, where before
 * had those of the lines before. */
static size_t brackets_with(const struct lines *line, size_t before)
{
    if (is_blank(line))
        return 0;
    return (starts_block(line) ? 0 : before) + count_brackets(line);
}

static bool is_escaped(const char *at, const char *start)
{
    const char *slash = at;
    while (slash > start && slash[-1] == '\\')
        slash--;
    return (at - slash) % 2 == 1;
}

static bool add_escaped(struct buffer *out, const struct lines *line)
{
    const char *at = line->start, *bracket;
    while ((bracket = next_bracket(at, line->stop)) != NULL) {
        if (!buffer_add(out, at, (size_t)(bracket - at)) ||
            (!is_escaped(bracket, line->start) && !buffer_add_char(out, '\\')) ||
            !buffer_add_char(out, ']'))
            return false;
        at = bracket + 1;
    }
    return buffer_add(out, at, (size_t)(line->next - at));
}

/* line is the first whose paragraph has too many. */
static bool escape_brackets(struct prepared *prepared, struct lines *line, size_t brackets)
{
    prepared->tangled_line = line->number;
    struct buffer repaired = BUFFER_INIT;
    bool enough = buffer_add(&repaired, prepared->text, (size_t)(line->start - prepared->text)) &&
                  add_escaped(&repaired, line);
    while (enough && lines_next(line)) {
        brackets = brackets_with(line, brackets);
        enough = brackets > PARAGRAPH_BRACKETS_MAX
                     ? add_escaped(&repaired, line)
                     : buffer_add(&repaired, line->start, (size_t)(line->next - line->start));
    }
    if (enough)
        adopt(prepared, &repaired);
    else
        buffer_free(&repaired);
    return enough;
}

static bool untangle(struct prepared *prepared)
{
    struct lines line;
    lines_start(&line, prepared->text, prepared->end);
    size_t brackets = 0;
    do {
        brackets = brackets_with(&line, brackets);
        if (brackets > PARAGRAPH_BRACKETS_MAX)
            return escape_brackets(prepared, &line, brackets);
    } while (lines_next(&line));
    return true;
}

bool prepare(struct prepared *prepared, const char *bytes, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    *prepared = (struct prepared){.text = bytes, .end = bytes + length};
    if (length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0)
        prepared->text += strlen(mark);
    cut(prepared);
    return replace_bad_bytes(prepared) && untangle(prepared);
}

void prepared_free(struct prepared *prepared)
{
    buffer_free(&prepared->repaired);
}
