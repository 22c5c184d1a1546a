/* Files that a person writes for seogo: below $XDG_CONFIG_HOME/seogo, else
 * ~/.config/seogo. */
#ifndef SEOGO_SETTINGS_CONFIG_H
#define SEOGO_SETTINGS_CONFIG_H

#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* The path of the file, malloc'd. STATUS_NOT_FOUND where neither directory is known. */
enum status config_path(const char *name, char **out, struct error *error);
/* Appends all that is in the file; one that is not there is empty. It may hold no NUL:
 * STATUS_INVALID. */
enum status config_read(const char *path, struct buffer *out, struct error *error);
/* Puts text in the file's place, in one step; makes its directory. Where the path is a
 * link, what it leads to is replaced. */
enum status config_write(const char *path, const struct buffer *text, struct error *error);

/* The line at *at without what ends it and white space around it, NUL-terminated in
 * place; *at moves behind it. NULL at the end. */
char *config_line(char **at);

#endif
