/* Which papers a planned query finds, in which order: the searches. */
#ifndef SEOGO_SEARCH_FIND_H
#define SEOGO_SEARCH_FIND_H

#include "indexer/format/paper.h"
#include "query/search/run.h"
#include "shim/xapian/shim.h"

/* Where the engine has a hit, which results own, and the paper where it was
 * read already, which is the place's own. */
struct place {
    struct shim_results *results;
    size_t hit;
    double score;
    struct paper *paper; /* NULL, or malloc'd */
};

/* The hits on their way out of the engine. */
struct found {
    struct shim_results *results[2]; /* either may be NULL */
    struct place *places;            /* the hits that are asked for, in order */
    size_t count;
    struct shim_total total;
};

/* Finds what the request asks for. Words that the first hits share come into
 * the plan. found_free frees what *out holds, also after a failure. */
enum status find_hits(struct run *run, struct found *out, struct error *error);
void found_free(struct found *found);

/* The paper at a place, which the caller clears. */
enum status place_read(struct place *place, struct paper *out, struct error *error);

struct shim_bm25 find_bm25(const struct run *run);

#endif
