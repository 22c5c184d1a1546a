/* A process of its own for work that leaves files and nothing else behind, and
 * that cannot be stopped from within. */
#ifndef SEOGO_BUILD_CHILD_H
#define SEOGO_BUILD_CHILD_H

#include <stdbool.h>

#include "shim/base/status.h"

struct child {
    void *context;
    /* In the child, which may start threads. */
    enum status (*work)(void *context, struct error *error);
    /* In the calling process, at least every 50 ms; false ends the child. */
    bool (*tick)(void *context);
};

/* Waits for the child, which ends at once when it is stopped (STATUS_STOPPED) or when this process
 * dies. To be called while this process has one thread. */
enum status child_run(const struct child *child, struct error *error);

#endif
