/* Papers that were read. A session keeps them for its next searches: what is typed finds much
 * the same papers with every key. */
#ifndef SEOGO_SEARCH_KEPT_H
#define SEOGO_SEARCH_KEPT_H

#include "indexer/format/paper.h"
#include "query/plan/rank/offers.h"

struct kept_paper {
    struct paper paper;
    struct paper_words words; /* once has_words */
    bool has_words;
    size_t holders; /* it is freed by the last */
    uint64_t document;
};

/* One with a holder, whose paper is still to be read; NULL: out of memory. */
struct kept_paper *kept_paper_new(uint64_t document);
void kept_paper_release(struct kept_paper *paper);

/* Of one open database. */
struct kept_papers;
/* NULL: out of memory. */
struct kept_papers *kept_papers_new(void);
void kept_papers_free(struct kept_papers *papers);
/* For one more holder; NULL where it is not kept. papers may be NULL. */
struct kept_paper *kept_papers_find(struct kept_papers *papers, uint64_t document);
/* Holds it too, in place of another perhaps. papers may be NULL. */
void kept_papers_add(struct kept_papers *papers, struct kept_paper *paper);

#endif
