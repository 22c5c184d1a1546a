/* The parts -> the index, one database. */
#ifndef SEOGO_BUILD_MERGE_H
#define SEOGO_BUILD_MERGE_H

#include <stddef.h>

#include "indexer/build/observer.h"
#include "indexer/format/share.h"
#include "indexer/lexicon/lexicon.h"
#include "shim/base/status.h"

struct merge {
    const char *scratch; /* the directory of the parts */
    size_t parts;        /* of papers */
    const char *output;  /* path of the new database */
};

/* Writes what is known of the whole index: its fingerprint, root and share, and what its
 * papers taught, beside the thesaurus. Neither is needed after it. */
struct merge_known {
    const char *root;
    struct share share;
    const struct lexicon *lexicon;
    const struct thesaurus *thesaurus;
};
enum status merge_metadata(const struct merge *merge, const struct merge_known *known,
                           struct error *error);
/* Makes the database and syncs it. */
enum status merge_parts(const struct merge *merge, const struct observer *observer,
                        struct error *error);

#endif
