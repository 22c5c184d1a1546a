/* The small files of a generation's directory, and what makes it last. */
#ifndef SEOGO_BUILD_GENERATION_H
#define SEOGO_BUILD_GENERATION_H

#include "indexer/build/layout.h"

/* Writes the stub that names the parts and their sizes and, where inventory is
 * not NULL, the inventory, into the directory of the parts, and syncs both and
 * the directory. */
enum status generation_seal(const char *directory, const struct layout *layout,
                            const struct buffer *inventory, struct error *error);
/* Whether the directory, which is open, has all parts that its stub names, and
 * each the size that stands there. */
bool generation_is_whole(int directory);
/* Replaces the inventory of a live generation, whose pages are the same, by one
 * with other stamps. */
enum status generation_restamp(const char *directory, const struct buffer *inventory,
                               struct error *error);

#endif
