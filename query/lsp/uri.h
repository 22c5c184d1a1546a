/* Files as editors name them. */
#ifndef SEOGO_LSP_URI_H
#define SEOGO_LSP_URI_H

#include <stdbool.h>

#include "shim/base/buffer.h"

/* Appends "file:///…" of an absolute path; false where memory is short. */
bool uri_add(struct buffer *out, const char *path);
/* The absolute path, malloc'd; NULL of what is no file's URI, and where memory is short. */
char *uri_path(const char *uri);

#endif
