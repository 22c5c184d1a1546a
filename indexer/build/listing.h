/* First reading: what stands on the pages, and what has changed since the live
 * index was made.
 *
 * Every page is read. Where one has changed all are parsed, for their papers' ids,
 * dates and lines alone, so that memory does not grow with the text. */
#ifndef SEOGO_BUILD_LISTING_H
#define SEOGO_BUILD_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/hash.h"
#include "indexer/build/inventory.h"
#include "indexer/build/observer.h"
#include "indexer/build/pages.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

struct listed_paper {
    uint32_t id; /* offset in the page's ids; the empty text where it has none */
    uint32_t line;
    uint32_t date;      /* of the page, else the month of its id, else 0 */
    bool summary;       /* it has one */
    int32_t votes;      /* or VOTES_UNKNOWN */
    struct hash digest; /* of what it says */
};

struct listed_page {
    bool readable;
    struct hash digest;          /* where it is readable */
    struct listed_paper *papers; /* in the order of the page; owned */
    size_t paper_count;
    size_t listed;         /* of the papers those that are items or rows of lists */
    size_t warnings, lost; /* lost: those that say that something is left out */
    struct buffer ids;     /* of the papers, each with its NUL */
};

struct listing {
    struct listed_page *pages; /* as pages->files */
    size_t page_count;
    size_t readable;       /* pages */
    size_t papers;         /* 0 where no page has changed */
    size_t warnings, lost; /* of all pages */
    struct delta delta;    /* of pages, against those of the live index */
};

struct listing_request {
    const struct pages *pages;
    const struct inventory *known; /* of the live index; may be empty */
    size_t jobs;
};

/* Fills *listing, which the caller clears, whatever is returned. Warnings are
 * reported of pages that known has not, or has otherwise. */
enum status listing_make(struct listing *listing, const struct listing_request *request,
                         const struct observer *observer, struct error *error);
bool listing_has_changed(const struct listing *listing);
/* The id of a paper of the page; lent. */
const char *listing_id(const struct listed_page *page, const struct listed_paper *paper);
void listing_clear(struct listing *listing);

#endif
