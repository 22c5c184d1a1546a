#include "query/plan/rank/planned.h"

#include <stdlib.h>

void plan_clear(struct plan *plan)
{
    for (size_t i = 0; i < plan->part_count; i++)
        shim_query_free(plan->parts[i].query);
    free(plan->parts);
    shim_query_free(plan->query);
    shim_query_free(plan->feedback);
    *plan = (struct plan){0};
}
