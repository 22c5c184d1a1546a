/* Which pages and papers an index was made of: the file INVENTORY of a generation, by which
 * the next run knows what has changed.
 *
 * It is text: a line that names its version and the index's fingerprint, a line
 * with the archive's root, and a line for each page, by path: the digest of its
 * bytes, how many warnings it gave and how many of them say that something is left
 * out, and its path. Behind a line "papers" comes one for each paper
 * of the index, by id: the digest of what it says, and its id. As a path may hold a
 * newline, each line but the first ends with NUL before its newline. What is damaged
 * in it makes pages and papers look changed, which is harmless. */
#ifndef SEOGO_BUILD_INVENTORY_H
#define SEOGO_BUILD_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/hash.h"
#include "indexer/format/share.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define INVENTORY "pages"

struct inventory_page {
    const char *path;      /* from the archive's root on */
    struct hash digest;    /* of its bytes */
    size_t warnings, lost; /* as in struct listed_page */
};

struct inventory_paper {
    const char *id;
    struct hash digest; /* of what it says, wherever it stands */
};

/* What is not in the older of two inventories, is otherwise in it, or only there. */
struct delta {
    size_t fresh, changed, removed;
};

struct inventory {
    const char *root;
    struct share share;
    struct hash thesaurus;        /* of the text that the index has concepts of */
    struct inventory_page *pages; /* by path; owned */
    size_t page_count;
    struct inventory_paper *papers; /* by id; owned */
    size_t paper_count;
    struct buffer bytes; /* owned; root, paths and ids are lent by it where it was read */
};

/* Appends the file's bytes; false: out of memory. */
bool inventory_write(const struct inventory *inventory, struct buffer *out);
/* Reads the file of the live generation in the index directory. *out is empty
 * where there is none, or one of another version, fingerprint, or root, share or
 * thesaurus than those wanted. Only memory can fail it. The caller clears *out, also on failure. */
enum status inventory_read(struct inventory *out, const char *directory,
                           const struct inventory *wanted, struct error *error);
/* NULL where the page is not in it. */
const struct inventory_page *inventory_find(const struct inventory *inventory, const char *path);
/* How the papers of now differ from those that are known. */
struct delta inventory_papers(const struct inventory *known, const struct inventory *now);
void inventory_clear(struct inventory *inventory);

#endif
