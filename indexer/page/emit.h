/* A page's papers, as the rules chose them, handed to its sink in the order of
 * the page. */
#ifndef SEOGO_PAGE_EMIT_H
#define SEOGO_PAGE_EMIT_H

#include "indexer/page/entry.h"
#include "indexer/page/front.h"
#include "indexer/page/rules.h"

/* False where the reading ends; entry->result says why. */
bool emit_papers(const struct page *page, const struct choice *choice, struct entry *entry);

#endif
