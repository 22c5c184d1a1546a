/* Second reading: each chunk of the layout -> a scratch database.
 *
 * A page is read anew, so it may have changed since the plan was made: only a
 * paper that still stands where the plan saw it is stored, and a page that
 * misses some is warned of. */
#ifndef SEOGO_BUILD_WORK_H
#define SEOGO_BUILD_WORK_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/build/crew.h"
#include "indexer/build/layout.h"
#include "indexer/build/pages.h"
#include "indexer/build/watch.h"
#include "indexer/lexicon/lexicon.h"

struct work {
    size_t papers;   /* stored */
    size_t warnings; /* for pages that changed */
    size_t lost;     /* papers of the plan that were not found again */
    bool changed;    /* some page did: the runs are not what their identity says */
};

struct work_request {
    const struct pages *pages;
    const struct plan *plan;
    const struct layout *layout;
    const char *scratch;     /* a directory */
    struct lexicon *lexicon; /* learns from the papers of the growing run */
    size_t jobs;
};

/* Chunk number K of the layout is committed to the new database chunk-(K + 1)
 * in scratch; chunk-0 is left for what is not a paper. For each run but the
 * growing one that is indexed there is also lesson-(run), see lessons.h. */
#define WORK_CHUNK "chunk-"
#define WORK_LESSON "lesson-"
/* The path scratch/(prefix)(number), malloc'd; NULL: out of memory. */
char *work_path(const char *scratch, const char *prefix, size_t number);
enum crew_end work_do(struct work *work, const struct work_request *request,
                      const struct watch *watch, struct error *error);

#endif
