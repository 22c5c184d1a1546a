/* See html.h. */
#include "indexer/page/html.h"

#include <string.h>

#include "indexer/page/lines.h"
#include "indexer/page/slice.h"

/* A tag is not longer, or it is text. */
#define TAG_BYTES_MAX 4096
#define ADDRESS_BYTES_MAX 2048

enum effect { DROPPED, SPACE, BREAK, HEADING, SUMMARY, LINK };

static const struct {
    const char *name; /* in lower case */
    enum effect effect;
} elements[] = {
    {"a", LINK},           {"abbr", DROPPED},   {"b", DROPPED},       {"big", DROPPED},
    {"blockquote", SPACE}, {"br", BREAK},       {"center", SPACE},    {"cite", DROPPED},
    {"code", DROPPED},     {"dd", SPACE},       {"del", DROPPED},     {"details", SPACE},
    {"div", SPACE},        {"dl", SPACE},       {"dt", SPACE},        {"em", DROPPED},
    {"figcaption", SPACE}, {"figure", SPACE},   {"font", DROPPED},    {"h1", HEADING},
    {"h2", HEADING},       {"h3", HEADING},     {"h4", HEADING},      {"h5", HEADING},
    {"h6", HEADING},       {"hr", SPACE},       {"i", DROPPED},       {"iframe", DROPPED},
    {"img", DROPPED},      {"ins", DROPPED},    {"kbd", DROPPED},     {"li", SPACE},
    {"mark", DROPPED},     {"ol", SPACE},       {"p", SPACE},         {"picture", DROPPED},
    {"pre", SPACE},        {"q", DROPPED},      {"s", DROPPED},       {"section", SPACE},
    {"small", DROPPED},    {"source", DROPPED}, {"span", DROPPED},    {"strike", DROPPED},
    {"strong", DROPPED},   {"sub", DROPPED},    {"summary", SUMMARY}, {"sup", DROPPED},
    {"table", SPACE},      {"tbody", SPACE},    {"td", SPACE},        {"th", SPACE},
    {"thead", SPACE},      {"tr", SPACE},       {"u", DROPPED},       {"ul", SPACE},
    {"video", DROPPED},
};

struct tag {
    size_t length; /* with its brackets */
    enum effect effect;
    bool closes;
    unsigned level;       /* of a heading */
    struct slice address; /* of a link that begins */
};

struct state {
    struct buffer *out;
    bool line_started; /* the line has text already */
    size_t link;       /* where in out the open link's label starts; 0 for none */
    char address[ADDRESS_BYTES_MAX];
    size_t address_length;
    bool changed;
};

/* ---- reading ---- */

static bool attribute(struct slice tag, const char *name, struct slice *value)
{
    const size_t length = strlen(name);
    for (size_t i = 1; i + length + 1 < tag.length; i++) {
        const struct slice rest = {tag.data + i, tag.length - i};
        if ((unsigned char)tag.data[i - 1] > ' ' || !slice_starts(rest, name) ||
            rest.data[length] != '=')
            continue;
        const char quote = rest.data[length + 1];
        const bool quoted = quote == '"' || quote == '\'';
        const char *const start = rest.data + length + 1 + quoted;
        const char *stop = start;
        while (stop < slice_end(tag) &&
               (quoted ? *stop != quote : (unsigned char)*stop > ' ' && *stop != '>'))
            stop++;
        *value = slice_between(start, stop);
        return true;
    }
    return false;
}

/* False where text, which starts with "<", starts with no known tag. */
static bool read_tag(struct slice text, struct tag *tag)
{
    const size_t limit = text.length < TAG_BYTES_MAX ? text.length : TAG_BYTES_MAX;
    *tag = (struct tag){.closes = limit > 1 && text.data[1] == '/'};
    const size_t start = 1 + tag->closes;
    size_t stop = start;
    while (stop < limit && (ascii_letter(text.data[stop]) || ascii_digit(text.data[stop])))
        stop++;
    const struct slice name = {text.data + start, stop - start};
    if (stop == limit || name.length == 0 || strchr(" \t/>", text.data[stop]) == NULL)
        return false;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        if (strlen(elements[i].name) != name.length || !slice_starts(name, elements[i].name))
            continue;
        const char *const close = memchr(text.data, '>', limit);
        const char *const feed = memchr(text.data, '\n', limit);
        if (close == NULL || (feed != NULL && feed < close))
            return false;
        tag->length = (size_t)(close - text.data) + 1;
        tag->effect = elements[i].effect;
        tag->level = tag->effect == HEADING ? (unsigned)(name.data[1] - '0') : 6;
        if (tag->effect == LINK && !tag->closes)
            attribute((struct slice){text.data, tag->length}, "href", &tag->address);
        return true;
    }
    return false;
}

/* ---- writing ---- */

static bool begin_heading(struct state *state, unsigned level)
{
    bool enough = !state->line_started || buffer_add_char(state->out, ' ');
    for (unsigned i = 0; enough && !state->line_started && i < level; i++)
        enough = buffer_add_char(state->out, '#');
    return enough && (state->line_started || buffer_add_char(state->out, ' '));
}

