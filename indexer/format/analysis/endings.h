/* Josa and verb endings of Korean: where the stem of an eojeol ends.
 *
 * Rules only, no dictionary of stems: a noun may carry a plural, then josa in
 * their order, or a light verb (하다, 되다, 시키다 …) with its endings. Each
 * is stripped where the letter before it allows it (batchim), longest first.
 * What no rule explains stays whole. Native verbs keep their irregular forms. */
#ifndef SEOGO_ANALYSIS_ENDINGS_H
#define SEOGO_ANALYSIS_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The table, sorted for look-up; a read-only value once made. */
struct endings;
struct endings *endings_new(void); /* NULL: out of memory */
void endings_free(struct endings *endings);

/* word: composed syllables. Returns the stem's length in syllables, at least
 * shortest (2 for a word that stands alone; 0 behind Latin letters, where a
 * whole run may be josa). *doubtful is set where what was stripped may as well
 * belong to the stem (one syllable such as 의 or 로). */
size_t endings_strip(const struct endings *endings, const uint32_t *word, size_t length,
                     size_t shortest, bool *doubtful);

/* True where the word may be one syllable with a josa (팀은, 값으로): then its
 * first syllable is a stem too. *doubtful is set where ordinary nouns of two
 * syllables end like that (회의, 효과). */
bool endings_leave_syllable(const struct endings *endings, const uint32_t *word, size_t length,
                            bool *doubtful);

/* True for a syllable that is left on nouns, and that a word which no paper holds
 * may be tried without (정확도, 대화형). */
bool endings_may_come_off(uint32_t syllable);

#endif
