/* Weighs the first hits again, by what is too dear to ask of every paper that
 * matches: words of the query together, and words that the first hits share.
 *
 * Both only add, so that the hits behind the first keep their order and stay
 * behind. */
#ifndef SEOGO_SEARCH_WEIGH_H
#define SEOGO_SEARCH_WEIGH_H

#include "query/search/found.h"
#include "query/search/run.h"

/* Hits that are weighed again. */
#define WEIGHED_HITS 100

/* Would it change anything? */
bool weigh_wanted(const struct search_run *run);

/* The first count hits of one search, in their order; at most WEIGHED_HITS. Words
 * that they share come into the plan. */
enum status weigh_again(struct search_run *run, struct found_hit *hits, size_t count,
                        struct error *error);

#endif
