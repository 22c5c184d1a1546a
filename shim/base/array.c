/* See array.h. */
#include "shim/base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CAPACITY_FIRST 16

static bool resize(void *items, size_t capacity, size_t size)
{
    if (capacity > SIZE_MAX / size)
        return false;
    /* Copied as bytes: the caller's pointer is not a void pointer. */
    void *old;
    memcpy(&old, items, sizeof old);
    void *const larger = realloc(old, capacity * size);
    if (larger == NULL)
        return false;
    memcpy(items, &larger, sizeof larger);
    return true;
}

bool array_grow(void *items, size_t count, size_t size)
{
    const bool full = count < CAPACITY_FIRST ? count == 0 : (count & (count - 1)) == 0;
    if (!full)
        return true;
    return count <= SIZE_MAX / 2 && resize(items, count == 0 ? CAPACITY_FIRST : count * 2, size);
}

bool array_reserve(void *items, size_t *capacity, size_t count, size_t size)
{
    if (count <= *capacity)
        return true;
    size_t wanted = *capacity == 0 ? CAPACITY_FIRST : *capacity;
    while (wanted < count)
        wanted = wanted > SIZE_MAX / 2 ? count : wanted * 2;
    if (!resize(items, wanted, size))
        return false;
    *capacity = wanted;
    return true;
}

void array_insert(void *items, size_t *count, size_t most, size_t at, const void *item, size_t size)
{
    if (at == most)
        return;
    *count += *count < most;
    char *const place = (char *)items + at * size;
    memmove(place + size, place, (*count - at - 1) * size);
    memcpy(place, item, size);
}
