/* See facts.h. */
#include "indexer/page/facts.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/page/html.h"
#include "shim/base/codepoint.h"
#include "shim/base/buffer.h"

bool votes_parse(struct slice text, long *votes)
{
    text = slice_trimmed(text);
    if (text.length == 1 && text.data[0] == '-') {
        *votes = VOTES_UNKNOWN;
        return true;
    }
    long number = 0;
    size_t group = 0; /* digits behind the last comma */
    bool grouped = false;
    for (size_t i = 0; i < text.length; i++) {
        const bool comma = text.data[i] == ',' && i > 0 && (grouped ? group == 3 : i < 4);
        if (!ascii_digit(text.data[i]) && !comma)
            return false;
        grouped = grouped || comma;
        group = comma ? 0 : group + 1;
        number = comma ? number : number * 10 + (text.data[i] - '0');
        if (number > VOTES_MAX)
            return false;
    }
    if (text.length == 0 || (grouped && group != 3))
        return false;
    *votes = number;
    return true;
}

/* ---- names ---- */

/* A name stands once among the authors: looking at all of a list that is longer
 * than any paper's would take quadratic time. */
#define AUTHORS_COMPARED 512

static bool is_known(const struct paper *paper, struct slice name)
{
    const size_t count =
        paper->author_count < AUTHORS_COMPARED ? paper->author_count : AUTHORS_COMPARED;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(paper->authors[i], name.data, name.length) == 0 &&
            paper->authors[i][name.length] == '\0')
            return true;
    }
    return false;
}

/* Whether a letter or digit is in it: "+" is nobody. */
static bool is_name(struct slice name)
{
    for (size_t at = 0; at < name.length;) {
        int32_t codepoint;
        at += codepoint_next(name.data + at, name.length - at, &codepoint);
        if (codepoint == CODEPOINT_INVALID)
            return true; /* damaged, but somebody's */
        utf8proc_category_t category = utf8proc_category(codepoint);
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO)
            return true;
    }
    return false;
}

static bool add_name(struct paper *paper, struct slice name)
{
    if (!is_name(name))
        return true;
    char *const text = slice_stored(name);
    if (text != NULL && is_known(paper, (struct slice){text, name.length})) {
        free(text);
        return true;
    }
    return paper_add_author(paper, text);
}

/* "Kim, Ada" -> "Ada Kim" */
static bool add_reversed(struct paper *paper, struct slice name)
{
    const char *const comma = slice_find(name, ',');
    struct buffer text = BUFFER_INIT;
    const struct slice last = slice_trimmed(slice_between(name.data, comma));
    const struct slice first = slice_trimmed(slice_between(comma + 1, slice_end(name)));
    const bool enough = buffer_add(&text, first.data, first.length) &&
                        buffer_add_char(&text, ' ') && buffer_add(&text, last.data, last.length) &&
                        add_name(paper, (struct slice){text.data, text.length});
    buffer_free(&text);
    return enough;
}

static bool ends_with(struct slice text, const char *ending)
{
    const size_t length = strlen(ending);
    return text.length >= length &&
           slice_starts((struct slice){slice_end(text) - length, length}, ending);
}

/* Without "et al." and the like, which stand for the names left out. */
static struct slice without_others(struct slice name)
{
    static const char *const others[] = {"et al.", "et al", "et.al.", "et. al.", "and others",
                                         "외",     "등",    "等",     "他"};
    const char last = name.length > 0 ? slice_end(name)[-1] : '\0';
    if ((unsigned char)last < 0x80 && strchr(".ls", last | ' ') == NULL)
        return name;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const size_t length = strlen(others[i]);
        const bool whole = name.length == length;
        const char before = name.length > length ? slice_end(name)[-(ptrdiff_t)length - 1] : ' ';
        if (ends_with(name, others[i]) &&
            (whole || before == ' ' || (unsigned char)others[i][0] >= 0xE7))
            return slice_trimmed((struct slice){name.data, name.length - length});
    }
    return name;
}

/* ---- separated ---- */

