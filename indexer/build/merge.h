/* The scratch databases, and what is taken over from the live generation -> the
 * parts of the next one. */
#ifndef SEOGO_BUILD_MERGE_H
#define SEOGO_BUILD_MERGE_H

#include <stddef.h>

#include "indexer/build/crew.h"
#include "indexer/build/layout.h"
#include "indexer/build/watch.h"
#include "indexer/lexicon/lexicon.h"

struct merge {
    const struct layout *layout;
    const char *scratch;    /* the directory of the layout's chunks and lessons */
    const char *generation; /* the new directory that is made */
    const char *live;       /* the live generation's directory; NULL where no piece is live */
    const char *root;       /* of the archive */
    size_t jobs;
};

/* Writes what is told of the whole index: its fingerprint and root and what its
 * papers taught. It comes first, and the lexicon is not needed after it. */
enum status merge_tell(const struct merge *merge, struct lexicon *lexicon, struct error *error);
/* Makes the directory with all its parts. A part that is kept is another name
 * for the live one's file, or a copy where the file system has no such names. */
enum crew_end merge_do(const struct merge *merge, const struct watch *watch, struct error *error);

#endif
