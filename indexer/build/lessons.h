/* What the papers of a run taught, kept in the part that holds the run, for the
 * day when the part is taken over unread. */
#ifndef SEOGO_BUILD_LESSONS_H
#define SEOGO_BUILD_LESSONS_H

#include "indexer/build/layout.h"
#include "indexer/lexicon/lexicon.h"

/* Makes the new database at path, which holds the run's lesson and no paper. */
enum status lessons_keep(const char *path, const struct run *run, struct shim_bytes lesson,
                         struct error *error);
/* lexicon learns what the runs of the layout's live pieces taught. live is the
 * path of the live generation. STATUS_DAMAGED where one does not say. */
enum status lessons_recall(const char *live, const struct layout *layout, struct lexicon *lexicon,
                           struct error *error);

#endif
