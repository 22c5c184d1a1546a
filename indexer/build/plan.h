/* First reading: which papers the index will hold and in which order, and what
 * is new in the pages since the last index.
 *
 * A page that the inventory of that index tells of and that has not changed is
 * not read again. Every other is read and parsed for its papers' ids, dates and
 * lines alone, so that memory does not grow with the text. Of papers with one
 * id the one of the newest date stays, of equal dates the one whose page comes
 * last. The papers are ordered by date, newest first, then by page and by their
 * order in it; that is the order of the index's documents. Most pages have one
 * date and no duplicate, so the order is kept by stretches. */
#ifndef SEOGO_BUILD_PLAN_H
#define SEOGO_BUILD_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/crew.h"
#include "indexer/build/inventory.h"
#include "indexer/build/pages.h"
#include "indexer/build/watch.h"

struct plan_paper {
    uint32_t page;  /* in pages->files */
    uint32_t order; /* in its page, from 0 */
    uint32_t date;  /* of the page's heading, else of its path, else 0 */
    uint32_t id;    /* see build_plan_id */
};

/* Papers that follow one another in their page and in the plan. */
struct plan_stretch {
    uint32_t page, date;
    uint32_t order; /* of the first paper */
    uint32_t count;
    uint32_t begin; /* number of the first in the plan */
    uint32_t told;  /* number of the first among all that the pages tell */
};

/* What differs from the pages of the last index. */
struct plan_news {
    size_t fresh, changed, removed;
    size_t touched; /* another stamp, the same content */
};

struct plan {
    struct plan_stretch *stretches;
    size_t stretch_count, paper_count;
    uint32_t *ids;           /* of all papers that the pages tell; see build_plan_id */
    struct digest *digests;  /* by page, of what was read or would have been */
    struct buffer inventory; /* the bytes of these pages' inventory, where it is another */
    struct plan_news news;
    size_t pages; /* that could be read */
    size_t duplicates;
    size_t warnings; /* of all pages, also of those that are not read again */
    size_t lost; /* what is left out: of warnings those that say so, and papers that went missing */
};

struct plan_request {
    const struct pages *pages;
    const struct inventory *known; /* of the last index, or NULL */
    bool checksum;                 /* read every page, whatever its stamp */
    struct timespec began;         /* the time of day before the pages were found */
    size_t jobs;
};

/* Fills *plan, which the caller clears, whatever is returned. The watch is told
 * what is wrong with the pages that are read. Where there is no news, stretches is
 * NULL and paper_count counts all, duplicates too. */
enum crew_end build_plan_make(struct plan *plan, const struct plan_request *request,
                              const struct watch *watch, struct error *error);
/* Whether an index of these pages would be another. */
bool build_plan_is_news(const struct plan *plan);
/* number is below paper_count. */
struct plan_paper build_plan_paper(const struct plan *plan, size_t number);
/* What tells the paper of this id from one that took its place. */
uint32_t build_plan_id(const char *id);
void build_plan_clear(struct plan *plan);

#endif
