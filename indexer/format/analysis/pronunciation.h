/* The sounds of a word, in the classes that sound.h tells of: what sound.c
 * makes keys of and compares. */
#ifndef SEOGO_ANALYSIS_PRONUNCIATION_H
#define SEOGO_ANALYSIS_PRONUNCIATION_H

#include <stdbool.h>
#include <stddef.h>

#define PRONOUNCED_LETTERS_MAX 48 /* of a word; the rest is not looked at */
#define SOUNDS_MAX (2 * PRONOUNCED_LETTERS_MAX)

#define SILENT '\0'
#define SOME_VOWEL '.' /* which costs nothing: the first of a word that starts with one, ㅡ, w */

enum force { FORCE_UNTOLD, FORCE_SOFT, FORCE_HARD };

/* A place of a word, with another reading where spelling does not tell.
 * Consonant classes are capitals, vowels small letters. */
struct sound {
    char usual;       /* or SILENT */
    char other;       /* or '\0' for none */
    enum force force; /* of a stop: soft ㄱ b, hard ㅋ p */
};

struct sounds {
    struct sound at[SOUNDS_MAX];
    size_t count;
};

/* False for a word that is neither Hangul nor Latin, or has no sound. */
bool pronounce(const char *word, size_t length, struct sounds *out);

bool sound_is_consonant(char sound);

#endif
