/* Normalized letters that remember their source bytes.
 *
 * Normalization is NFKC with case folding; marks are removed (Schölkopf is
 * found by scholkopf) but in kana, Indic and other scripts that are not read
 * without them; lone consonants are compatibility jamo (a choseong query is
 * typed in them). Works through a text cluster by cluster, so memory does not
 * grow with it. */
#ifndef SEOGO_ANALYSIS_LETTER_H
#define SEOGO_ANALYSIS_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/analysis/hangul.h"

enum letter_class {
    LETTER_SPACE, /* white space, controls and bytes that are not UTF-8 */
    LETTER_SIGN,  /* punctuation and symbols */
    LETTER_LATIN,
    LETTER_DIGIT, /* 0-9 */
    LETTER_GREEK,
    LETTER_HANGUL, /* a composed syllable */
    LETTER_JAMO,   /* a lone jamo */
    LETTER_CJK,    /* Han and kana: written without spaces */
    LETTER_OTHER   /* letters and digits of any other script */
};

struct letter {
    uint32_t code;     /* normalized */
    uint8_t class;     /* enum letter_class */
    bool upper;        /* the source was a capital */
    size_t start, end; /* bytes of the cluster in the source */
};

/* The most letters that one cluster gives; a longer expansion is cut. */
#define CLUSTER_MAX 24

/* a to z: the letters of English words, in normalized text. */
static inline bool letter_is_english(uint32_t code)
{
    return code >= 'a' && code <= 'z';
}

/* A byte of ASCII as a letter. */
static inline struct letter letter_of_ascii(uint32_t code, size_t start)
{
    bool upper = code >= 'A' && code <= 'Z';
    enum letter_class class = LETTER_SIGN;

    if (upper)
        code += 'a' - 'A';
    if (letter_is_english(code))
        class = LETTER_LATIN;
    else if (code >= '0' && code <= '9')
        class = LETTER_DIGIT;
    else if (code <= ' ' || code == 0x7F)
        class = LETTER_SPACE;
    return (struct letter){code, (uint8_t) class, upper, start, start + 1};
}

/* letter_next() for any cluster. */
size_t letter_next_cluster(const char *text, size_t length, size_t *offset,
                           struct letter out[CLUSTER_MAX]);

/* Reads the cluster at *offset < length, moves *offset behind it and writes its
 * letters; returns their number, which may be 0. Here are the two that nearly all
 * text consists of: ASCII that no mark follows, and a syllable that no batchim does. */
static inline size_t letter_next(const char *text, size_t length, size_t *offset,
                                 struct letter out[CLUSTER_MAX])
{
    const size_t start = *offset, rest = length - start;
    const unsigned char *bytes = (const unsigned char *)text + start;
    uint32_t code = bytes[0];

    if (code < 0x80 && (rest == 1 || bytes[1] < 0x80 || hangul_at(text + start + 1, rest - 1))) {
        *out = letter_of_ascii(code, start);
        *offset = start + 1;
        return 1;
    }
    code = hangul_at(text + start, rest);
    if (code && (rest == HANGUL_BYTES || bytes[HANGUL_BYTES] != HANGUL_TRAILING_LEAD)) {
        *out = (struct letter){code, LETTER_HANGUL, false, start, start + HANGUL_BYTES};
        *offset = start + HANGUL_BYTES;
        return 1;
    }
    return letter_next_cluster(text, length, offset, out);
}

/* Appends code in UTF-8 at out (room for LETTER_BYTES_MAX) and returns its length. */
#define LETTER_BYTES_MAX 4
size_t letter_encode_any(uint32_t code, char *out);
static inline size_t letter_encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        *out = (char)code;
        return 1;
    }
    if (!hangul_is_syllable(code))
        return letter_encode_any(code, out);
    out[0] = (char)(0xE0 | code >> 12);
    out[1] = (char)(0x80 | (code >> 6 & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return HANGUL_BYTES;
}

#endif
