/* The second half of the plan: duplicates, order and chunks. */
#ifndef SEOGO_BUILD_ORDER_H
#define SEOGO_BUILD_ORDER_H

#include "indexer/build/plan.h"

/* Drops the duplicates from plan->papers with a remark for each, sorts what
 * remains and cuts it into plan->chunks. */
enum status plan_order(struct plan *plan, const struct pages *pages, const struct watch *watch,
                       struct error *error);

#endif
