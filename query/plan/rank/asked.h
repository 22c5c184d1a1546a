/* Which papers the words of a query ask for: those that hold a word as it was typed
 * or the like of it. What is only related to a word helps to rank, but no paper is
 * counted or listed for it where enough hold the word itself. */
#ifndef SEOGO_PLAN_ASKED_H
#define SEOGO_PLAN_ASKED_H

#include "query/plan/rank/planned.h"

/* Papers of the plan that hold a word that was asked for. *out is NULL where these
 * are all that the plan finds. */
enum status asked_any(struct planner *planner, const struct plan *plan, struct shim_query **out,
                      struct error *error);

/* Papers of the plan that hold every word that stands with others outside operators;
 * what was typed as one word stands in one piece there. *out is NULL where none does. */
enum status asked_every(struct planner *planner, const struct plan *plan, struct shim_query **out,
                        struct error *error);

#endif
