/* The directories below the PATHs -> page files, in no order. */
#ifndef SEOGO_BUILD_WALK_H
#define SEOGO_BUILD_WALK_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "shim/base/status.h"

/* A PATH as it was given, and what it is. Trailing slashes are dropped. */
struct page_origin {
    char *given;
    char *real; /* absolute, without symbolic links; "" for the file system's root */
    bool is_directory;
};

/* Of a file, whatever its names; 0, 0 where it is unknown. */
struct walk_identity {
    dev_t device;
    ino_t inode;
};
int walk_identity_compare(const void *left, const void *right);

struct page_file {
    char *path; /* absolute: an origin's real path and the names below it */
    size_t origin;
    int error;    /* errno, where it is known that it cannot be read; else 0 */
    bool by_link; /* reached through a symbolic link */
    struct walk_identity identity;
};

struct page_files {
    struct page_file *list;
    size_t count;
};

/* Is the error of a link that leads out of the origins and is not followed. No
 * file gives it: nothing is renamed here. */
#define PAGES_LEADS_OUT EXDEV

/* Adds what lies at and below the origins; the caller frees each path and the
 * list, also on failure. A directory that cannot be read becomes a file with its
 * error. */
enum status walk_origins(const struct page_origin *origins, size_t count, bool follow,
                         struct page_files *files, struct error *error);

#endif
