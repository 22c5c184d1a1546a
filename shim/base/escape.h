/* Bytes that may not stand as they are: in a URI, in a shell. */
#ifndef SEOGO_BASE_ESCAPE_H
#define SEOGO_BASE_ESCAPE_H

#include <stdbool.h>

#include "shim/base/buffer.h"

/* What RFC 3986 lets stand anywhere in a URI. */
#define ESCAPE_UNRESERVED                                                                          \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"                               \
    "-._~"

/* Appends the bytes of text; those that are not in plain are escaped. False
 * where memory is short. */
bool escape_percent(struct buffer *out, const char *text, const char *plain);
/* Appends one byte, escaped. */
bool escape_byte(struct buffer *out, char byte);
/* Appends text as one word of a POSIX shell, quoted where it must be, so that
 * it can be pasted. False where memory is short. */
bool escape_shell(struct buffer *out, const char *text);

#endif
