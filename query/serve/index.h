/* The index behind a session: opened when it is first asked for, and again
 * when another generation has become the live one. */
#ifndef SEOGO_SERVE_INDEX_H
#define SEOGO_SERVE_INDEX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "query/search/search.h"

/* Which file a path led to, and of a stub file which databases it names; all zero where
 * to none. */
struct file_identity {
    dev_t device;
    ino_t inode;
    struct timespec modified;
    uint32_t parts;
};

struct index {
    const struct searcher_place *place; /* borrowed */
    struct searcher *searcher;          /* NULL: not open */
    struct file_identity *seen;         /* of each directory, before it was opened */
    time_t opened;                      /* by the clock that only rises */
};

/* *out is lent until the next call; it reads what is live now, and of remote shards what
 * was live at most INDEX_REMOTE_SECONDS ago; then it also looks for those that were
 * missing. Costs a look at each directory where nothing has changed. */
#define INDEX_REMOTE_SECONDS 30
enum status index_current(struct index *index, struct searcher **out, struct error *error);
/* For after a search that failed by its index: the next one opens it anew. */
void index_close(struct index *index);

/* One index directory as it is now. */
struct index_state {
    char *path;          /* malloc'd */
    uint64_t generation; /* 0 for a database that no seogo-index published */
    long age_seconds;    /* since it was published */
};
enum status index_state_of(const struct index *index, size_t number, struct index_state *out,
                           struct error *error);

#endif
