/* PATHs -> the archive's root and its page files, in byte order of their
 * paths. Reads directories and no page. */
#ifndef SEOGO_BUILD_PAGES_H
#define SEOGO_BUILD_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "indexer/build/inventory.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* A page may be this large; what is larger is no page. */
#define PAGE_BYTES_MAX ((size_t)256 << 20)

/* A PATH as it was given, and what it is. Trailing slashes are dropped. */
struct origin {
    char *given;
    char *real; /* absolute, without symbolic links; "" for the file system's root */
    bool is_directory;
};

struct page_file {
    char *path; /* absolute: an origin's real path and the names below it */
    size_t origin;
    int error;    /* errno, where it is known that it cannot be read; else 0 */
    bool by_link; /* reached through a symbolic link */
    dev_t device; /* 0, 0 where unknown */
    ino_t inode;
    struct stamp stamp; /* when it was found, before it is read */
};

struct pages {
    char *root; /* absolute; the longest directory that holds every PATH */
    struct origin *origins;
    size_t origin_count;
    struct page_file *files;
    size_t file_count, file_capacity;
};

/* Fills *pages, which the caller clears, also on failure. Files are taken
 * whatever their name; of a directory and all below it the *.md files, hidden
 * ones left out. Symbolic links are followed, but no directory is entered and
 * no file listed twice. STATUS_NOT_FOUND where a PATH does not exist or no
 * page is found at all. */
enum status pages_find(struct pages *pages, const char *const *paths, size_t count,
                       struct error *error);
void pages_clear(struct pages *pages);

/* The path of a page that could be read, from the root on; lent by the file. */
const char *pages_relative(const struct pages *pages, const struct page_file *file);
/* Appends the page's path as the PATH that led to it names it; false: out of
 * memory. */
bool pages_shown(const struct pages *pages, const struct page_file *file, struct buffer *out);

/* Replaces the contents of out by the file's. Returns 0 or an errno. */
int page_load(const char *path, struct buffer *out);

/* The day in a path that ends like 2024/03/20.md or 2024-03-20.md, as
 * 20240320; 0 where there is none. */
uint32_t page_day(const char *path);

#endif
