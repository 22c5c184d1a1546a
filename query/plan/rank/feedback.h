/* Feedback from the first hits: the words that they have in common and the
 * archive has not, which a short topical query means too (pseudo-relevance
 * feedback; the words are chosen by Robertson's offer weight, r * idf). */
#ifndef SEOGO_PLAN_FEEDBACK_H
#define SEOGO_PLAN_FEEDBACK_H

#include "query/plan/rank/offers.h"
#include "query/plan/plan.h"

/* May feedback help the plan's query: some words and nothing else? */
bool feedback_wanted(const struct planner *planner, const struct plan *plan);

/* Makes plan->feedback of the words that the first hits offer. */
enum status feedback_apply(struct planner *planner, struct offers *offers, struct plan *plan,
                           struct error *error);

#endif
