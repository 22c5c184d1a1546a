/* Which pages an index was made of and which papers they hold, so that the next
 * run reads only what has changed. It is a file of the generation, INVENTORY.
 *
 * A page is known by its content; its stamp spares the reading. What was
 * written in the last moments before a run may be written again within the
 * file system's tick of time, so its stamp tells nothing and is left out. */
#ifndef SEOGO_BUILD_INVENTORY_H
#define SEOGO_BUILD_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <time.h>

#include "indexer/build/digest.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define INVENTORY "pages"

/* What changes with a file's content. All 0: nothing is told. */
struct stamp {
    uint64_t size, inode;
    int64_t modified, changed; /* nanoseconds of the epoch */
};

struct stamp stamp_of(const struct stat *is);
/* Equal, and both tell something. */
bool stamp_equal(const struct stamp *a, const struct stamp *b);
/* Whether the file was left alone long enough before the moment now. */
bool stamp_settled(const struct stamp *stamp, const struct timespec *now);

struct listed_paper {
    const char *id; /* never NULL; "" where it has none */
    uint32_t line, date;
};

/* Papers one after another, as the inventory's bytes hold them: some twenty
 * bytes each, however many there are. */
struct paper_list {
    const char *bytes; /* lent */
    size_t length, count;
};

/* Appends a paper; false: out of memory. */
bool paper_list_add(struct buffer *out, const struct listed_paper *paper);
/* The paper at *offset, which moves on to the next; false at the end. The id is
 * lent by the list's bytes. */
bool paper_list_next(const struct paper_list *list, size_t *offset, struct listed_paper *out);

struct listed_page {
    const char *path; /* from the archive's root on */
    struct stamp stamp;
    struct digest digest;
    bool readable; /* else there is no digest */
    uint32_t warnings, lost;
    struct paper_list papers; /* in the order of the page */
};

/* What it lends is its own. */
struct inventory {
    char *root;
    struct listed_page *pages; /* by path */
    size_t page_count;
    char *bytes;
};

/* Appends the file's bytes. Of inventory, bytes is not read. */
bool inventory_write(const struct inventory *inventory, struct buffer *out);
/* Takes bytes, which are malloc'd, also on failure. STATUS_DAMAGED where they
 * are not what was written, STATUS_FORMAT where it is that of an index of
 * another fingerprint. */
enum status inventory_read(struct inventory *out, char *bytes, size_t length);
const struct listed_page *inventory_find(const struct inventory *inventory, const char *path);
void inventory_clear(struct inventory *inventory);

#endif
