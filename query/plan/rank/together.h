/* Papers that hold words of the query together weigh more than those that hold
 * one of them often. */
#ifndef SEOGO_PLAN_TOGETHER_H
#define SEOGO_PLAN_TOGETHER_H

#include "query/plan/rank/ranking.h"
#include "query/plan/rank/planned.h"

/* Are there words that may stand together? */
bool together_wanted(const struct plan *plan, const struct ranking *ranking);

/* Whether what a part adds together with others depends on which of them a paper holds,
 * and on what these score in sum, but not on the score of this one alone. */
bool together_is_shared(const struct plan *plan, const struct ranking *ranking, size_t part);

/* What is added to a paper's score; scores are those of the plan's parts alone
 * on the paper, 0 where it does not match. */
double together_score(const struct plan *plan, const struct ranking *ranking, const double *scores);

#endif
