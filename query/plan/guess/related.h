/* Words of the other language that stand where a word does, by what the archive's
 * titles, summaries and glosses teach. */
#ifndef SEOGO_PLAN_RELATED_H
#define SEOGO_PLAN_RELATED_H

#include "query/plan/term/term.h"

/* Adds what is related to term. It tells no more than the word itself, however
 * rare it is. */
enum status guess_related(const struct lookup *l, struct word *word, const char *term);

#endif
