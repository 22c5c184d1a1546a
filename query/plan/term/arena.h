/* Memory of one query's plan: taken piece by piece, given back at once. */
#ifndef SEOGO_PLAN_ARENA_H
#define SEOGO_PLAN_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *blocks;
};

/* Zeroed and aligned for anything; NULL where memory is short. */
void *arena_take(struct arena *arena, size_t size);
/* A NUL-terminated copy. */
char *arena_copy(struct arena *arena, const char *text, size_t length);
/* first and second run together, NUL-terminated. */
char *arena_join(struct arena *arena, const char *first, size_t first_length, const char *second,
                 size_t second_length);
void arena_free(struct arena *arena);

#endif
