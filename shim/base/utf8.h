/* Where well-formed UTF-8 ends: what may be stored and printed as text. */
#ifndef SEOGO_BASE_UTF8_H
#define SEOGO_BASE_UTF8_H

#include <stddef.h>

/* How many bytes from the start are whole characters of well-formed UTF-8
 * (no surrogates, no overlong forms, nothing above U+10FFFF; NUL is one). */
size_t utf8_valid_length(const char *text, size_t length);

/* A malloc'd, NUL-terminated copy in which U+FFFD stands for NUL and for every
 * byte that is no UTF-8. NULL where memory is short. */
char *utf8_repaired(const char *text, size_t length);

#endif
