/* Feedback from the first hits: the words that they have in common and the
 * archive has not, which a short topical query means too (pseudo-relevance
 * feedback; the words are chosen by Robertson's offer weight, r * idf). */
#ifndef SEOGO_PLAN_FEEDBACK_H
#define SEOGO_PLAN_FEEDBACK_H

#include "indexer/format/paper.h"
#include "query/plan/plan.h"

/* May feedback help the plan's query: some words and nothing else? */
bool feedback_wanted(const struct planner *planner, const struct plan *plan);

struct feedback;
enum status feedback_new(struct feedback **out, struct planner *planner, struct error *error);
void feedback_free(struct feedback *feedback);
/* Reads one of the first hits. */
enum status feedback_add(struct feedback *feedback, const struct paper *paper,
                         struct error *error);
/* Lets the words weigh in plan->query, which matches what it did before. */
enum status feedback_apply(struct feedback *feedback, struct plan *plan, struct error *error);

#endif
