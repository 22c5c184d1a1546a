/* Words of the archive that differ from a typed one by a slip of the keys: 모댈 is
 * 모델. */
#ifndef SEOGO_PLAN_SPELLING_H
#define SEOGO_PLAN_SPELLING_H

#include "query/plan/term/term.h"

/* Adds the words of text's script that differ from it by a slip of the keys; of two
 * syllables by a likely one alone. *nearest is the first of them, NULL for none. */
enum status guess_spelling(const struct lookup *l, struct word *word, const char *text,
                           const char **nearest);

/* The edits between two words on the keyboard, where a Hangul syllable is two
 * keys or more: insertions, deletions, substitutions and transpositions of
 * neighbours (optimal string alignment). most + 1 where there are more. */
size_t spelling_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                         size_t most);

/* The keys of a word: its letters, or those of its Hangul. Returns their
 * number, 0 where it is too long or of another script. */
#define SPELLING_KEYS_MAX 64
size_t spelling_keys(const char *word, size_t length, char out[SPELLING_KEYS_MAX]);

/* Edits that a word of so many keys may have suffered: short words none. */
size_t spelling_most(size_t keys);

#endif
