/* The authors of a paper in one line. */
#ifndef SEOGO_RENDER_AUTHORS_H
#define SEOGO_RENDER_AUTHORS_H

#include <stdbool.h>
#include <stddef.h>

#include "query/render/visible.h"

/* Appends the authors, of which there is at least one: as many as fit into
 * columns and how many more there are; the one with the first mark is always
 * among them. False where memory is short. */
bool authors_append(struct visible *out, const struct hit *hit, size_t columns);

#endif
