/* What one thread needs to turn papers into documents of one database after the
 * other. Not shared by threads. */
#ifndef SEOGO_BUILD_WORKER_H
#define SEOGO_BUILD_WORKER_H

#include <stdbool.h>

#include "indexer/format/paper.h"
#include "indexer/lexicon/lexicon.h"
#include "shim/xapian/shim.h"

struct worker;

enum status worker_new(struct worker **out, struct error *error);
/* Adds the paper, its path included, and lexicon learns from it; pairs as for
 * lexicon_add. STATUS_INVALID where the paper cannot be stored; the writer is then
 * as it was. */
enum status worker_add(struct worker *worker, struct shim_writer *writer, struct lexicon *lexicon,
                       const struct paper *paper, bool pairs, struct error *error);
void worker_free(struct worker *worker);

#endif
