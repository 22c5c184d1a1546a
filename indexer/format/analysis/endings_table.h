/* The inventory of Korean endings that endings.c looks up. */
#ifndef SEOGO_ANALYSIS_ENDINGS_TABLE_H
#define SEOGO_ANALYSIS_ENDINGS_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* What must stand before an ending. */
enum before { ANY, VOWEL, CONSONANT, VOWEL_OR_RIEUL, CONSONANT_NOT_RIEUL, SSANGSIOT };

/* How far out an ending stands. Going inwards, the slot must fall, but for
 * inner josa, of which several may follow each other (에서+부터): 확인했음에도
 * is 확인 + 했 (TENSE) + 음 (NOMINAL) + 에도 (OUTER). KEPT is no ending but the
 * end of a noun that looks like one. */
enum slot_of_ending { KEPT, SUFFIX, TENSE, NOMINAL, INNER, OUTER, FINAL };

#define ENDING_MAX 6 /* syllables */
#define ENDINGS_MAX 600

struct ending {
    uint32_t text[ENDING_MAX];
    size_t length; /* syllables, at least 1 */
    enum before before;
    enum slot_of_ending slot;
};

/* Writes every ending, in no order, and returns their number. */
size_t endings_table(struct ending out[ENDINGS_MAX]);

#endif
