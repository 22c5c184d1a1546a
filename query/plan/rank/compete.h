/* Words as engine queries: the pieces of an alternative add up over the fields
 * that hold them, the alternatives of a word compete. */
#ifndef SEOGO_PLAN_COMPETE_H
#define SEOGO_PLAN_COMPETE_H

#include "query/plan/term/term.h"

/* *out is NULL where no paper can match. */
enum status compete_alternative(struct planner *planner, const struct alternative *alternative,
                                struct shim_query **out, struct error *error);
enum status compete_word(struct planner *planner, const struct word *word, struct shim_query **out,
                         struct error *error);

/* *query = preferred FIRST *query. Consumes both; either may be NULL. */
enum status compete_prefer(struct shim_query **query, struct shim_query *preferred,
                           struct error *error);

/* Adds two words, each in the form that the index has, as an alternative of
 * word, where papers hold them side by side; *added tells so. */
enum status compete_adjacent(const struct lookup *l, enum match match, const char *const texts[2],
                             struct word *word, bool *added);

/* Whether any paper matches. */
enum status compete_held(const struct planner *planner, const struct shim_query *query, bool *held,
                         struct error *error);

/* What an alternative adds to a paper that holds it in each field, but for what BM25
 * makes of its frequency there. */
double compete_worth(const struct planner *planner, const struct alternative *alternative);

#endif
