/* The paper that is being read: collects its parts in the order of the page
 * and hands it over, with the warnings that only its end can give. */
#ifndef SEOGO_PAGE_ENTRY_H
#define SEOGO_PAGE_ENTRY_H

#include "indexer/page/document.h"
#include "indexer/page/listed.h"
#include "indexer/page/outline.h"
#include "indexer/page/sink.h"

struct entry {
    const struct page_sink *sink;
    const struct document *document;
    const struct outline *outline;
    enum page_result result; /* PAGE_OK as long as reading may go on */
    struct paper paper;
    bool listed;     /* the paper that is begun next is an item or row */
    bool web;        /* the paper is named by an address of anything, which is its link too */
    struct slice id; /* of the paper, in the document */
    bool found;      /* a paper was handed over */
    bool dated;      /* no warning about a missing date is due any more */
};

/* These return false where the reading ends; result says why. */
bool entry_warn(struct entry *entry, uint32_t line, enum page_trouble trouble);
/* Begins a paper that link names. title: what entry takes, also on failure, where
 * it may be NULL. */
bool entry_open(struct entry *entry, const struct link *link, char *title, uint32_t line,
                uint32_t date);
/* Adds what a block of the paper's section tells. */
bool entry_add(struct entry *entry, const struct block *block, const struct columns *columns);
/* Keeps the addresses and votes in the block that names the paper. */
bool entry_heading(struct entry *entry, const struct block *block);
/* Votes or authors in front matter; votes that are known already are left. */
bool entry_front(struct entry *entry, enum name kind, struct slice value);
/* A line of the summary. */
bool entry_text(struct entry *entry, uint32_t line, struct slice text);
/* The row of a table that is about the paper. */
bool entry_row(struct entry *entry, const struct block *row, const struct columns *columns,
               struct range title);
/* The paper is complete: gives it to the sink. wants_summary: that it has none
 * is worth a warning. */
bool entry_close(struct entry *entry, bool wants_summary);

#endif
