/* Pages -> a published generation, in five steps with plain data between them:
 *
 *   pages.c    find:     PATHs -> the archive's root and its page files
 *   plan.c     read:     pages -> which papers, in which order, cut into chunks
 *   work.c     index:    a chunk of papers -> a scratch database
 *   merge.c    merge:    scratch databases -> one file
 *   publish.c  publish:  that file -> the live generation
 *
 * The same pages give the same index, whatever the number of jobs. Until the
 * last rename the old index is the live one, and whatever fails, it stays and
 * the scratch files go. Nothing here prints: what there is to tell goes to the
 * watch. */
#ifndef SEOGO_BUILD_BUILD_H
#define SEOGO_BUILD_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/build/watch.h"
#include "shim/status.h"

struct build_request {
    const char *const *paths; /* files or directories */
    size_t path_count;        /* at least 1 */
    const char *directory;    /* of the index; made where it is missing */
    size_t jobs;              /* at least 1 */
    bool dry_run;             /* read the pages and write nothing */
};

struct build_report {
    size_t pages;      /* read */
    size_t papers;     /* in the index; of a dry run: that would be */
    size_t duplicates; /* further papers with an id that a newer page has */
    size_t warnings;
    size_t lost;    /* pages and papers left out, warned */
    size_t terms;   /* different ones in the index; 0 of a dry run */
    uint64_t bytes; /* of the index; 0 of a dry run */
    uint64_t generation;
    double seconds[WATCH_PHASES]; /* spent in each phase */
};

enum build_end {
    BUILD_PUBLISHED, /* or would be, where dry_run was asked for */
    BUILD_NO_PAGES,  /* a PATH without pages, or pages without papers */
    BUILD_FAILED,
    BUILD_STOPPED /* by the watch */
};

/* *error is filled for BUILD_NO_PAGES and BUILD_FAILED. */
enum build_end build_run(const struct build_request *request, const struct watch *watch,
                         struct build_report *report, struct error *error);

#endif
