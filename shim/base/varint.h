/* Numbers as bytes: seven bits a byte, the low ones first, the high bit set
 * where another byte follows. */
#ifndef SEOGO_BASE_VARINT_H
#define SEOGO_BASE_VARINT_H

#include <stdint.h>

#include "shim/base/buffer.h"

/* False: out of memory. */
bool varint_add(struct buffer *out, uint64_t number);
/* Reads the number at *offset and moves it on; false, with *offset anywhere,
 * where the bytes end before it does or it exceeds most. */
bool varint_next(const char *bytes, size_t length, size_t *offset, uint64_t most, uint64_t *out);

#endif
