/* Which of the listed papers the index will hold, and in which order.
 *
 * A page that only lists papers is left out where some of these have a place of
 * their own on other pages, and most papers of the archive have one. Of papers with
 * one id one with a summary stays, of those the one of the newest date, of equal dates
 * the one whose page comes last. The papers are ordered by date, newest first, then by
 * page and by their place in it: that is the order of the index's documents. What one
 * archive leaves out for another's is remembered: the paper stands there too. */
#ifndef SEOGO_BUILD_ORDER_H
#define SEOGO_BUILD_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/listing.h"
#include "indexer/build/observer.h"
#include "indexer/build/pages.h"
#include "indexer/format/share.h"
#include "shim/base/status.h"

struct ordered_paper {
    uint32_t page;  /* in listing->pages */
    uint32_t place; /* in its page, from 0 */
    uint32_t date;
};

/* A paper that is dropped, and the one with its id that stays. */
struct duplicate {
    struct ordered_paper dropped, kept;
};

struct paper_order {
    const struct pages *pages;     /* lent */
    const struct listing *listing; /* lent */
    struct ordered_paper *papers;
    size_t paper_count;
    size_t duplicates;           /* papers of the listing that are left out */
    struct duplicate *elsewhere; /* of these, what stays is of another archive; by kept */
    size_t elsewhere_count;
    struct share share; /* the index stores these alone, and learns from all */
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
/* Whether the paper's page is of the share; how many papers are. */
bool order_shares(const struct paper_order *order, const struct ordered_paper *paper);
size_t order_stored(const struct paper_order *order);
/* Fills *out, which the caller clears, also on failure, with the pages of the listing
 * and the papers of the index; it lends from both. */
enum status order_inventory(const struct paper_order *order, struct inventory *out,
                            struct error *error);
/* By page, then by place, as qsort compares. */
int order_compare_places(const struct ordered_paper *a, const struct ordered_paper *b);
/* The first of the duplicates for which paper stays, and how many there are. */
const struct duplicate *order_elsewhere(const struct paper_order *order,
                                        const struct ordered_paper *paper, size_t *count);
void order_clear(struct paper_order *order);

#endif
