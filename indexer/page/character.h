/* The character that an entity of Markdown stands for. */
#ifndef SEOGO_PAGE_CHARACTER_H
#define SEOGO_PAGE_CHARACTER_H

#include <stddef.h>

#include "indexer/page/slice.h"

#define CHARACTER_MAX 4

/* entity: "&amp;", "&#44032;", "&#xAC00;". Writes UTF-8 and returns its length;
 * 0 for a name that is none of XML's five or nbsp, which stays as written.
 * A control character is a space, an impossible number is U+FFFD. */
size_t character_of(struct slice entity, char out[CHARACTER_MAX]);

#endif
