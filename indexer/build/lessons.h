/* What the papers of a run taught, kept in the part that holds the run, for the
 * day when the part is taken over unread, and until all papers are stored. */
#ifndef SEOGO_BUILD_LESSONS_H
#define SEOGO_BUILD_LESSONS_H

#include "indexer/build/layout.h"
#include "indexer/lexicon/lexicon.h"

/* Which words go together is learned of runs that begin among so many newest
 * papers; of older ones only which words there are. So the time and memory that
 * pairs take do not grow with the archive. */
#define PAIRS_PAPERS (16 * RUN_PAPERS)

/* Makes the new database at path, which holds the run's lesson and no paper. */
enum status lessons_keep(const char *path, const struct run *run, struct shim_bytes lesson,
                         struct error *error);
/* lexicon learns what all runs of the layout taught but the growing one, from
 * the parts of the live generation at the path live and from the lessons that
 * were kept in scratch. STATUS_DAMAGED where one does not say. */
enum status lessons_recall(const char *live, const char *scratch, const struct layout *layout,
                           struct lexicon *lexicon, struct error *error);

#endif
