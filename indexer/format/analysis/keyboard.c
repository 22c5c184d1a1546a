#include "indexer/format/analysis/keyboard.h"

#include <string.h>
#include <utf8proc.h>

#include "indexer/format/analysis/hangul.h"

/* The keys of each jamo, by its number as a choseong, vowel or batchim. */
static const char CHOSEONG_KEYS[][3] = {"r", "R", "s", "e", "E", "f", "a", "q", "Q", "t",
                                        "T", "d", "w", "W", "c", "z", "x", "v", "g"};
static const char VOWEL_KEYS[][3] = {"k",  "o", "i", "O",  "j",  "p",  "u", "P", "h",  "hk", "ho",
                                     "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"};
static const char BATCHIM_KEYS[][3] = {"",   "r",  "R",  "rt", "s",  "sw", "sg", "e", "f",  "fr",
                                       "fa", "fq", "ft", "fx", "fv", "fg", "a",  "q", "qt", "t",
                                       "T",  "d",  "w",  "c",  "z",  "x",  "v",  "g"};
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The number of the jamo whose keys are the n at keys, or -1. */
static int find(const char (*table)[3], size_t count, const char *keys, size_t n)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(table[i]) == n && memcmp(table[i], keys, n) == 0)
            return (int)i;
    return -1;
}

/* Shift matters for seven keys only; the others are the same with it. */
static char plain(char key)
{
    if (key >= 'A' && key <= 'Z' && !memchr("QWERTOP", key, 7))
        return (char)(key - 'A' + 'a');
    return key;
}

static bool vowel_at(const char *keys, size_t n, size_t i)
{
    return i < n && find(VOWEL_KEYS, COUNT(VOWEL_KEYS), keys + i, 1) >= 0;
}

/* The vowel at i: two keys where they make one. */
static int take_vowel(const char *keys, size_t n, size_t *i)
{
    int two = *i + 2 <= n ? find(VOWEL_KEYS, COUNT(VOWEL_KEYS), keys + *i, 2) : -1;
    int one = *i < n ? find(VOWEL_KEYS, COUNT(VOWEL_KEYS), keys + *i, 1) : -1;

    *i += two >= 0 ? 2 : one >= 0;
    return two >= 0 ? two : one;
}

/* The batchim at i, if any: the last consonant before a vowel starts the next
 * syllable. */
static int take_batchim(const char *keys, size_t n, size_t *i)
{
    for (size_t length = 2; length > 0; length--) {
        int batchim =
            *i + length <= n ? find(BATCHIM_KEYS, COUNT(BATCHIM_KEYS), keys + *i, length) : -1;

        if (batchim > 0 && !vowel_at(keys, n, *i + length)) {
            *i += length;
            return batchim;
        }
    }
    return 0;
}

size_t keyboard_hangul(const char *keys, size_t length, char *out, size_t capacity)
{
    char typed[KEYBOARD_KEYS_MAX];
    size_t written = 0;

    if (length > KEYBOARD_KEYS_MAX)
        return 0;
    for (size_t i = 0; i < length; i++)
        typed[i] = plain(keys[i]);
    for (size_t i = 0; i < length;) {
        int choseong = find(CHOSEONG_KEYS, COUNT(CHOSEONG_KEYS), typed + i, 1), vowel, batchim;
        uint32_t code;

        if (choseong < 0)
            return 0;
        i++;
        vowel = take_vowel(typed, length, &i);
        if (vowel < 0 || capacity - written < 4)
            return 0;
        batchim = take_batchim(typed, length, &i);
        code = HANGUL_FIRST +
               ((uint32_t)choseong * HANGUL_VOWELS + (uint32_t)vowel) * HANGUL_BATCHIMS +
               (uint32_t)batchim;
        written +=
            (size_t)utf8proc_encode_char((utf8proc_int32_t)code, (utf8proc_uint8_t *)out + written);
    }
    return written;
}

/* Compatibility jamo: U+3131 to U+314E consonants, U+314F to U+3163 vowels. */
static const char *jamo_keys(uint32_t c)
{
    static const char CONSONANTS[][3] = {"r",  "R",  "rt", "s",  "sw", "sg", "e", "E", "f", "fr",
                                         "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt",
                                         "t",  "T",  "d",  "w",  "W",  "c",  "z", "x", "v", "g"};

    if (c >= 0x3131 && c <= 0x314E)
        return CONSONANTS[c - 0x3131];
    if (c >= 0x314F && c <= 0x3163)
        return VOWEL_KEYS[c - 0x314F];
    return NULL;
}

static bool put(char *out, size_t capacity, size_t *written, const char *keys)
{
    for (; *keys; keys++) {
        if (*written == capacity)
            return false;
        out[(*written)++] = *keys;
    }
    return true;
}

size_t keyboard_latin(const char *hangul, size_t length, char *out, size_t capacity)
{
    size_t written = 0;

    for (size_t i = 0; i < length;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = HANGUL_BYTES;
        const uint32_t syllable = hangul_at(hangul + i, length - i);
        bool fits;

        if (!syllable)
            n = utf8proc_iterate((const utf8proc_uint8_t *)hangul + i,
                                 (utf8proc_ssize_t)(length - i), &c);
        if (n <= 0)
            return 0;
        if (syllable) {
            fits = put(out, capacity, &written, CHOSEONG_KEYS[hangul_leading(syllable)]) &&
                   put(out, capacity, &written, VOWEL_KEYS[hangul_vowel(syllable)]) &&
                   put(out, capacity, &written, BATCHIM_KEYS[hangul_batchim(syllable)]);
        } else {
            const char *keys = jamo_keys((uint32_t)c);

            fits = keys && put(out, capacity, &written, keys);
        }
        if (!fits)
            return 0;
        i += (size_t)n;
    }
    return written;
}
