/* What one thread needs to turn papers into documents of one database after the
 * other. Not shared by threads. */
#ifndef SEOGO_BUILD_WORKER_H
#define SEOGO_BUILD_WORKER_H

#include <stdbool.h>

#include "indexer/format/paper.h"
#include "indexer/lexicon/lexicon.h"
#include "shim/xapian/shim.h"

struct worker;

/* lexicon, which is lent, learns from the worker's papers. */
enum status worker_new(struct worker **out, struct lexicon *lexicon, struct error *error);
/* Adds the paper, its path included, or where writer is NULL only learns from it; pairs
 * as in struct lexicon_source. STATUS_INVALID where the paper cannot be stored; the writer is then
 * as it was. */
enum status worker_add(struct worker *worker, struct shim_writer *writer, const struct paper *paper,
                       bool pairs, struct error *error);
void worker_free(struct worker *worker);

#endif
