/* What one worker needs to turn papers into documents of one database after
 * the other. Not shared by threads. */
#ifndef SEOGO_BUILD_DESK_H
#define SEOGO_BUILD_DESK_H

#include "indexer/format/paper.h"
#include "indexer/lexicon/lexicon.h"
#include "shim/xapian/shim.h"

struct desk;

enum status desk_new(struct desk **out, struct error *error);
/* Adds the paper, its path included; lexicon learns from it. STATUS_INVALID where the paper cannot
 * be stored; the writer is then as it was. */
enum status desk_add(struct desk *desk, struct shim_writer *writer, struct lexicon *lexicon,
                     const struct paper *paper, struct error *error);
void desk_free(struct desk *desk);

#endif
