/* The second half of the plan: duplicates and order. */
#ifndef SEOGO_BUILD_ORDER_H
#define SEOGO_BUILD_ORDER_H

#include "indexer/build/plan.h"

/* Orders the papers of told's pages, which are those of pages, less the
 * duplicates, of which each gets a remark. */
enum status build_plan_order(struct plan *plan, const struct inventory *told,
                             const struct pages *pages, const struct watch *watch,
                             struct error *error);

#endif
