/* Lists of engine queries under construction: what is added is owned by the
 * list until it is combined or freed. */
#ifndef SEOGO_PLAN_COMPOSE_H
#define SEOGO_PLAN_COMPOSE_H

#include "shim/xapian/shim.h"

struct query_list {
    struct shim_query **items;
    size_t count;
};

/* Takes query, also on failure; NULL is passed over. */
enum status query_list_add(struct query_list *list, struct shim_query *query, struct error *error);
/* *out combines the list's queries and the list is empty: NULL for none, the
 * query itself for one. */
enum status query_list_combine(struct query_list *list, enum shim_operator op,
                               struct shim_query **out, struct error *error);
void query_list_free(struct query_list *list);

/* *query becomes `*query op other`; both are taken, *query is NULL on failure.
 * A NULL other leaves *query as it is. */
enum status query_append(struct shim_query **query, enum shim_operator op, struct shim_query *other,
                         struct error *error);
/* *query is scaled; NULL stays NULL. */
enum status query_scale(struct shim_query **query, double factor, struct error *error);

#endif
