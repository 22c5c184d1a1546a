/* PATHs -> the archive's root and its page files, in byte order of their
 * paths. Reads directories and no page. */
#ifndef SEOGO_BUILD_PAGES_H
#define SEOGO_BUILD_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/build/observer.h"
#include "indexer/build/walk.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

struct pages {
    char *root; /* absolute; the longest directory that holds every PATH */
    struct page_origin *origins;
    size_t origin_count;
    struct page_files files;
};

struct pages_request {
    const char *const *paths; /* files or directories */
    size_t count;             /* at least 1 */
    bool follow;              /* symbolic links that lead out of them, too */
};

/* Fills *pages, which the caller clears, also on failure. Files are taken
 * whatever their name; of a directory and all below it the files of Markdown,
 * hidden ones and node_modules left out. Symbolic links are followed, but no
 * directory is entered and no file listed twice; one that leads out of the PATHs is a
 * page with the error PAGES_LEADS_OUT, unless it is to be followed. STATUS_NOT_FOUND
 * where a PATH does not exist or no page is found at all. */
enum status pages_find(struct pages *pages, const struct pages_request *request,
                       struct error *error);
void pages_clear(struct pages *pages);

/* Appends the name of the archive that the page is of: the folder that a PATH led to;
 * nothing where there is one PATH alone. False: out of memory. */
bool pages_source(const struct pages *pages, const struct page_file *file, struct buffer *out);

/* The path of a page that could be read, from the root on; lent by the file. */
const char *pages_relative(const struct pages *pages, const struct page_file *file);
/* Appends the page's path as the PATH that led to it names it; false: out of
 * memory. */
bool pages_shown(const struct pages *pages, const struct page_file *file, struct buffer *out);
/* Warns of a page, by that name; false: out of memory. */
bool pages_warn(const struct pages *pages, size_t page, const struct observer *observer,
                uint32_t line, const char *what);

#endif
