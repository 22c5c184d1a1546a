#include "query/plan/term/best.h"

#include <string.h>

bool best_keep(const struct best *best, const void *item)
{
    char *items = best->items;
    size_t at = *best->count;

    while (at > 0 && best->compare(item, items + (at - 1) * best->size) < 0)
        at--;
    if (at == best->most)
        return false;
    *best->count += *best->count < best->most;
    memmove(items + (at + 1) * best->size, items + at * best->size,
            (*best->count - at - 1) * best->size);
    memcpy(items + at * best->size, item, best->size);
    return true;
}
