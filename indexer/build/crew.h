/* Threads that take numbered tasks in turn. Knows nothing of papers. */
#ifndef SEOGO_BUILD_CREW_H
#define SEOGO_BUILD_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/status.h"

struct crew {
    size_t workers; /* at least 1 */
    void *context;
    /* On a worker's thread; worker counts from 0. What it returns beside
     * STATUS_OK, with *error filled, ends the crew's work. */
    enum status (*task)(void *context, size_t worker, size_t index, struct error *error);
    /* On the calling thread, once for each finished task and in their order. */
    enum status (*collect)(void *context, size_t index, struct error *error);
    /* On the calling thread at least every 50 ms; false ends the work. */
    bool (*tick)(void *context, size_t finished);
};

enum crew_end { CREW_DONE, CREW_FAILED, CREW_STOPPED };

/* Returns when every thread is gone; tasks that were begun are finished. */
enum crew_end crew_run(const struct crew *crew, size_t tasks, struct error *error);

#endif
