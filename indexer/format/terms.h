/* A paper's terms: which fields are analyzed, under which prefix, with which
 * positions; and the numbers stored beside it. Knows the analyzer, not Xapian's
 * database; the writer hands the result to the shim. */
#ifndef SEOGO_FORMAT_TERMS_H
#define SEOGO_FORMAT_TERMS_H

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/paper.h"
#include "shim/xapian/shim.h"

/* Working memory for one thread; reused from paper to paper. */
struct terms;
struct terms *terms_new(struct analyzer *analyzer); /* borrows; NULL: out of memory */
void terms_free(struct terms *terms);

/* Fills *document but for its data. What it lends is valid until the next
 * call or terms_free. Each term has one posting. */
enum status terms_of(struct terms *terms, const struct paper *paper,
                     struct shim_document *document);

/* votes / (votes + 8): 8 is about the geometric mean of 1+votes in the archive,
 * so the middling paper has a half; unknown votes have that half. */
double terms_popularity(long votes);
/* e^((days - days of 2023-01-01) / 365): the ratio of two papers' values is
 * their recency relative to each other, whichever is the newest. 0 for no date. */
double terms_recency(uint32_t date);

#endif
