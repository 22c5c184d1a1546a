/* --open: what a paper has, in the desktop's program for it. */
#ifndef SEOGO_COMMAND_OPEN_H
#define SEOGO_COMMAND_OPEN_H

#include <stddef.h>

#include "query/answer/answer.h"
#include "shim/base/status.h"

enum opened { OPEN_LINK, OPEN_PAGE, OPEN_THUMBNAIL, OPEN_EDITOR, OPEN_NOTHING };

/* The nth name, or NULL behind the last. */
const char *open_name(size_t n);

/* Starts xdg-open, on macOS open, and waits until it has handed the address on; or the
 * person's editor with the page at the paper's line, and waits until it ends. A page
 * gives addresses of the web alone (query/render/link.h); STATUS_NOT_FOUND where the
 * paper has none or there is no such program. */
enum status command_open(const struct hit *hit, enum opened what, struct error *error);

#endif
