/* Pages -> a published generation, in steps with plain data between them:
 *
 *   pages.c    find:     PATHs -> the archive's root and its page files
 *   live.c     recall:   the live generation -> which pages it was made of
 *   plan.c     read:     pages that changed -> which papers, in which order
 *   layout.c   lay out:  papers -> parts, and which of them are there already
 *   work.c     index:    the papers of the others -> scratch databases
 *   merge.c    merge:    scratch databases -> parts
 *   verify.c   verify:   parts -> whether they are what they should be
 *   publish.c  publish:  parts -> the live generation
 *
 * The same pages give the same index, whatever the number of jobs and whatever
 * the index was before. Until the last rename the old index is the live one,
 * and whatever fails, it stays and the scratch files go. Nothing here prints:
 * what there is to tell goes to the watch. */
#ifndef SEOGO_BUILD_BUILD_H
#define SEOGO_BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/build/watch.h"
#include "shim/base/status.h"

struct build_request {
    const char *const *paths; /* files or directories */
    size_t path_count;        /* at least 1 */
    const char *directory;    /* of the index; made where it is missing */
    size_t jobs;              /* at least 1 */
    unsigned wait;            /* seconds for another indexer to end */
    bool full;                /* take nothing over from the live generation */
    bool checksum;            /* read every page, whatever its time and size */
    bool dry_run;             /* read the pages and write nothing */
};

struct build_report {
    size_t pages;                   /* that could be read, now or earlier */
    size_t fresh, changed, removed; /* of them, since the live generation */
    size_t papers;                  /* in the index; of a dry run: that would be */
    size_t indexed;                 /* of them, now; the others were taken over */
    size_t duplicates;              /* further papers with an id that a newer page has */
    size_t warnings;                /* of all pages */
    size_t lost;                    /* pages and papers left out, warned */
    size_t terms;                   /* different ones in the index; 0 of a dry run */
    uint64_t bytes;                 /* of the index; 0 of a dry run */
    uint64_t generation;            /* that is live now; 0 of a dry run */
    double seconds[WATCH_PHASES];   /* spent in each phase */
};

enum build_end {
    BUILD_PUBLISHED, /* or would be, where dry_run was asked for */
    BUILD_NO_NEWS,   /* the pages are those of the live generation; of the report
                        pages, warnings, lost and generation are known */
    BUILD_NO_PAGES,  /* a PATH without pages, or pages without papers */
    BUILD_FAILED,
    BUILD_STOPPED /* by the watch */
};

/* *error is filled for BUILD_NO_PAGES and BUILD_FAILED. */
enum build_end build_run(const struct build_request *request, const struct watch *watch,
                         struct build_report *report, struct error *error);

/* Makes the generation before the live one live again; it becomes *generation.
 * STATUS_NOT_FOUND where there is none. */
enum status build_roll_back(const char *directory, unsigned wait, const struct watch *watch,
                            uint64_t *generation, struct error *error);

#endif
