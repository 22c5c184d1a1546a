/* The small files of a generation's directory, and what makes it last. */
#ifndef SEOGO_BUILD_GENERATION_H
#define SEOGO_BUILD_GENERATION_H

#include <stdbool.h>
#include <stdint.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define GENERATION_PART "papers" /* the file that holds the whole index */

/* Writes the stub that names the part, its size and digest and, where inventory
 * is not NULL, the inventory, into the directory of the part, and syncs both and
 * the directory. *bytes becomes the part's size. */
enum status generation_seal(const char *directory, const struct buffer *inventory, uint64_t *bytes,
                            struct error *error);
/* Whether the directory, which is open, has all parts that its stub names, and
 * each the size that stands there. */
bool generation_is_whole(int directory);
/* Whether the part's bytes are those that were written, by its digest in the stub
 * of the directory, which is open. STATUS_DAMAGED where they are not; a stub
 * without a digest for the part is accepted. */
enum status generation_check(int directory, const char *part, struct error *error);

#endif
