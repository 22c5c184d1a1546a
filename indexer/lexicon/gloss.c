#include "indexer/lexicon/gloss.h"

#include <string.h>

#define ENGLISH_MAX 80 /* bytes; what is longer is a sentence */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The last byte of a Hangul syllable ends at end: U+AC00 to U+D7A3 are three
 * bytes from EA B0 80 to ED 9E A3. */
static bool hangul_before(const char *text, size_t end)
{
    unsigned char lead;

    if (end < 3)
        return false;
    lead = (unsigned char)text[end - 3];
    return lead >= 0xEA && lead <= 0xED && ((unsigned char)text[end - 1] & 0xC0) == 0x80;
}

/* A phrase does not reach across these. */
static bool is_border(char c)
{
    return c == ',' || c == '.' || c == '(' || c == ')' || c == ':' || c == ';' || c == '"' ||
           c == '\n';
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
    for (close = open + 1; close < length && close - open <= ENGLISH_MAX; close++)
        if (text[close] == ')' || text[close] == ',' || text[close] == ';')
            break;
    if (close == length || close - open > ENGLISH_MAX)
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
