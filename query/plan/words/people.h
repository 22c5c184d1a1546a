/* Authors whose names are typed as they sound: 얀 르쿤, 카이밍 허, and surname first
 * as Korean has them, 서민준. */
#ifndef SEOGO_PLAN_PEOPLE_H
#define SEOGO_PLAN_PEOPLE_H

#include "query/plan/term/term.h"

/* Adds the authors whose given name and surname sound like two texts, in either
 * order, the likeliest first; those that are equally like weigh less. */
enum status people_named(const struct lookup *l, struct word *word, const char *const texts[2]);

/* The same for a Hangul text that is a Korean surname and a given name in one. */
enum status people_korean(const struct lookup *l, struct word *word, const char *text);

#endif
