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

/* Reads the cluster at *offset < length, moves *offset behind it and writes its
 * letters; returns their number, which may be 0. */
size_t letter_next(const char *text, size_t length, size_t *offset, struct letter out[CLUSTER_MAX]);

/* Appends code in UTF-8 at out (room for 4) and returns its length. */
size_t letter_encode(uint32_t code, char *out);

#endif
