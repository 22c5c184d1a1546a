/* What killed indexers, and older generations, leave in an index directory. */
#ifndef SEOGO_BUILD_CLEANUP_H
#define SEOGO_BUILD_CLEANUP_H

#include <stddef.h>
#include <stdint.h>

/* The newest generation in the directory before the one of this number; 0 where
 * there is none. */
uint64_t cleanup_newest(int directory, uint64_t before);
/* Removes every scratch directory. To be called under the lock. */
void cleanup_remove_scratch(int directory);
void cleanup_remove_generation(int directory, uint64_t generation);
/* Removes the generations but these. */
void cleanup_remove_generations(int directory, const uint64_t *kept, size_t count);

#endif
