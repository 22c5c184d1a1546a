/* What a build or a check tells while it is at work, and how it is told to stop.
 * All is called on the thread that called build_run or check_index. */
#ifndef SEOGO_BUILD_WATCH_H
#define SEOGO_BUILD_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum watch_phase {
    WATCH_READ,
    WATCH_INDEX,
    WATCH_MERGE,
    WATCH_PUBLISH,
    WATCH_PHASES, /* of a build */
    WATCH_CHECK,  /* of a check, which has WATCH_READ besides */
    WATCH_WAIT    /* for another indexer, in seconds */
};

enum watch_kind {
    WATCH_WARNING,
    WATCH_REMARK /* of interest to who asked for it: a duplicate */
};

struct watch {
    void *context;
    /* done of total: pages, papers, merges, steps. At least every 50 ms, but
     * during the steps of publishing. */
    void (*progress)(void *context, enum watch_phase phase, size_t done, size_t total);
    /* page: the file as a person at the terminal would name it, any bytes but
     * NUL; line from 1, or 0 for all of it, which may be a directory. Sorted by
     * page within a phase, whatever the jobs. */
    void (*message)(void *context, enum watch_kind kind, const char *page, uint32_t line,
                    const char *what);
    /* True once the build shall end and leave no trace. */
    bool (*stop)(void *context);
    /* The lock is held, and no page was looked for yet. May be NULL. */
    void (*locked)(void *context);
};

#endif
