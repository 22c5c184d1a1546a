/* The parts of a block: its lines, cells, facts and links, as both the rules
 * that find papers and the reading of one want them. */
#ifndef SEOGO_PAGE_PARTS_H
#define SEOGO_PAGE_PARTS_H

#include "indexer/page/document.h"
#include "indexer/page/names.h"

/* A line of a heading or paragraph, a cell of a row, or all of an item. */
struct part {
    struct range text;
    struct range links; /* in document.links: those whose labels start here */
};

struct parts {
    const struct document *document;
    const struct block *block;
    struct range rest;
    size_t link;
    bool done;
};

struct parts parts_of(const struct document *document, const struct block *block);
/* False behind the last part. */
bool parts_next(struct parts *parts, struct part *part);

/* The next fact of a line: "Vote: 12 | Authors: Ada Kim" has two. False where
 * what is left starts with no name. */
bool fact_next(struct slice *rest, struct named *fact);
/* "Name | value", a row of two cells whose first is a name that is known. */
bool fact_of_row(const struct document *document, const struct block *row, struct named *fact);

/* Whether nothing but links stands in the part, "[video](...) | https://...". */
bool part_is_links(const struct document *document, const struct part *part);
/* The same with labels that are no prose. */
bool part_is_labels(const struct document *document, const struct part *part);

#endif
