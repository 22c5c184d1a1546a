/* Arrays that grow, and short sorted ones that keep the best.
 *
 * items is the address of the pointer to the first item, which is NULL or came
 * from here; size is that of an item. What returns bool returns false, with all
 * as it was, where memory is short. free() the items. */
#ifndef SEOGO_BASE_ARRAY_H
#define SEOGO_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Room for one item behind count. The capacity follows from count, so that no
 * field keeps it: such an array grows by this function alone. */
bool array_grow(void *items, size_t count, size_t size);

/* Room for count items in all; *capacity, 0 at first, is how many there is
 * room for. */
bool array_reserve(void *items, size_t *capacity, size_t count, size_t size);

/* Puts *item before items[at] (at <= *count <= most); the last of most items
 * falls out. at == most: the item is none of the best, and nothing changes. */
void array_insert(void *items, size_t *count, size_t most, size_t at, const void *item,
                  size_t size);

#endif
