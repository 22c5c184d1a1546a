/* Second reading: each chunk of the plan -> a scratch database.
 *
 * A page is read anew, so it may have changed since the plan was made: only a
 * paper that still stands where the plan saw it is stored, and a page that
 * misses some is warned of. */
#ifndef SEOGO_BUILD_WORK_H
#define SEOGO_BUILD_WORK_H

#include <stddef.h>

#include "indexer/build/crew.h"
#include "indexer/build/pages.h"
#include "indexer/build/plan.h"
#include "indexer/build/watch.h"
#include "indexer/lexicon/lexicon.h"

struct work {
    size_t papers;   /* stored */
    size_t warnings; /* for pages that changed */
    size_t lost;     /* papers of the plan that were not found again */
};

/* Chunk number K of the plan is committed to the new database chunk-(K + 1)
 * in the directory scratch; chunk-0 is left for what is not a paper. lexicon
 * learns from every paper that is stored. */
#define WORK_CHUNK "chunk-"
enum crew_end work_do(struct work *work, const struct pages *pages, const struct plan *plan,
                      const char *scratch, struct lexicon *lexicon, size_t jobs,
                      const struct watch *watch, struct error *error);

#endif
