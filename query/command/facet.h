/* --facet and --trend: how many of a query's papers there are by month, author and so on. */
#ifndef SEOGO_COMMAND_FACET_H
#define SEOGO_COMMAND_FACET_H

#include "query/command/buckets.h"

/* The counts of the request's papers: bars for people, of authors and archives the
 * request's count of the most frequent; an object where the format has objects. */
enum status command_facet(const struct command *command, enum facet facet,
                          struct command_result *result);

struct trend {
    const char *const *queries;
    size_t count;
};
/* A line for each of the queries, in the request's place: the share that its papers have of
 * each month's, as a sparkline. */
enum status command_trend(const struct command *command, const struct trend *trend,
                          struct command_result *result);

#endif
