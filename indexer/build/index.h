/* Papers in their order -> parts of the index, one for each chunk.
 *
 * The pages are read anew, so they may have changed since they were listed: only
 * a paper that still stands where it was is stored, and a page that misses some
 * is warned of. */
#ifndef SEOGO_BUILD_INDEX_H
#define SEOGO_BUILD_INDEX_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/build/observer.h"
#include "indexer/build/order.h"
#include "indexer/lexicon/lexicon.h"

struct index_request {
    const struct paper_order *order;
    const char *scratch;     /* a directory */
    struct lexicon *lexicon; /* learns from the papers */
    size_t jobs;
};

struct index_result {
    size_t papers;   /* stored */
    size_t warnings; /* of pages that changed */
    size_t lost;     /* papers that were not found again */
    bool changed;    /* a page is not what was listed */
};

/* Each chunk becomes a part, the Kth at index_path(scratch, K + 1); number 0 is left for
 * what is not a paper. */
enum status index_papers(struct index_result *result, const struct index_request *request,
                         const struct observer *observer, struct error *error);
/* The path of a part, malloc'd; NULL: out of memory. */
char *index_path(const char *scratch, size_t number);

#endif
