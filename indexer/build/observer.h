/* What a build or a check reports while it is at work, and how it is stopped.
 * Everything is called on the thread that called build_run or check_run. */
#ifndef SEOGO_BUILD_OBSERVER_H
#define SEOGO_BUILD_OBSERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum phase {
    PHASE_READ,
    PHASE_INDEX,
    PHASE_MERGE,
    PHASE_PUBLISH,
    PHASE_COUNT, /* of a build */
    PHASE_CHECK, /* of a check, which has PHASE_READ besides */
    PHASE_WAIT   /* for another indexer, in seconds */
};

enum message_kind {
    MESSAGE_WARNING,
    MESSAGE_REMARK /* only for who asks for it: a duplicate */
};

struct observer {
    void *context;
    /* done of total: pages, papers, merges, steps. At least every 50 ms, except
     * while publishing. */
    void (*progress)(void *context, enum phase phase, size_t done, size_t total);
    /* page: the file as a person at the terminal would name it, any bytes but
     * NUL; line from 1, or 0 for all of it, which may be a directory. Sorted by
     * page within a phase, whatever the number of jobs. NULL for who reads and orders
     * pages without a word. */
    void (*message)(void *context, enum message_kind kind, const char *page, uint32_t line,
                    const char *what);
    /* True once the work must end and leave no trace: it returns STATUS_STOPPED. */
    bool (*stop)(void *context);
    /* The lock is held and no page was looked for yet. May be NULL. */
    void (*locked)(void *context);
};

#endif
