/* Some papers' records: what records have in common is stored once. */
#ifndef SEOGO_BUILD_SAMPLE_H
#define SEOGO_BUILD_SAMPLE_H

#include "indexer/build/order.h"
#include "shim/base/buffer.h"
#include "shim/xapian/shim.h"

struct sample {
    struct shim_bytes *records;
    size_t count;
    struct buffer text; /* where they lie */
};

/* Fills *sample, which the caller clears, also on failure. bytes is working memory. */
enum status sample_take(struct sample *sample, const struct paper_order *order,
                        struct buffer *bytes, struct error *error);
void sample_clear(struct sample *sample);

#endif
