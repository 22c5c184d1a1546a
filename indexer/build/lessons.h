/* What the papers of a run taught, kept in the part that holds the run, for the
 * day when the part is taken over unread. */
#ifndef SEOGO_BUILD_LESSONS_H
#define SEOGO_BUILD_LESSONS_H

#include "indexer/build/layout.h"
#include "indexer/lexicon/lexicon.h"

/* Which words go together is learned of runs that begin among so many newest
 * papers; of older ones only which words there are. So the time and memory that
 * pairs take do not grow with the archive. */
#define PAIRS_PAPERS (8 * RUN_PAPERS)

/* lexicon learns the lesson of the run. STATUS_DAMAGED where it is none. */
enum status lessons_teach(const struct run *run, struct shim_bytes lesson, struct lexicon *lexicon,
                          struct error *error);
/* Makes the new database at path, which holds the run's lesson and no paper. */
enum status lessons_keep(const char *path, const struct run *run, struct shim_bytes lesson,
                         struct error *error);
/* lexicon learns what the runs of the layout's live pieces taught. live is the
 * path of the live generation. STATUS_DAMAGED where one does not say. */
enum status lessons_recall(const char *live, const struct layout *layout, struct lexicon *lexicon,
                           struct error *error);

#endif
