/* Arithmetic of Hangul, after Unicode 15, section 3.12 "Conjoining Jamo
 * Behavior", and the consonants as compatibility jamo. */
#ifndef SEOGO_ANALYSIS_HANGUL_H
#define SEOGO_ANALYSIS_HANGUL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HANGUL_FIRST 0xAC00u /* 가 */
#define HANGUL_LAST 0xD7A3u  /* 힣 */
#define HANGUL_VOWELS 21u
#define HANGUL_BATCHIMS 28u       /* none counted in */
#define HANGUL_BYTES 3u           /* of a composed syllable in UTF-8 */
#define HANGUL_TRAILING_LEAD 0xE1 /* the first byte of a conjoining jamo there */

/* Batchim by their numbers. */
#define BATCHIM_NONE 0u
#define BATCHIM_NIEUN 4u
#define BATCHIM_RIEUL 8u
#define BATCHIM_SSANGSIOT 20u

static inline bool hangul_is_syllable(uint32_t c)
{
    return c >= HANGUL_FIRST && c <= HANGUL_LAST;
}

/* The composed syllable that text starts with, 0 for none. */
static inline uint32_t hangul_at(const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t code;

    if (length < HANGUL_BYTES || (bytes[0] & 0xF0) != 0xE0 || (bytes[1] & 0xC0) != 0x80 ||
        (bytes[2] & 0xC0) != 0x80)
        return 0;
    code = (bytes[0] & 0x0Fu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
    return hangul_is_syllable(code) ? code : 0;
}

/* The numbers of the consonant that a syllable starts with, of its vowel, and of
 * its batchim, which is 0 for none. */
static inline uint32_t hangul_leading(uint32_t c)
{
    return (c - HANGUL_FIRST) / (HANGUL_VOWELS * HANGUL_BATCHIMS);
}
static inline uint32_t hangul_vowel(uint32_t c)
{
    return (c - HANGUL_FIRST) / HANGUL_BATCHIMS % HANGUL_VOWELS;
}
static inline uint32_t hangul_batchim(uint32_t c)
{
    return (c - HANGUL_FIRST) % HANGUL_BATCHIMS;
}

/* Compatibility jamo, U+3131 ㄱ to U+318E. */
static inline bool hangul_is_compatibility_jamo(uint32_t c)
{
    return c >= 0x3131 && c <= 0x318E;
}

/* They stand for a jamo that is not there, and show nothing. */
static inline bool hangul_is_filler(uint32_t c)
{
    return c == 0x115F || c == 0x1160 || c == 0x3164;
}

/* Conjoining jamo: leading U+1100–115F, vowels U+1160–11A7, finals
 * U+11A8–11FF, and the extensions U+A960–A97C and U+D7B0–D7FB. */
static inline bool hangul_is_conjoining(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97C) ||
           (c >= 0xD7B0 && c <= 0xD7FB);
}

/* The modern ones, which compose by arithmetic. U+11A7 is no final: a syllable
 * before it stays as it is. */
static inline bool hangul_is_leading(uint32_t c)
{
    return c >= 0x1100 && c <= 0x1112;
}
static inline bool hangul_is_vowel(uint32_t c)
{
    return c >= 0x1161 && c <= 0x1175;
}
static inline bool hangul_is_trailing(uint32_t c)
{
    return c >= 0x11A8 && c <= 0x11C2;
}

static inline uint32_t hangul_compose(uint32_t leading, uint32_t vowel)
{
    return HANGUL_FIRST + ((leading - 0x1100) * HANGUL_VOWELS + (vowel - 0x1161)) * HANGUL_BATCHIMS;
}
static inline uint32_t hangul_add_trailing(uint32_t syllable, uint32_t final)
{
    return syllable + (final - 0x11A7);
}

/* The batchim of this number as compatibility jamo; 0 for none. */
uint32_t hangul_batchim_jamo(uint32_t number);
/* The syllable, which has no batchim, with one; as it is where the compatibility
 * jamo is never a batchim. */
uint32_t hangul_close(uint32_t syllable, uint32_t jamo);

/* The compatibility jamo of the syllable's initial consonant (choseong), or of
 * a modern leading jamo; c itself for any other character. */
uint32_t hangul_choseong(uint32_t c);

#endif
