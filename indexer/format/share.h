/* Which share of an archive an index holds, where several share it: the papers of the
 * pages whose names hash to its number. What the words of the archive teach is learned
 * of all pages, so each share answers as one index of all would. */
#ifndef SEOGO_FORMAT_SHARE_H
#define SEOGO_FORMAT_SHARE_H

#include <stdbool.h>
#include <stdint.h>

#include "shim/xapian/shim.h"

#define SHARES_MAX 1024
#define SHARE_TEXT_MAX 24

/* count 0: all of it. */
struct share {
    uint32_t number; /* from 0 */
    uint32_t count;  /* at most SHARES_MAX */
};

/* "I/N", I from 1 to N. False: it is none. */
bool share_read(const char *text, struct share *out);
void share_write(const struct share *share, char out[SHARE_TEXT_MAX]);
/* That of a database. STATUS_FORMAT where what it says is none. */
enum status share_of(struct shim_database *database, struct share *out, struct error *error);
/* Whether the page of this name, a path below the archive's root, is of the share. */
bool share_has(const struct share *share, const char *page);

#endif
