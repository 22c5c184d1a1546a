/* Which of the listed papers the index will hold, and in which order.
 *
 * A page that only lists papers is left out where most papers have a place of
 * their own. Of papers with one id one with a summary stays, of those the one of
 * the newest date, of equal dates the one whose page comes last. The papers are ordered by date,
 * newest first, then by page and by their place in it: that is the order of the index's documents.
 */
#ifndef SEOGO_BUILD_ORDER_H
#define SEOGO_BUILD_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/listing.h"
#include "indexer/build/observer.h"
#include "indexer/build/pages.h"
#include "shim/base/status.h"

struct ordered_paper {
    uint32_t page;  /* in listing->pages */
    uint32_t place; /* in its page, from 0 */
    uint32_t date;
};

struct paper_order {
    const struct pages *pages;     /* lent */
    const struct listing *listing; /* lent */
    struct ordered_paper *papers;
    size_t paper_count;
    size_t duplicates; /* papers of the listing that are left out */
};

/* Fills *order, which the caller clears, also on failure. Each duplicate is
 * reported as a remark. */
enum status order_make(struct paper_order *order, const struct pages *pages,
                       const struct listing *listing, const struct observer *observer,
                       struct error *error);
/* The paper as the listing has it. */
const struct listed_paper *order_listed(const struct paper_order *order,
                                        const struct ordered_paper *paper);
/* Its id, lent by the listing; "" where it has none. */
const char *order_id(const struct paper_order *order, const struct ordered_paper *paper);
void order_clear(struct paper_order *order);

#endif
