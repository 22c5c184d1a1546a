/* A file's bytes, and what is said where something cannot be done with it. */
#ifndef SEOGO_BASE_FILE_H
#define SEOGO_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* A page may be this large; what is larger is no page. */
#define FILE_BYTES_MAX ((size_t)256 << 20)

/* Replaces the contents of out by those of the regular file. Returns 0 or an
 * errno. */
int file_load(const char *path, struct buffer *out);

/* Whether the errno tells of the machine and not of the file: what could not be
 * read may be there. */
bool file_is_trouble(int reason);

/* Fills *error with "cannot ACTION 'PATH'" and the reason, which is errno's;
 * returns its status. */
enum status file_cannot(const char *action, const char *path, struct error *error);

#endif
