/* Lines over time as a page that stands alone, and their numbers as a table behind it. */
#ifndef SEOGO_RENDER_CHART_H
#define SEOGO_RENDER_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"

/* Borrowed. */
struct chart {
    const char *title;
    const char *const *points; /* names, from left to right */
    size_t point_count;
    const char *const *lines; /* names */
    size_t line_count;
    const double *percent; /* the points of a line, line behind line; not negative */
};

/* False where memory is short. */
bool chart_add_page(struct buffer *out, const struct chart *chart);

#endif
