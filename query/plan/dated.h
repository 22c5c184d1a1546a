/* Dates among the words of a query (words/when.h): they lift the papers of their months
 * and are no words to look for. */
#ifndef SEOGO_PLAN_DATED_H
#define SEOGO_PLAN_DATED_H

#include "query/plan/planning.h"

/* Takes the words that say a date out of words[0..*count), which are side by side, and
 * adds it to plan->dates and plan->dated. Where nothing else is there they stay words. */
enum status dated_take(struct planning *p, struct word *words, size_t *count);

#endif
