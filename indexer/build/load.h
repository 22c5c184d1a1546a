/* A file's bytes, and the day in a page's path. */
#ifndef SEOGO_BUILD_LOAD_H
#define SEOGO_BUILD_LOAD_H

#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

/* A page may be this large; what is larger is no page. */
#define LOAD_BYTES_MAX ((size_t)256 << 20)

/* Replaces the contents of out by those of the regular file. Returns 0 or an
 * errno. */
int load_file(const char *path, struct buffer *out);

/* The day in a path that ends like 2024/03/20.md or 2024-03-20.md, as
 * 20240320; 0 where there is none. */
uint32_t load_day(const char *path);

#endif
