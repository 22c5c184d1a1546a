/* What begins a section of a page, and the paper that its heading links. */
#ifndef SEOGO_PAGE_HEADINGS_H
#define SEOGO_PAGE_HEADINGS_H

#include "indexer/page/document.h"

/* A paragraph of one strong line, or of one link of a paper, may be a heading. */
#define LEVEL_PARAGRAPH 7
#define LEVEL_COUNT 8

#define NO_LINK SIZE_MAX

/* The level of the section that the block begins; 0 where it begins none. */
unsigned heading_level(const struct document *document, const struct block *block);

/* Whether text is an address and nothing else. */
bool heading_is_address(struct slice text);

struct heading_link {
    size_t link; /* of document.links, or NO_LINK */
    bool web;    /* the address is one of anything: a weak hint */
};

/* The link by which a heading names its paper: a paper's before any other, one
 * behind prose before a label's. */
struct heading_link heading_own_link(const struct document *document, const struct block *block);

#endif
