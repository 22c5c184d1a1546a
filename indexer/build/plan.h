/* First reading: which papers the index will hold and in which order.
 *
 * Every page is read and parsed for its papers' ids, dates and lines alone, so
 * that memory does not grow with the text. Of papers with one id the one of the
 * newest date stays, of equal dates the one whose page comes last. The papers
 * are ordered by date, newest first, then by page and by their order in it;
 * that is the order of the index's documents. */
#ifndef SEOGO_BUILD_PLAN_H
#define SEOGO_BUILD_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/crew.h"
#include "indexer/build/pages.h"
#include "indexer/build/watch.h"

struct plan_paper {
    char *id;       /* never NULL; papers without an id ("") are all different */
    uint32_t page;  /* in pages->files */
    uint32_t order; /* in its page, from 0 */
    uint32_t line;
    uint32_t date; /* of the page's heading, else of its path, else 0 */
};

/* Papers begin to end (not included) of the plan go to one scratch database. */
struct chunk {
    size_t begin, end;
};

struct plan {
    struct plan_paper *papers;
    size_t paper_count;
    struct chunk *chunks;
    size_t chunk_count;
    size_t pages; /* that could be read */
    size_t duplicates;
    size_t warnings;
    size_t lost; /* of them, those for which something is left out */
};

/* Fills *plan, which the caller clears, whatever is returned. */
enum crew_end plan_make(struct plan *plan, const struct pages *pages, size_t jobs,
                        const struct watch *watch, struct error *error);
void plan_clear(struct plan *plan);

#endif
