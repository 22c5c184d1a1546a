/* The title in a heading, item or cell: what stands there for people. */
#ifndef SEOGO_PAGE_TITLE_H
#define SEOGO_PAGE_TITLE_H

#include "indexer/page/document.h"

/* Replaces out by the text of range, a part of the block's, without its number,
 * the labels of links that are no prose, ids, and brackets that are empty then;
 * empty where nothing else stands there. False where memory is short. */
bool title_read(const struct document *document, const struct block *block, struct range range,
                struct buffer *out);

#endif