static size_t word_length(struct slice rest, const char *word)
{
    return slice_starts(rest, word) ? strlen(word) : 0;
}

/* The length of the separator that rest starts with; 0 for none. */
static size_t separator_length(struct slice rest, bool semicolons)
{
    const char first = rest.data[0];
    if (first == HTML_BREAK)
        return 1;
    if (first == ';' || first == ',')
        return semicolons == (first == ';');
    if (first == ' ' && !semicolons)
        return word_length(rest, " and ") + word_length(rest, " & ");
    if ((unsigned char)first < 0xE3)
        return 0;
    return semicolons ? word_length(rest, "；") : word_length(rest, "、") + word_length(rest, "，");
}

static bool add_separated_name(struct paper *paper, struct slice name, bool semicolons)
{
    name = without_others(slice_trimmed(name));
    while (name.length > 0 && (name.data[0] == ',' || name.data[0] == ';'))
        name = slice_trimmed((struct slice){name.data + 1, name.length - 1});
    if (slice_starts(name, "and "))
        name = slice_trimmed((struct slice){name.data + 4, name.length - 4});
    while (name.length > 0 && slice_end(name)[-1] == ',')
        name = slice_trimmed((struct slice){name.data, name.length - 1});
    if (name.length == 0)
        return true;
    const char *const comma = slice_find(name, ',');
    const bool reversed =
        semicolons && comma < slice_end(name) &&
        slice_find(slice_between(comma + 1, slice_end(name)), ',') == slice_end(name);
    return reversed ? add_reversed(paper, name) : add_name(paper, name);
}

static bool add_separated(struct paper *paper, struct slice text)
{
    const bool semicolons = slice_find(text, ';') < slice_end(text) ||
                            (text.length > 0 && memmem(text.data, text.length, "；", 3) != NULL);
    const char *start = text.data, *const end = slice_end(text);
    for (const char *at = start; at < end;) {
        const size_t length = separator_length(slice_between(at, end), semicolons);
        if (length > 0 && !add_separated_name(paper, slice_between(start, at), semicolons))
            return false;
        at += length > 0 ? length : 1;
        start = length > 0 ? at : start;
    }
    return add_separated_name(paper, slice_between(start, end), semicolons);
}

/* ---- a list of Python's or YAML's ---- */

/* The quote that ends a name is the one before a comma or the list's end: in
 * 'Ada O\'Brien' Markdown has taken the backslash already. */
static const char *closing_quote(struct slice text, char quote)
{
    const char *const end = slice_end(text);
    for (const char *at = slice_find(text, quote); at < end;
         at = slice_find(slice_between(at + 1, end), quote)) {
        const char *after = at + 1;
        while (after < end && *after == ' ')
            after++;
        if (after == end || *after == ',' || *after == ']')
            return at;
    }
    return end;
}

/* text: what follows the opening bracket. */
static bool add_listed(struct paper *paper, struct slice text)
{
    const char *at = text.data, *const end = slice_end(text);
    for (;;) {
        while (at < end && (*at == ',' || (unsigned char)*at <= ' '))
            at++;
        if (at == end || *at == ']')
            return true;
        const bool quoted = *at == '\'' || *at == '"';
        const char *stop = at;
        if (quoted)
            stop = closing_quote(slice_between(at + 1, end), *at);
        at += quoted;
        while (!quoted && stop < end && *stop != ',' && *stop != ']')
            stop++;
        const struct slice name = slice_trimmed(slice_between(at, stop));
        if (name.length > 0 && !add_name(paper, name))
            return false;
        at = quoted && stop < end ? stop + 1 : stop;
    }
}

bool authors_parse(struct slice text, struct paper *paper)
{
    text = slice_trimmed(text);
    if (text.length > 0 && text.data[0] == '[')
        return add_listed(paper, slice_between(text.data + 1, slice_end(text)));
    return add_separated(paper, text);
}

bool authors_unfinished(struct slice text)
{
    text = slice_trimmed(text);
    return text.length > 0 && (text.data[0] == '[' ? text.data[text.length - 1] != ']'
                                                   : text.data[text.length - 1] == ',');
}
