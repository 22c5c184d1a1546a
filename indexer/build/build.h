/* Pages -> a published generation, in steps with plain data between them:
 *
 *   pages.c       find:     PATHs -> the archive's root and its page files
 *   inventory.c   recall:   the live generation -> which pages it was made of
 *   listing.c     read:     pages -> which papers stand on them, and what changed
 *   order.c       order:    papers -> which are indexed, in which order
 *   loss.c        compare:  the order -> what the earlier index had and it has not
 *   index.c       index:    papers -> a part of the index for each chunk
 *   merge.c       merge:    parts -> one database
 *   generation.c  seal:     the database -> a generation, which is on the disk
 *   verify.c      verify:   whether it is what it should be
 *   publish.c     publish:  the generation -> the live one
 *
 * An index is a function of its pages: the same pages give the same index,
 * whatever the number of jobs. Where no page has changed nothing is published.
 * Until the last rename the old index is the live one, and whatever fails, it
 * stays and the scratch files go. Where papers were lost, the earlier index is kept
 * until they are back or a person accepts it. Nothing here prints: what there is to say goes
 * to the observer. */
#ifndef SEOGO_BUILD_BUILD_H
#define SEOGO_BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/build/inventory.h"
#include "indexer/build/observer.h"
#include "indexer/build/pages.h"
#include "indexer/format/share.h"
#include "indexer/lexicon/thesaurus.h"
#include "shim/base/status.h"

struct build_request {
    struct pages_request pages;
    const char *directory;             /* of the index; made where it is missing */
    size_t jobs;                       /* at least 1 */
    unsigned wait;                     /* seconds for another indexer to end */
    const struct thesaurus *thesaurus; /* its concepts are stored with the papers */
    struct share share;                /* store these papers alone */
    bool full;                         /* publish also where no page has changed */
    bool dry_run;                      /* read the pages and write nothing */
    bool accept_loss;                  /* papers that are gone are meant to be */
    bool replace;                      /* an index of another root, too */
};

struct build_report {
    size_t pages;                /* that could be read */
    struct delta page_delta;     /* of them, since the live generation */
    size_t papers;               /* in the index; of a dry run: that would be */
    struct delta paper_delta;    /* of them, since the live generation */
    size_t duplicates;           /* further papers with an id that a newer page has */
    size_t warnings;             /* of all pages */
    size_t lost;                 /* pages and papers left out or lost, warned */
    size_t gone;                 /* papers of the earlier index that are on no page */
    uint64_t kept;               /* generation from before papers were lost, or 0 */
    size_t terms;                /* different ones in the index; 0 of a dry run */
    uint64_t bytes;              /* of the index; 0 of a dry run */
    uint64_t generation;         /* that is live now; 0 of a dry run */
    double seconds[PHASE_COUNT]; /* spent in each phase */
};

enum build_end {
    BUILD_PUBLISHED, /* or would be, where dry_run was asked for */
    BUILD_UNCHANGED, /* the pages are those of the live generation; of the report
                        pages, warnings, lost, kept and generation are known */
    BUILD_NO_PAGES,  /* a PATH without pages, or pages without papers */
    BUILD_FAILED,
    BUILD_STOPPED /* by the observer */
};

/* *error is filled for BUILD_NO_PAGES and BUILD_FAILED. */
enum build_end build_run(const struct build_request *request, const struct observer *observer,
                         struct build_report *report, struct error *error);

/* Makes the generation that is kept from before a loss live again, or else the one
 * before the live one; it becomes *generation. STATUS_NOT_FOUND where there is none
 * that is as it was written. */
enum status build_roll_back(const char *directory, unsigned wait, const struct observer *observer,
                            uint64_t *generation, struct error *error);

#endif
