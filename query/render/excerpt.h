/* The part of a text that a card has room for. */
#ifndef SEOGO_RENDER_EXCERPT_H
#define SEOGO_RENDER_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>

#include "query/render/visible.h"

/* What stands where text was left out; one column. */
#define ELLIPSIS "\xE2\x80\xA6"

/* The bytes of text from `from` that fit into columns with an ellipsis behind
 * them; spaces around them are left out, and a word that would be cut, unless
 * half of it all were lost by that. */
struct span excerpt_cut(const struct buffer *text, size_t from, size_t columns);

/* Appends to *out so much of text that its first mark shows within `lines`
 * lines of `columns`: all of it, or from a word on, an ellipsis before it. The
 * end is not cut. False where memory is short. */
bool excerpt_append(struct visible *out, const struct visible *text, size_t columns, size_t lines);

#endif
