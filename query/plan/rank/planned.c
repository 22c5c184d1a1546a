#include "query/plan/rank/planned.h"

#include "query/plan/rank/compose.h"

#include <stdlib.h>

enum status plan_add_named(struct plan *plan, const struct shim_query *query, struct error *error)
{
    struct shim_query *shared = NULL;
    enum status status;

    if (!query)
        return STATUS_OK;
    status = shim_query_share(&shared, query, error);
    if (status != STATUS_OK || plan->named)
        return status == STATUS_OK ? query_append(&plan->named, SHIM_OR, shared, error) : status;
    plan->named = shared;
    return STATUS_OK;
}

void plan_clear(struct plan *plan)
{
    for (size_t i = 0; i < plan->part_count; i++)
        shim_query_free(plan->parts[i].query);
    free(plan->parts);
    shim_query_free(plan->query);
    shim_query_free(plan->named);
    shim_query_free(plan->feedback);
    shim_query_free(plan->dated);
    *plan = (struct plan){0};
}
