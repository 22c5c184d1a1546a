/* The second half of the plan: duplicates and order. */
#ifndef SEOGO_BUILD_ORDER_H
#define SEOGO_BUILD_ORDER_H

#include "indexer/build/plan.h"

/* Drops the duplicates from plan->papers with a remark for each and sorts what
 * remains. */
enum status build_plan_order(struct plan *plan, const struct pages *pages,
                             const struct watch *watch, struct error *error);

#endif
