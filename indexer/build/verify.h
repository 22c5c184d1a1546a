/* Whether a generation is what was meant to be made, and is on the disk. */
#ifndef SEOGO_BUILD_VERIFY_H
#define SEOGO_BUILD_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/crew.h"
#include "indexer/build/layout.h"

struct verdict {
    size_t terms;   /* different ones */
    uint64_t bytes; /* of all parts */
};

/* Lets Xapian check the parts that were made, syncs them, and opens all as a
 * reader would: the fingerprint must be this program's and the papers as many
 * as expected, each found; the terms are counted. Of the parts that were taken
 * over, which were checked when they were made, one is checked again, and whether
 * its bytes are still those that were written: turn, any number, tells which. */
struct verification {
    const char *generation;
    const struct layout *layout;
    size_t papers, turn, jobs;
};
enum crew_end verify(struct verdict *verdict, const struct verification *request,
                     struct error *error);

#endif
