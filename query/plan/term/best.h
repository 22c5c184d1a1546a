/* A few best items, best first, in an array of the caller's. */
#ifndef SEOGO_PLAN_BEST_H
#define SEOGO_PLAN_BEST_H

#include <stdbool.h>
#include <stddef.h>

struct best {
    void *items; /* room for `most` items of `size` bytes */
    size_t *count, most, size;
    int (*compare)(const void *left, const void *right); /* as qsort has it: the better first */
};

/* Copies item to where it belongs, behind those that are as good; the worst makes
 * room. False where it is none of the best. */
bool best_keep(const struct best *best, const void *item);

#endif
