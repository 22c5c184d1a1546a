/* A crew of processes: for tasks that leave files and nothing else behind, and
 * that cannot be stopped from within. They end at once when the crew is
 * stopped or this process dies. */
#ifndef SEOGO_BUILD_CHILDREN_H
#define SEOGO_BUILD_CHILDREN_H

#include "indexer/build/crew.h"

/* As crew_run, but each task runs in a process of its own and is interrupted
 * where the work ends early; collect is not called. To be called while this
 * process has one thread. */
enum crew_end children_run(const struct crew *crew, size_t tasks, struct error *error);

#endif
