#include "query/plan/rank/compose.h"

#include <stdlib.h>

#include "shim/base/array.h"

enum status query_list_add(struct query_list *list, struct shim_query *query, struct error *error)
{
    if (!query)
        return STATUS_OK;
    if (!array_grow(&list->items, list->count, sizeof query)) {
        shim_query_free(query);
        return error_no_memory(error);
    }
    list->items[list->count++] = query;
    return STATUS_OK;
}

enum status query_list_combine(struct query_list *list, enum shim_operator op,
                               struct shim_query **out, struct error *error)
{
    enum status status = STATUS_OK;

    *out = NULL;
    if (list->count == 1)
        *out = list->items[0];
    else if (list->count > 1)
        status = shim_query_combine(out, op, list->items, list->count, 0, error);
    list->count = 0; /* taken, one way or the other */
    query_list_free(list);
    return status;
}

void query_list_free(struct query_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        shim_query_free(list->items[i]);
    free(list->items);
    *list = (struct query_list){NULL, 0};
}

enum status query_append(struct shim_query **query, enum shim_operator op, struct shim_query *other,
                         struct error *error)
{
    struct shim_query *children[2] = {*query, other};

    if (!other)
        return STATUS_OK;
    *query = NULL;
    return shim_query_combine(query, op, children, 2, 0, error);
}

enum status query_scale(struct shim_query **query, double factor, struct error *error)
{
    struct shim_query *child = *query;

    if (!child || factor == 1)
        return STATUS_OK;
    *query = NULL;
    return shim_query_scale(query, child, factor, error);
}