static bool begin_link(struct state *state, struct slice address)
{
    state->link = 0;
    if (address.length == 0 || address.length > ADDRESS_BYTES_MAX)
        return true;
    for (size_t i = 0; i < address.length; i++) {
        if ((unsigned char)address.data[i] <= ' ' || strchr("<>\\", address.data[i]) != NULL)
            return true;
    }
    memcpy(state->address, address.data, address.length);
    state->address_length = address.length;
    if (!buffer_add_char(state->out, '['))
        return false;
    state->link = state->out->length;
    return true;
}

static bool end_link(struct state *state)
{
    if (state->link == 0)
        return true;
    state->link = 0;
    return buffer_add_text(state->out, "](<") &&
           buffer_add(state->out, state->address, state->address_length) &&
           buffer_add_text(state->out, ">)");
}

static bool write_tag(struct state *state, const struct tag *tag)
{
    state->changed = true;
    switch (tag->effect) {
    case DROPPED:
        return true;
    case SPACE:
        return !state->line_started || buffer_add_char(state->out, ' ');
    case BREAK:
        return !state->line_started || buffer_add_char(state->out, HTML_BREAK);
    case HEADING:
    case SUMMARY:
        return tag->closes || begin_heading(state, tag->level);
    case LINK:
        break;
    }
    return tag->closes ? end_link(state) : begin_link(state, tag->address);
}

/* ---- lines ---- */

static bool is_fence(const struct lines *line, char *open)
{
    const char *at = line->start;
    while (at < line->stop && *at == ' ')
        at++;
    if (line->stop - at < 3 || (*at != '`' && *at != '~') || at[1] != *at || at[2] != *at ||
        (*open != '\0' && *open != *at))
        return false;
    *open = *open == '\0' ? *at : '\0';
    return true;
}

/* The length of the code that text starts with, up to its closing ticks on the
 * line; of ticks that nothing closes, the ticks. */
static size_t code_length(struct slice text)
{
    size_t ticks = 0, run = 0;
    while (ticks < text.length && text.data[ticks] == '`')
        ticks++;
    for (size_t i = ticks; i < text.length; i++) {
        run = text.data[i] == '`' ? run + 1 : 0;
        if (run == ticks && (i + 1 == text.length || text.data[i + 1] != '`'))
            return i + 1;
    }
    return ticks;
}

static const char *next_mark(const char *at, const char *stop)
{
    while (at < stop && *at != '<' && *at != '`')
        at++;
    return at;
}

static bool write_line(struct state *state, const struct lines *line)
{
    struct buffer *const out = state->out;
    if (line->start == line->stop ||
        memchr(line->start, '<', (size_t)(line->stop - line->start)) == NULL)
        return buffer_add(out, line->start, (size_t)(line->next - line->start));
    state->line_started = false;
    state->link = 0;
    for (const char *at = line->start; at < line->stop;) {
        const char *const mark = next_mark(at, line->stop);
        const struct slice text = slice_between(at, mark), rest = slice_between(mark, line->stop);
        struct tag tag;
        state->line_started = state->line_started || slice_trimmed(text).length > 0;
        if (!buffer_add(out, text.data, text.length))
            return false;
        at = mark;
        if (mark == line->stop)
            break;
        if (*mark == '<' && read_tag(rest, &tag)) {
            if (!write_tag(state, &tag))
                return false;
            at += tag.length;
            continue;
        }
        const size_t length = *mark == '`' ? code_length(rest) : 1;
        state->line_started = true;
        if (!buffer_add(out, mark, length))
            return false;
        at += length;
    }
    /* Before the line's end it says nothing more. */
    for (size_t i = out->length; i > 0 && out->data[i - 1] == HTML_BREAK; i--)
        out->data[i - 1] = ' ';
    return end_link(state) && buffer_add(out, line->stop, (size_t)(line->next - line->stop));
}

/* ---- comments ---- */

/* Appends text without comments, the ends of their lines kept. One that nothing
 * closes is text. */
static bool drop_comments(const char *text, const char *end, struct buffer *out, bool *changed)
{
    static const char opening[] = "<!--", closing[] = "-->";
    for (const char *at = text; at < end;) {
        const char *const open = memmem(at, (size_t)(end - at), opening, strlen(opening));
        const char *const close =
            open != NULL ? memmem(open + 4, (size_t)(end - open - 4), closing, strlen(closing))
                         : NULL;
        if (close == NULL)
            return buffer_add(out, at, (size_t)(end - at));
        if (!buffer_add(out, at, (size_t)(open - at)))
            return false;
        *changed = true;
        for (const char *c = open; c < close; c++) {
            if ((*c == '\n' || *c == '\r') && !buffer_add_char(out, *c))
                return false;
        }
        at = close + strlen(closing);
    }
    return true;
}

bool html_to_markdown(const char *text, const char *end, struct buffer *out, bool *changed)
{
    struct buffer plain = BUFFER_INIT;
    struct state state = {.out = out};
    struct lines line;
    char fence = '\0';
    *changed = false;
    if (!drop_comments(text, end, &plain, changed) || !buffer_reserve(&plain, 1) ||
        !buffer_reserve(out, plain.length)) {
        buffer_free(&plain);
        return false;
    }
    bool enough = true;
    lines_start(&line, plain.data, plain.data + plain.length);
    do {
        const bool code = is_fence(&line, &fence) || fence != '\0';
        enough = code ? buffer_add(out, line.start, (size_t)(line.next - line.start))
                      : write_line(&state, &line);
    } while (enough && lines_next(&line));
    *changed = *changed || state.changed;
    buffer_free(&plain);
    return enough;
}
