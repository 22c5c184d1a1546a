/* What an index has of its papers. */
#ifndef SEOGO_BUILD_STORED_H
#define SEOGO_BUILD_STORED_H

#include <stdbool.h>

#include "indexer/build/order.h"
#include "indexer/format/paper.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"
#include "shim/xapian/shim.h"

/* Opens the generation at the path; the caller frees *out, also on failure. */
enum status stored_open(struct shim_database **out, const char *generation, struct error *error);
/* Lets Xapian read every block of it. */
enum status stored_check(const char *generation, struct error *error);
/* The absolute path that its papers' paths start from, malloc'd. */
enum status stored_root(struct shim_database *database, char **out, struct error *error);
/* Replaces *record by that of the paper with this id; *found is false where there
 * is none. */
enum status stored_fetch(struct shim_database *database, const char *id, struct buffer *record,
                         bool *found, struct error *error);

/* Is called for each paper of the index that is on no page, by id. Its record may be
 * one that this program cannot read; then the paper is empty. */
struct stored_surplus {
    enum status (*take)(void *context, const struct paper *paper, struct error *error);
    void *context;
};
enum status stored_find_surplus(struct shim_database *database, const struct paper_order *order,
                                const struct stored_surplus *surplus, struct error *error);

#endif
