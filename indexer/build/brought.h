/* Which papers did this publication bring that the one before did not have? The list of
 * indexer/format/news.h. */
#ifndef SEOGO_BUILD_BROUGHT_H
#define SEOGO_BUILD_BROUGHT_H

#include "indexer/build/order.h"
#include "shim/base/buffer.h"

/* Appends the list of the generation before, which is of the index in the directory, with
 * this publication's papers above it, if there are any. */
enum status brought_list(struct buffer *out, const char *directory, uint64_t before,
                         const struct paper_order *order, struct error *error);

#endif
