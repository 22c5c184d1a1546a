/* What killed indexers, and older generations, leave in an index directory. */
#ifndef SEOGO_BUILD_DEBRIS_H
#define SEOGO_BUILD_DEBRIS_H

#include <stdbool.h>
#include <stdint.h>

/* The newest generation in the directory; 0 where there is none. */
uint64_t debris_newest(int directory);
/* Removes every scratch directory. To be called under the lock. */
void debris_remove_scratch(int directory);
/* Removes the generations before first and after last. */
void debris_remove_generations(int directory, uint64_t first, uint64_t last);

#endif
