/* Whether a published index is what its pages say. Changes nothing. */
#ifndef SEOGO_BUILD_CHECK_H
#define SEOGO_BUILD_CHECK_H

#include <stddef.h>

#include "indexer/build/observer.h"
#include "indexer/build/pages.h"
#include "shim/base/status.h"

struct check_request {
    struct pages_request pages; /* as for a build */
    const char *directory;      /* of the index */
    size_t jobs;
};

struct check_report {
    size_t pages, papers; /* of the pages */
    size_t indexed;       /* papers in the index */
    size_t missing;       /* not in the index */
    size_t different;     /* stored otherwise than the page has them */
    size_t surplus;       /* in the index and on no page */
};

/* Compares every byte of the live generation with its seal and lets Xapian check
 * its parts, then reads all pages and
 * compares each paper with what is stored of it, and the other way round. Each
 * difference is a MESSAGE_WARNING at the paper's line; what is wrong with the
 * pages themselves is not told. STATUS_NOT_FOUND
 * where there is no index or no page, STATUS_DAMAGED or STATUS_FORMAT where it
 * cannot be read. */
enum status check_run(struct check_report *report, const struct check_request *request,
                      const struct observer *observer, struct error *error);

#endif
