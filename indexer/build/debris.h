/* What killed indexers, and older generations, leave in an index directory. */
#ifndef SEOGO_BUILD_DEBRIS_H
#define SEOGO_BUILD_DEBRIS_H

#include <stdbool.h>
#include <stdint.h>

/* The newest generation in the directory before the one of this number; 0 where
 * there is none. */
uint64_t debris_newest(int directory, uint64_t before);
/* Removes every scratch directory. To be called under the lock. */
void debris_remove_scratch(int directory);
void debris_remove_generation(int directory, uint64_t generation);
/* Removes the generations but these two. */
void debris_remove_generations(int directory, uint64_t kept, uint64_t also_kept);

#endif
