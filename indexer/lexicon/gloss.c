#include "indexer/lexicon/gloss.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The last character before end is a Hangul syllable, or the conjoining jamo
 * that ends one: U+AC00 to U+D7A3 are from EA B0 80 to ED 9E A3 and U+1100 to
 * U+11FF from E1 84 80 to E1 87 BF. */
static bool hangul_before(const char *text, size_t end)
{
    unsigned char lead, second;

    if (end < 3)
        return false;
    lead = (unsigned char)text[end - 3];
    second = (unsigned char)text[end - 2];
    if (((unsigned char)text[end - 1] & 0xC0) != 0x80 || (second & 0xC0) != 0x80)
        return false;
    return lead == 0xE1 ? second >= 0x84 && second <= 0x87
                        : (lead > 0xEA || (lead == 0xEA && second >= 0xB0)) &&
                              (lead < 0xED || (lead == 0xED && second <= 0x9E));
}

/* A phrase does not reach across these. */
static bool is_border(char c)
{
    return c == ',' || c == '.' || c == '(' || c == ')' || c == ':' || c == ';' || c == '"' ||
           c == '\n';
}

static bool ends_english(char c)
{
    return c == ')' || c == '(' || c == ',' || c == ';';
}

static size_t phrase_start(const char *text, size_t end)
{
    size_t words = 0, start = end;

    while (start > 0 && !is_border(text[start - 1])) {
        if (text[start - 1] == ' ' && start < end && ++words == GLOSS_WORDS_MAX)
            break;
        start--;
    }
    return start;
}

static bool read_gloss(const char *text, size_t length, size_t open, struct gloss *out)
{
    size_t end = open, close;

    if (end > 0 && text[end - 1] == ' ')
        end--;
    if (!hangul_before(text, end) || open + 1 == length || !is_letter(text[open + 1]))
        return false;
    for (close = open + 1; close < length && !ends_english(text[close]); close++)
        if (close - open > GLOSS_BYTES_MAX)
            return false; /* a sentence */
    if (close == length)
        return false;
    out->english = text + open + 1;
    out->english_length = close - open - 1;
    out->korean = text + phrase_start(text, end);
    out->korean_length = (size_t)(text + end - out->korean);
    return true;
}

bool gloss_next(const char *text, size_t length, size_t *offset, struct gloss *out)
{
    while (*offset < length) {
        const char *open = memchr(text + *offset, '(', length - *offset);

        if (!open)
            break;
        *offset = (size_t)(open - text) + 1;
        if (read_gloss(text, length, (size_t)(open - text), out))
            return true;
    }
    *offset = length;
    return false;
}
