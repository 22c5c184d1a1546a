/* Words by their initials: ㅎㅅ is 확산, ㅎㅅㅁㄷ 확산모델 or 확산 모델. */
#ifndef SEOGO_PLAN_CHOSEONG_H
#define SEOGO_PLAN_CHOSEONG_H

#include "query/plan/term/term.h"

/* Adds the most frequent words whose initials are text, a run of two lone
 * consonants or more, and the most frequent pairs of neighbours whose initials
 * are. A tense consonant stands for itself only. */
enum status choseong_alternatives(struct planner *planner, const bool fields[TEXT_FIELDS],
                                  struct word *word, const char *text, struct error *error);

/* The consonants that a compatibility jamo is made of, as the keyboard runs them
 * together (ㄳ is ㄱ and ㅅ): *second is 0 for a single one. False for a vowel. */
bool choseong_split(uint32_t jamo, uint32_t *first, uint32_t *second);

#endif
