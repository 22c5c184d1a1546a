/* The sounds of a word, in the classes that sound.h tells of: what sound.c
 * makes keys of and compares. */
#ifndef SEOGO_ANALYSIS_PRONUNCIATION_H
#define SEOGO_ANALYSIS_PRONUNCIATION_H

#include <stdbool.h>
#include <stddef.h>

#define PRONOUNCED_LETTERS_MAX 48 /* of a word; the rest is not looked at */
#define PHONEMES_MAX (2 * PRONOUNCED_LETTERS_MAX)

#define PHONEME_SILENT '\0'
/* A vowel that costs nothing: the first of a word that starts with one, ㅡ, w. */
#define PHONEME_ANY_VOWEL '.'

enum force { FORCE_UNTOLD, FORCE_SOFT, FORCE_HARD };

/* A sound of a word, with another reading where spelling does not tell.
 * Consonant classes are capitals, vowels small letters. */
struct phoneme {
    char usual;       /* or PHONEME_SILENT */
    char other;       /* or '\0' for none */
    enum force force; /* of a stop: soft ㄱ b, hard ㅋ p */
};

struct pronunciation {
    struct phoneme at[PHONEMES_MAX];
    size_t count;
};

/* False for a word that is neither Hangul nor Latin, or has no sound. */
bool pronunciation_of(const char *word, size_t length, struct pronunciation *out);

static inline bool phoneme_is_consonant(char phoneme)
{
    return phoneme >= 'A' && phoneme <= 'Z';
}

#endif
