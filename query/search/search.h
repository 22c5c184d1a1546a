/* One search from query to answer: plan, run, fetch, mark; repeated from the
 * start where the writer outran it. */
#ifndef SEOGO_SEARCH_SEARCH_H
#define SEOGO_SEARCH_SEARCH_H

#include "query/answer/answer.h"
#include "query/search/request.h"
#include "query/search/searcher.h"
#include "shim/base/buffer.h"

/* Fills *answer, which the caller clears. On STATUS_BAD_QUERY *offset is the
 * byte where the query breaks. */
enum status search(struct searcher *searcher, const struct search_request *request,
                   struct answer *answer, size_t *offset, struct error *error);

struct explained {
    size_t hit_count;
    size_t offset; /* after STATUS_BAD_QUERY: the byte where the query breaks */
};

/* Appends how the query is understood: its tree, each word's alternatives with
 * weight and frequency, and the score of each of the first hits (at most 10) by
 * parts. */
enum status search_explain(struct searcher *searcher, const struct search_request *request,
                           struct buffer *out, struct explained *explained, struct error *error);

#endif
