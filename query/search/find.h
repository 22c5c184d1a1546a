/* Which papers a planned query finds, in which order: the searches. */
#ifndef SEOGO_SEARCH_FIND_H
#define SEOGO_SEARCH_FIND_H

#include "query/search/found.h"
#include "query/search/run.h"

/* The hits on their way out of the engine. */
struct found_hits {
    struct shim_results *results[2]; /* either may be NULL */
    struct found_hit *hits;          /* those that are asked for, in order */
    size_t count;
    struct shim_total total;
};

/* Finds what the request asks for. Words that the first hits share come into
 * the plan. find_free frees what *out holds, also after a failure. */
enum status find_hits(struct search_run *run, struct found_hits *out, struct error *error);
void find_free(struct found_hits *found);

#endif
