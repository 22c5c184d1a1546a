/* --facet and --trend: how many of a query's papers there are by month, author and so on. */
#ifndef SEOGO_COMMAND_FACET_H
#define SEOGO_COMMAND_FACET_H

#include "query/command/buckets.h"
#include "query/render/render.h"

/* Appends the counts of request's papers: bars for people, of authors and archives the
 * request's count of the most frequent; an object where the format has objects. *papers
 * is how many there are in all. On STATUS_BAD_QUERY *offset is where the query breaks. */
enum status command_facet(struct searcher *searcher, enum facet facet,
                          const struct search_request *request,
                          const struct render_options *options, struct buffer *out,
                          uint32_t *papers, size_t *offset, struct error *error);

/* Appends a line for each of the queries: the share that its papers have of each month's,
 * as a sparkline. After STATUS_BAD_QUERY *broken is the query, *offset the place in it. */
struct trend_request {
    const struct search_request *request; /* without its query */
    const char *const *queries;
    size_t count;
};
enum status command_trend(struct searcher *searcher, const struct trend_request *trend,
                          const struct render_options *options, struct buffer *out, size_t *broken,
                          size_t *offset, struct error *error);

#endif
