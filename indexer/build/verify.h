/* Whether a merged file is what was meant to be made, and is on the disk. */
#ifndef SEOGO_BUILD_VERIFY_H
#define SEOGO_BUILD_VERIFY_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/build/crew.h"

struct verdict {
    size_t terms;   /* different ones */
    uint64_t bytes; /* of the file */
};

/* Opens the file as a reader would, compares fingerprint and number of papers,
 * walks its terms, and meanwhile syncs it. */
enum crew_end verify(struct verdict *verdict, const char *path, size_t papers, size_t jobs,
                     struct error *error);

#endif
