/* A query's tree -> what the engine runs: filters, demands, and a ranking in
 * which the alternatives of a word compete and words add up. */
#ifndef SEOGO_PLAN_PLAN_H
#define SEOGO_PLAN_PLAN_H

#include "query/language/language.h"
#include "query/plan/rank/planned.h"

/* Plans the tree. plan points into planner->arena and the tree; plan_clear
 * frees its queries, also after a failure. After STATUS_BAD_QUERY
 * planner->broken is the byte of the query that it is about. */
enum status plan_query(struct planner *planner, const struct node *tree, struct plan *plan,
                       struct error *error);

#endif
