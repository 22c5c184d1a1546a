/* Text as programs get it, in JSON and s-expressions: valid UTF-8, where every
 * byte that was not is U+FFFD; and places in it, in the unit asked for. */
#ifndef SEOGO_RENDER_EMITTED_H
#define SEOGO_RENDER_EMITTED_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "query/answer/answer.h"
#include "query/render/options.h"

/* Of an enum offset_unit; NULL behind the last. */
const char *offset_unit_name(size_t unit);

/* False where memory is short. */
bool emitted_add(struct buffer *out, const char *text, size_t length);

/* A walk through a text that turns its bytes into places in what is emitted.
 * Start with {text, length, unit} and zeros. */
struct emitted_walk {
    const char *text;
    size_t length;
    enum offset_unit unit;
    size_t at, offset;
};

/* The place of a byte, which must not lie before the one asked for last. A
 * byte inside a code point counts as its first. */
size_t emitted_offset(struct emitted_walk *walk, size_t byte);

#endif
