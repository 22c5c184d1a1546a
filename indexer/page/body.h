/* What the blocks of a paper's section tell: facts, a summary, an image. */
#ifndef SEOGO_PAGE_BODY_H
#define SEOGO_PAGE_BODY_H

#include "indexer/page/entry.h"
#include "indexer/page/listed.h"

/* These return false where the reading ends; entry->result says why. */
bool body_add(struct entry *entry, const struct block *block, const struct columns *columns);
/* The row of a table that is about the paper. title: where its title stands. */
bool body_row(struct entry *entry, const struct block *row, const struct columns *columns,
              struct range title);

#endif
