#include "query/plan/term/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16384)

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void *arena_take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->blocks;
    size_t align = alignof(max_align_t);
    void *taken;

    if (size > SIZE_MAX / 2)
        return NULL;
    size = (size + align - 1) / align * align;
    if (!block || block->size - block->used < size) {
        size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;

        block = malloc(sizeof *block + room);
        if (!block)
            return NULL;
        block->next = arena->blocks;
        block->used = 0;
        block->size = room;
        arena->blocks = block;
    }
    taken = block->bytes + block->used;
    block->used += size;
    memset(taken, 0, size);
    return taken;
}

char *arena_join(struct arena *arena, const char *first, size_t first_length, const char *second,
                 size_t second_length)
{
    char *joined;

    if (first_length > SIZE_MAX / 4 || second_length > SIZE_MAX / 4)
        return NULL;
    joined = arena_take(arena, first_length + second_length + 1);
    if (!joined)
        return NULL;
    if (first_length)
        memcpy(joined, first, first_length);
    if (second_length)
        memcpy(joined + first_length, second, second_length);
    return joined;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    return arena_join(arena, text, length, "", 0);
}

void arena_free(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
}
