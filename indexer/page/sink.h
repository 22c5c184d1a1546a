/* Where the papers of a page go, and what may be wrong with it. */
#ifndef SEOGO_PAGE_SINK_H
#define SEOGO_PAGE_SINK_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/format/paper.h"

/* What can be wrong with a page; page_trouble_is tells of each. */
enum page_trouble {
    PAGE_EMPTY,
    PAGE_WITHOUT_PAPER,
    PAGE_WITHOUT_DATE,
    PAGE_DATE_IMPOSSIBLE,
    PAGE_PAPER_WITHOUT_LINK,
    PAGE_PAPER_WITHOUT_TITLE,
    PAGE_PAPER_WITHOUT_SUMMARY,
    PAGE_VOTES_UNREADABLE,
    PAGE_BYTES_REPLACED,
    PAGE_BRACKETS,
    PAGE_DEFINITIONS,
    PAGE_TOO_LONG,
    PAGE_TROUBLES
};

/* One line of English each, without LF. lost: a paper (or text that may be one)
 * is left out because of it. */
struct page_trouble_is {
    bool lost;
    const char *what;
};
const struct page_trouble_is *page_trouble_is(enum page_trouble trouble);

/* What a page is read into. Each returns false to stop the reading. */
struct page_sink {
    void *context;
    /* paper is lent: path is NULL, everything else is filled. The sink may
     * move fields out of it (and then set them NULL). */
    bool (*paper)(void *context, struct paper *paper);
    /* line from 1. */
    bool (*warning)(void *context, uint32_t line, enum page_trouble trouble);
};

enum page_result { PAGE_OK, PAGE_STOPPED, PAGE_NO_MEMORY };

#endif
