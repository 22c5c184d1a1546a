/* See facts.h. Letters and digits are ASCII's here, whatever the locale. */
#include "indexer/page/facts.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/calendar.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static struct slice slice_of(const char *start, const char *end)
{
    return (struct slice){start, (size_t)(end - start)};
}

char *stored_text(struct slice text)
{
    char *const copy = malloc(text.length + 1);
    if (copy == NULL)
        return NULL;
    for (size_t i = 0; i < text.length; i++)
        copy[i] = (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i];
    copy[text.length] = '\0';
    return copy;
}

struct slice trimmed(struct slice text)
{
    while (text.length > 0 && (unsigned char)text.data[0] <= ' ') {
        text.data++;
        text.length--;
    }
    while (text.length > 0 && (unsigned char)text.data[text.length - 1] <= ' ')
        text.length--;
    return text;
}

bool text_after(struct slice text, const char *prefix, struct slice *rest)
{
    const size_t length = strlen(prefix);
    if (text.length < length || memcmp(text.data, prefix, length) != 0)
        return false;
    *rest = trimmed((struct slice){text.data + length, text.length - length});
    return true;
}

bool votes_parse(struct slice text, long *votes)
{
    if (text.length == 1 && text.data[0] == '-') {
        *votes = VOTES_UNKNOWN;
        return true;
    }
    long number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.data[i]))
            return false;
        number = number * 10 + (text.data[i] - '0');
        if (number > VOTES_MAX)
            return false;
    }
    if (text.length > 0)
        *votes = number;
    return text.length > 0;
}

/* ---- authors ---- */

static bool add_author(struct paper *paper, struct slice name)
{
    name = trimmed(name);
    return name.length == 0 || paper_add_author(paper, stored_text(name));
}

static const char *next_of(struct slice text, char c)
{
    const char *const found = text.length > 0 ? memchr(text.data, c, text.length) : NULL;
    return found != NULL ? found : text.data + text.length;
}

static bool add_separated(struct paper *paper, struct slice text)
{
    while (text.length > 0) {
        const char *const end = text.data + text.length, *const comma = next_of(text, ',');
        if (!add_author(paper, slice_of(text.data, comma)))
            return false;
        text = slice_of(comma < end ? comma + 1 : end, end);
    }
    return true;
}

/* The quote that ends a name is the one before a comma or the list's end: in
 * 'Ada O\'Brien' Markdown has taken the backslash already. */
static const char *closing_quote(struct slice text, char quote)
{
    const char *const end = text.data + text.length;
    for (const char *at = next_of(text, quote); at < end;
         at = next_of(slice_of(at + 1, end), quote)) {
        const char *after = at + 1;
        while (after < end && *after == ' ')
            after++;
        if (after == end || *after == ',' || *after == ']')
            return at;
    }
    return end;
}

/* text: what follows the opening bracket of a Python list. */
static bool add_listed(struct paper *paper, struct slice text)
{
    const char *at = text.data, *const end = text.data + text.length;
    for (;;) {
        while (at < end && (*at == ',' || (unsigned char)*at <= ' '))
            at++;
        if (at == end || *at == ']')
            return true;
        const bool quoted = *at == '\'' || *at == '"';
        const char *stop = at;
        if (quoted)
            stop = closing_quote(slice_of(at + 1, end), *at);
        at += quoted;
        while (!quoted && stop < end && *stop != ',' && *stop != ']')
            stop++;
        if (!add_author(paper, slice_of(at, stop)))
            return false;
        at = quoted && stop < end ? stop + 1 : stop;
    }
}

bool authors_parse(struct slice text, struct paper *paper)
{
    if (text.length > 0 && text.data[0] == '[')
        return add_listed(paper, slice_of(text.data + 1, text.data + text.length));
    return add_separated(paper, text);
}

bool authors_unfinished(struct slice text)
{
    text = trimmed(text);
    return text.length > 0 && (text.data[0] == '[' ? text.data[text.length - 1] != ']'
                                                   : text.data[text.length - 1] == ',');
}

/* ---- dates ---- */

static unsigned number_of(const char *digits, size_t count)
{
    unsigned number = 0;
    for (size_t i = 0; i < count; i++)
        number = number * 10 + (unsigned)(digits[i] - '0');
    return number;
}

static bool is_date_like(const char *at)
{
    for (size_t i = 0; i < 10; i++) {
        if (i == 4 || i == 7 ? at[i] != '-' : !is_digit(at[i]))
            return false;
    }
    return true;
}

enum date_result date_find(struct slice text, uint32_t *date)
{
    for (size_t i = 0; i + 10 <= text.length; i++) {
        const char *const at = text.data + i;
        if (!is_date_like(at) || (i > 0 && is_digit(at[-1])) ||
            (i + 10 < text.length && is_digit(at[10])))
            continue;
        const unsigned year = number_of(at, 4), month = number_of(at + 5, 2),
                       day = number_of(at + 8, 2);
        if (year == 0 || month < 1 || month > 12 || day < 1 ||
            day > calendar_days_in_month(year, month))
            return DATE_IMPOSSIBLE;
        *date = year * 10000 + month * 100 + day;
        return DATE_FOUND;
    }
    return DATE_NONE;
}

/* ---- links ---- */

/* The host is arxiv.org or ends in ".arxiv.org"; url starts at the host. */
static bool is_arxiv(struct slice url)
{
    static const char host[] = "arxiv.org";
    const size_t length = (size_t)(next_of(url, '/') - url.data), wanted = strlen(host);
    return length >= wanted && memcmp(url.data + length - wanted, host, wanted) == 0 &&
           (length == wanted || url.data[length - wanted - 1] == '.');
}

static struct slice without_slashes(struct slice url)
{
    while (url.length > 0 && url.data[url.length - 1] == '/')
        url.length--;
    return url;
}

static struct slice last_part(struct slice url)
{
    url = without_slashes(url);
    const char *const slash = url.length > 0 ? memrchr(url.data, '/', url.length) : NULL;
    return slash != NULL ? slice_of(slash + 1, url.data + url.length) : url;
}

static struct slice without_version(struct slice id)
{
    static const char ending[] = ".pdf";
    if (id.length > 4 && memcmp(id.data + id.length - 4, ending, 4) == 0)
        id.length -= 4;
    size_t digits = 0;
    while (digits < id.length && is_digit(id.data[id.length - digits - 1]))
        digits++;
    if (digits > 0 && id.length > digits + 1 && id.data[id.length - digits - 1] == 'v')
        id.length -= digits + 1;
    return id;
}

struct slice id_of_link(struct slice url)
{
    url = trimmed(url);
    const char *const scheme = url.length > 0 ? memmem(url.data, url.length, "://", 3) : NULL;
    const struct slice rest = scheme != NULL ? slice_of(scheme + 3, url.data + url.length) : url;
    if (!is_arxiv(rest))
        return last_part(rest);
    const char *const fragment = next_of(rest, '#'), *const query = next_of(rest, '?');
    return without_version(last_part(slice_of(rest.data, fragment < query ? fragment : query)));
}
