/* The scratch databases -> one file that holds them all and says what it is. */
#ifndef SEOGO_BUILD_MERGE_H
#define SEOGO_BUILD_MERGE_H

#include <stddef.h>

#include "indexer/build/crew.h"
#include "indexer/build/watch.h"
#include "indexer/lexicon/lexicon.h"

struct merge {
    const char *scratch; /* the directory that holds chunk-1 to chunk-(chunk_count) */
    size_t chunk_count;
    const char *root; /* of the archive, stored with the fingerprint */
    struct lexicon *lexicon;
    size_t jobs;
};

/* Makes the new file output. */
enum crew_end merge_do(const struct merge *merge, const char *output, const struct watch *watch,
                       struct error *error);

#endif
