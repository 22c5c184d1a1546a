/* Which pages an index was made of: the file INVENTORY of a generation, by which
 * the next run knows what has changed.
 *
 * It is text: a line that names its version and the index's fingerprint, a line
 * with the archive's root, and a line for each page, by path: the digest of its
 * bytes, its papers and its path. As a path may hold a newline, each line but
 * the first ends with NUL before its newline. What is damaged in it makes pages
 * look changed, which is harmless. */
#ifndef SEOGO_BUILD_INVENTORY_H
#define SEOGO_BUILD_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/build/digest.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define INVENTORY "pages"

struct inventory_page {
    const char *path;     /* from the archive's root on */
    struct digest digest; /* of its bytes */
    size_t papers;        /* that stand on it, duplicates too */
};

struct inventory {
    const char *root;
    struct digest thesaurus;      /* of the text that the index has concepts of */
    struct inventory_page *pages; /* by path; owned */
    size_t page_count;
    struct buffer bytes; /* owned; root and paths are lent by it where it was read */
};

/* Appends the file's bytes; false: out of memory. */
bool inventory_write(const struct inventory *inventory, struct buffer *out);
/* Reads the file of the live generation in the index directory. *out is empty
 * where there is none, or one of another version, fingerprint, root or
 * thesaurus. Only memory can fail it. The caller clears *out, also on failure. */
enum status inventory_read(struct inventory *out, const char *directory, const char *root,
                           const struct digest *thesaurus, struct error *error);
/* NULL where the page is not in it. */
const struct inventory_page *inventory_find(const struct inventory *inventory, const char *path);
void inventory_clear(struct inventory *inventory);

#endif
