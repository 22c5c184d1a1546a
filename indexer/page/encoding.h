/* Bytes of UTF-16 and CP949 (EUC-KR) -> UTF-8, by the C library. */
#ifndef SEOGO_PAGE_ENCODING_H
#define SEOGO_PAGE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"

/* Where the bytes have a mark of UTF-16, or are no UTF-8 but CP949 from end to
 * end: appends them as UTF-8, and *decoded is true. A half of a character at the
 * end of UTF-16, or what is none, becomes a byte that is no UTF-8. False where
 * memory is short. */
bool encoding_decode(const char *bytes, size_t length, struct buffer *out, bool *decoded);

#endif
