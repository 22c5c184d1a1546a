/* A page as a list of its blocks: headings, paragraphs, the items of lists, the
 * rows of tables, each with its text (without Markdown's marks) and its links.
 * What Markdown is, md4c decides alone. Nothing here knows what a paper is, but
 * for the ids that addresses name. */
#ifndef SEOGO_PAGE_DOCUMENT_H
#define SEOGO_PAGE_DOCUMENT_H

#include "indexer/format/address.h"
#include "indexer/page/slice.h"

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_ROW };

struct range {
    size_t start, length;
};

struct block {
    enum block_kind kind;
    /* A heading's, from 1; how many items an item lies in, itself included; else
     * 0. */
    unsigned level;
    bool underlined; /* a heading by the line below it */
    bool head;       /* a table's first row */
    bool code;
    bool strong;           /* a paragraph of one line that is strong from end to end */
    uint32_t list;         /* the same for all that stands in one list, table or paragraph */
    uint32_t line;         /* from 1 */
    struct range text;     /* lines of a paragraph and cells of a row end in LF, but the last */
    struct range links;    /* in document.links */
    struct range emphasis; /* in text: what is first strong or emphasized; may be empty */
    struct range image;    /* in addresses: the first image's; empty for none */
};

struct link {
    struct range label;   /* in text */
    struct range address; /* in addresses, as written */
    struct range id;      /* in addresses */
    enum address_kind kind;
};

struct document {
    struct block *blocks;
    size_t block_count;
    struct link *links;
    size_t link_count;
    struct buffer text, addresses;
    uint32_t lists;
};

void document_free(struct document *document);

/* These are lent until a link or block is added. */
struct slice document_text(const struct document *document, struct range range);
struct slice document_address(const struct document *document, struct range range);

/* The links of a block are added behind its text, in the order of their labels. */
bool document_add_link(struct document *document, struct range label, struct slice address);
/* The same for "2403.01234" or "10.1145/3394486", which is no address yet. */
bool document_add_id(struct document *document, struct range label, struct slice id);

#endif
