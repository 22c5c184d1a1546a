/* Neighbouring words that the thesaurus has a concept of: 위성 사진, 기계학습, pic;
 * its other words stand for them too, below what was typed. */
#ifndef SEOGO_PLAN_CONCEPT_H
#define SEOGO_PLAN_CONCEPT_H

#include "query/plan/term/term.h"

/* The concept of the first `count` of some words, the longest there is; count is 0 for
 * none. Of one word the alternatives are added to it and word is NULL; those of several
 * are a word of their own, in the arena. */
struct meant {
    struct word *word;
    size_t count;
};

/* Looks at words[0..count). */
enum status words_concept(struct planner *planner, struct word *words, size_t count,
                          struct meant *out, struct error *error);

#endif
