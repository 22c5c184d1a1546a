/* The paper that an item of a list or a row of a table is about. */
#ifndef SEOGO_PAGE_LISTED_H
#define SEOGO_PAGE_LISTED_H

#include "indexer/page/document.h"
#include "indexer/page/names.h"

#define COLUMNS_MAX 32

/* What a table's head calls its columns. */
struct columns {
    size_t count; /* 0 where no table is open */
    enum name names[COLUMNS_MAX];
};

struct listed {
    size_t link;        /* of document.links */
    struct range title; /* where it stands; title.h reads it */
};

void columns_read(const struct document *document, const struct block *head,
                  struct columns *columns);

/* False where the block names no paper by a link. */
bool listed_item(const struct document *document, const struct block *item, struct listed *out);
/* An item with a title of its own, whose paper the items in it name: "1. A Title",
 * in it "- Link: https://...". index: of the item in document.blocks. */
bool listed_group(const struct document *document, size_t index, struct listed *out);
bool listed_row(const struct document *document, const struct block *row,
                const struct columns *columns, struct listed *out);

#endif
