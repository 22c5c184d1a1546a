#include "query/language/pairs.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

bool pairs_bytes_at(const struct pairs *pairs, size_t at, const char *bytes, size_t count)
{
    return pairs->length - at >= count && memcmp(pairs->query + at, bytes, count) == 0;
}

size_t pairs_space_at(const struct pairs *pairs, size_t at)
{
    if (at >= pairs->length)
        return 0;
    const unsigned char *p = (const unsigned char *)pairs->query + at;
    size_t left = pairs->length - at;
    if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
        return 1;
    if (*p == 0xC2 && left >= 2)
        return p[1] == 0x85 || p[1] == 0xA0 ? 2 : 0; /* U+0085, U+00A0 */
    if (left < 3)
        return 0;
    bool space = pairs_bytes_at(pairs, at, "\xE1\x9A\x80", 3) || /* U+1680 */
                 pairs_bytes_at(pairs, at, "\xE2\x81\x9F", 3) || /* U+205F */
                 pairs_bytes_at(pairs, at, "\xE3\x80\x80", 3) || /* U+3000 */
                 pairs_bytes_at(pairs, at, "\xEF\xBB\xBF", 3);   /* U+FEFF */
    if (*p == 0xE2 && p[1] == 0x80) /* U+2000..200B, U+2028, U+2029, U+202F */
        space = (p[2] >= 0x80 && p[2] <= 0x8B) || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF;
    return space ? 3 : 0;
}

size_t pairs_quote_at(const struct pairs *pairs, size_t at)
{
    if (at >= pairs->length)
        return 0;
    if (pairs->query[at] == '"')
        return 1;
    bool curly = pairs_bytes_at(pairs, at, "\xE2\x80\x9C", 3) ||
                 pairs_bytes_at(pairs, at, "\xE2\x80\x9D", 3);
    return curly ? 3 : 0;
}

bool pairs_is_set(const struct pairs_bits *bits, size_t at)
{
    return bits->bytes[at / CHAR_BIT] >> at % CHAR_BIT & 1;
}

static void set(struct pairs_bits *bits, size_t at)
{
    bits->bytes[at / CHAR_BIT] |= (unsigned char)(1u << at % CHAR_BIT);
}

/* Finds the parentheses that a word closes itself. */
static void find_closed(struct pairs *pairs)
{
    size_t closing = 0;
    for (size_t i = pairs->length; i-- > 0;) {
        if (pairs_space_at(pairs, i) || pairs_quote_at(pairs, i))
            closing = 0;
        else if (pairs->query[i] == ')')
            closing++;
        else if (pairs->query[i] == '(' && closing > 0) {
            closing--;
            set(&pairs->closed, i);
        }
    }
}

/* Finds, outside quotations, the parentheses that close one which was opened, and
 * the quotation that stays open; then, from the end, those that they close. */
static void find_pairs(struct pairs *pairs)
{
    size_t depth = 0, end = pairs->length;
    bool quoted = false;
    for (size_t i = 0, quote; i < pairs->length; i += quote ? quote : 1) {
        quote = pairs_quote_at(pairs, i);
        if (quote > 0) {
            quoted = !quoted;
            pairs->half = quoted ? i : pairs->length;
        } else if (!quoted && pairs->query[i] == '(') {
            depth++;
        } else if (!quoted && pairs->query[i] == ')' && depth > 0) {
            depth--;
            set(&pairs->paired, i);
        }
    }
    if (pairs->half < end)
        end = pairs->half;
    quoted = false;
    for (size_t i = end, closing = 0; i-- > 0;) {
        quoted = quoted != (pairs_quote_at(pairs, i) > 0);
        if (pairs_is_set(&pairs->paired, i))
            closing++;
        else if (!quoted && pairs->query[i] == '(' && closing > 0) {
            closing--;
            set(&pairs->paired, i);
        }
    }
}

bool pairs_find(struct pairs *pairs, const char *query, size_t length)
{
    *pairs = (struct pairs){.query = query, .length = length, .half = length};
    pairs->closed.bytes = calloc(length / CHAR_BIT + 1, 1);
    pairs->paired.bytes = calloc(length / CHAR_BIT + 1, 1);
    if (!pairs->closed.bytes || !pairs->paired.bytes)
        return false;
    find_closed(pairs);
    find_pairs(pairs);
    return true;
}

void pairs_clear(struct pairs *pairs)
{
    free(pairs->closed.bytes);
    free(pairs->paired.bytes);
    *pairs = (struct pairs){0};
}
