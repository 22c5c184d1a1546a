/* Addresses and ids of arXiv that stand in text as such, outside of Markdown's
 * links. */
#ifndef SEOGO_PAGE_MENTIONS_H
#define SEOGO_PAGE_MENTIONS_H

#include "indexer/page/document.h"

/* Adds to the block's links "https://...", "arXiv:2403.01234" and, in a heading,
 * "2403.01234". The block is the last of the document and its text complete.
 * False where memory is short. */
bool mentions_find(struct document *document, const struct block *block);

#endif
