/* Whether Hangul looks like words that Korean took from other languages. */
#ifndef SEOGO_PLAN_LOANWORD_H
#define SEOGO_PLAN_LOANWORD_H

#include <stddef.h>

/* The mean over a text's syllables of how much likelier each is in a loanword than in
 * another word, as a natural logarithm: 1 is a usual loanword (어텐션), -1 a usual
 * native or Sino-Korean word (지진). 0 where there is no Hangul. */
double loanword_score(const char *text, size_t length);

#endif
