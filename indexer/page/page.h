/* A page's bytes -> papers, by md4c. Knows no index, no file and no locale.
 *
 * A page is Markdown: headings of level 1 or 2 that hold a date ("Daily Papers
 * (2024-03-20)"), below each any number of papers, each a heading of level 3
 * that is a link. What is not a paper is passed over; what looks like one and
 * is damaged is reported and, where something findable remains, kept. */
#ifndef SEOGO_PAGE_H
#define SEOGO_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/paper.h"

/* What a page is read into. Each returns false to stop the reading. */
struct page_sink {
    void *context;
    /* paper is lent: path is NULL, everything else is filled. The sink may
     * move fields out of it (and then set them NULL). */
    bool (*paper)(void *context, struct paper *paper);
    /* line from 1; lost: a paper (or text that may be one) is left out because
     * of it; what: one line of English, NUL-terminated, no newline. */
    bool (*warning)(void *context, uint32_t line, bool lost, const char *what);
};

enum page_result { PAGE_OK, PAGE_STOPPED, PAGE_NO_MEMORY };

/* bytes may be anything; what they cost is linear in length. Of more than 64 MiB
 * the rest is left out, with a warning. */
enum page_result page_read(const char *bytes, size_t length, const struct page_sink *sink);

#endif
