#include "query/plan/guess/spelling.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "indexer/format/analysis/keyboard.h"

size_t spelling_keys(const char *word, size_t length, char out[SPELLING_KEYS_MAX])
{
    if (length == 0 || (unsigned char)word[0] >= 0x80)
        return keyboard_latin(word, length, out, SPELLING_KEYS_MAX);
    if (length > SPELLING_KEYS_MAX)
        return 0;
    memcpy(out, word, length);
    return length;
}

size_t spelling_most(size_t keys)
{
    return keys < 4 ? 0 : keys < 9 ? 1 : 2;
}

/* One bit for each key that occurs. */
static uint64_t keys_mask(const char *keys, size_t n)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < n; i++)
        mask |= (uint64_t)1 << (keys[i] & 63);
    return mask;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t spelling_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                         size_t most)
{
    size_t rows[3][SPELLING_KEYS_MAX + 1];
    size_t longer = a_length > b_length ? a_length - b_length : b_length - a_length;
    uint64_t differing = keys_mask(a, a_length) ^ keys_mask(b, b_length);

    /* An edit changes two kinds of keys at most. */
    if (longer > most || (size_t)__builtin_popcountll(differing) > 2 * most)
        return most + 1;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        size_t smallest = now[0] = i;

        for (size_t j = 1; j <= b_length; j++) {
            bool same = a[i - 1] == b[j - 1];

            now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
            smallest = least(smallest, now[j]);
        }
        if (smallest > most)
            return most + 1;
    }
    return least(rows[a_length % 3][b_length], most + 1);
}
