#include "query/lsp/mention.h"

#include <string.h>
#include <strings.h>

#include "indexer/format/address.h"
#include "shim/base/ascii.h"

static bool is_word(char c)
{
    return ascii_digit(c) || ascii_letter(c);
}

static bool starts(const char *text, size_t length, const char *prefix)
{
    size_t count = strlen(prefix);

    return length > count && strncasecmp(text, prefix, count) == 0;
}

/* The bytes of an address: up to what ends one in Markdown, TeX and prose. */
static size_t web_length(const char *text, size_t length)
{
    size_t end = 0;

    if (!starts(text, length, "https://") && !starts(text, length, "http://"))
        return 0;
    while (end < length && (unsigned char)text[end] > ' ' && (unsigned char)text[end] < 0x80 &&
           !strchr("<>\"'`()[]{}|\\^", text[end]))
        end++;
    while (end > 0 && strchr(".,;:!?*_", text[end - 1]))
        end--;
    return end;
}

/* An id of arXiv, with what may stand before it. */
static size_t id_length(const char *text, size_t length)
{
    static const char *const names[] = {"arXiv:", "doi:10.48550/arXiv.", "10.48550/arXiv.", ""};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t head = strlen(names[i]), id;

        if (head > 0 && !starts(text, length, names[i]))
            continue;
        id = address_arxiv_length(text + head, length - head);
        if (id > 0)
            return head + id;
    }
    return 0;
}

/* lin2024sdxllightning */
static size_t key_length(const char *text, size_t length)
{
    size_t at = 0, digits;

    while (at < length && text[at] >= 'a' && text[at] <= 'z')
        at++;
    digits = at;
    while (at < length && ascii_digit(text[at]))
        at++;
    if (digits == 0 || at - digits < 4)
        return 0;
    while (at < length && (ascii_digit(text[at]) || (text[at] >= 'a' && text[at] <= 'z')))
        at++;
    return at < length && is_word(text[at]) ? 0 : at;
}

/* What begins at a place behind which no word goes on. */
static bool begins(const char *text, size_t length, struct mention *out)
{
    size_t count = web_length(text, length);

    out->kind = MENTION_WEB;
    if (count == 0) {
        count = id_length(text, length);
        out->kind = MENTION_ID;
    }
    if (count == 0) {
        count = key_length(text, length);
        out->kind = MENTION_KEY;
    }
    out->end = out->start + count;
    return count > 0;
}

bool mention_next(const char *text, size_t length, size_t from, struct mention *out)
{
    for (size_t at = from; at < length; at++) {
        bool within = at > 0 && (is_word(text[at - 1]) ||
                                 (text[at - 1] == '.' && at > 1 && ascii_digit(text[at - 2])));

        out->start = at;
        if (!within && begins(text + at, length - at, out))
            return true;
    }
    return false;
}

bool mention_at(const char *text, size_t length, size_t byte, struct mention *out)
{
    size_t start = byte, end = byte;

    while (start > 0 && text[start - 1] != '\n')
        start--;
    while (end < length && text[end] != '\n')
        end++;
    while (mention_next(text, end, start, out) && out->start <= byte) {
        if (out->end >= byte)
            return true;
        start = out->end;
    }
    return false;
}
