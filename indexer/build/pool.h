/* A pool of threads that take numbered tasks in turn. */
#ifndef SEOGO_BUILD_POOL_H
#define SEOGO_BUILD_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/status.h"

struct pool {
    size_t workers; /* at least 1 */
    void *context;
    /* On a worker's thread; workers count from 0. Any status but STATUS_OK, with
     * *error filled, stops the pool. */
    enum status (*task)(void *context, size_t worker, size_t index, struct error *error);
    /* On the calling thread at least every 50 ms and once at the end; false stops
     * the pool, which is STATUS_STOPPED. NULL where nothing does. */
    bool (*tick)(void *context, size_t finished);
};

/* Returns when every thread is gone; tasks that were begun are finished. The
 * status and *error, which may be NULL, are those of the first failure. */
enum status pool_run(const struct pool *pool, size_t tasks, struct error *error);

#endif
