/* One chunk's papers, read anew from their pages. */
#ifndef SEOGO_BUILD_CHUNK_H
#define SEOGO_BUILD_CHUNK_H

#include "indexer/build/layout.h"
#include "indexer/build/pages.h"
#include "indexer/format/paper.h"

/* A paper of the plan and what was found in its place. */
struct found {
    struct plan_paper wanted;
    struct paper paper;
    bool present;
};

struct chunk_papers {
    struct found *list; /* in the order of the plan */
    size_t count;
    bool changed; /* a page is not what the plan read */
};

/* Fills *papers, which the caller clears, also on failure. bytes is working
 * memory. A page that cannot be read any more leaves its papers absent. */
enum status chunk_read(struct chunk_papers *papers, const struct pages *pages,
                       const struct plan *plan, const struct chunk *chunk, struct buffer *bytes,
                       struct error *error);
void chunk_papers_clear(struct chunk_papers *papers);

#endif
