#include "indexer/lexicon/gloss.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/letter.h"

static bool is_letter(char c)
{
    return letter_is_english((unsigned char)c | 0x20);
}

/* A conjoining jamo: U+1100 to U+11FF are from E1 84 80 to E1 87 BF. */
static bool jamo_at(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;

    return bytes[0] == 0xE1 && bytes[1] >= 0x84 && bytes[1] <= 0x87 && (bytes[2] & 0xC0) == 0x80;
}

/* The last character before end is a Hangul syllable, or the conjoining jamo
 * that ends one. */
static bool hangul_before(const char *text, size_t end)
{
    if (end < HANGUL_BYTES)
        return false;
    text += end - HANGUL_BYTES;
    return hangul_at(text, HANGUL_BYTES) || jamo_at(text);
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
