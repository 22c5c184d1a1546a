/* The small files of a generation's directory, and what makes it last. */
#ifndef SEOGO_BUILD_GENERATION_H
#define SEOGO_BUILD_GENERATION_H

#include "indexer/build/layout.h"

/* Writes the stub that names the parts, their sizes and digests and, where
 * inventory is not NULL, the inventory, into the directory of the parts, and
 * syncs both and the directory. live: the live generation's directory, open, which
 * knows the digests of the files that were taken over, or -1. */
enum status generation_seal(const char *directory, int live, const struct layout *layout,
                            const struct buffer *inventory, struct error *error);
/* Whether the directory, which is open, has all parts that its stub names, and
 * each the size that stands there. */
bool generation_is_whole(int directory);
/* Whether the part's bytes are those that were written, as the stub of the
 * directory, which is open, tells. STATUS_DAMAGED where they are not; where it
 * does not tell, nothing is wrong. */
enum status generation_check(int directory, const char *part, struct error *error);
/* Replaces the inventory of a live generation, whose pages are the same, by one
 * with other stamps. */
enum status generation_restamp(const char *directory, const struct buffer *inventory,
                               struct error *error);

#endif
