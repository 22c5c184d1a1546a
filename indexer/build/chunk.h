/* Second reading: the papers of a chunk, read anew from their pages. A chunk is
 * chunk_papers papers that follow one another in the order of documents; the last
 * one may have fewer. */
#ifndef SEOGO_BUILD_CHUNK_H
#define SEOGO_BUILD_CHUNK_H

#include "indexer/build/order.h"
#include "indexer/format/paper.h"

/* 300, or so many that there are 100 chunks at the most. */
size_t chunk_papers(const struct paper_order *order);
size_t chunk_count(const struct paper_order *order);

/* A paper that is wanted and what was found in its place. */
struct found_paper {
    struct ordered_paper ordered;
    struct paper paper;
    bool present;
};

struct paper_chunk {
    struct found_paper *papers; /* in the order of documents */
    size_t first, count;        /* first: its number among all papers */
    bool changed;               /* a page is not what the listing read */
};

/* Fills *chunk, which the caller clears, also on failure. bytes is working
 * memory. A paper is absent where its page cannot be read any more, or has no
 * paper of this id in this place. */
enum status chunk_read(struct paper_chunk *chunk, const struct paper_order *order, size_t number,
                       struct buffer *bytes, struct error *error);
/* A few papers from everywhere, likewise; none of a small archive. */
enum status chunk_sample(struct paper_chunk *chunk, const struct paper_order *order,
                         struct buffer *bytes, struct error *error);
void chunk_clear(struct paper_chunk *chunk);

#endif
