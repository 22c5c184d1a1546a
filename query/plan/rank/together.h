/* Papers that hold words of the query together weigh more than those that hold
 * one of them often. */
#ifndef SEOGO_PLAN_TOGETHER_H
#define SEOGO_PLAN_TOGETHER_H

#include "query/plan/plan.h"

/* Are there words that may stand together? */
bool together_wanted(const struct plan *plan, const struct ranking *ranking);

/* What is added to a paper's score; scores are those of the plan's parts alone
 * on the paper, 0 where it does not match. */
double together_score(const struct plan *plan, const struct ranking *ranking, const double *scores);

#endif
