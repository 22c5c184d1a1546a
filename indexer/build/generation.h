/* The small files of a generation's directory, and what makes it last: a seal,
 * which is a file that has a line for each other file, its digest, size and name,
 * and at the end the digest of these lines. */
#ifndef SEOGO_BUILD_GENERATION_H
#define SEOGO_BUILD_GENERATION_H

#include <stdbool.h>
#include <stdint.h>

#include "shim/base/buffer.h"
#include "shim/base/status.h"

#define GENERATION_PART "papers" /* the file that holds the whole index */

/* Writes the stub that names the part, the news where there are any and, where inventory
 * is not NULL, the inventory, into the directory of the part, last the seal over all of them, and
 * syncs them and the directory. *bytes becomes the part's size. */
enum status generation_seal(const char *directory, const struct buffer *inventory,
                            const struct buffer *news, uint64_t *bytes, struct error *error);
/* Whether the directory, which is open, holds what its seal says: each file and
 * its size and, with every_byte, its digest. What the seal says is always proved by
 * its own. STATUS_DAMAGED names the file that is not as it was written. */
enum status generation_check(int directory, bool every_byte, struct error *error);
/* The same of a generation in the index directory, which is open. */
enum status generation_check_number(int index, uint64_t number, bool every_byte,
                                    struct error *error);

#endif
