/* A page's Markdown -> a document. What Markdown is, md4c decides alone. */
#ifndef SEOGO_PAGE_MARKDOWN_H
#define SEOGO_PAGE_MARKDOWN_H

#include "indexer/page/document.h"

/* [begin, end) is what prepare.h makes of a page, behind lines_before. False
 * where memory is short; document_free is due all the same. */
bool markdown_read(struct document *document, const char *begin, const char *end,
                   uint32_t lines_before);

#endif
