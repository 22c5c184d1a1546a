/* The paper that is being read: collects its parts in the order of the page
 * and hands it over, with the warnings that only its end can give. */
#ifndef SEOGO_PAGE_ENTRY_H
#define SEOGO_PAGE_ENTRY_H

#include "indexer/page/document.h"
#include "indexer/page/names.h"
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
/* Keeps the addresses and votes in the block that names the paper. */
bool entry_heading(struct entry *entry, const struct block *block);
/* What front matter tells of the paper alone, where nothing told it before. */
bool entry_front(struct entry *entry, const struct named *fact);
/* A cell of a column: a fact, else words. silent: it has none that are worth keeping. */
bool entry_cell(struct entry *entry, uint32_t line, const struct named *cell, bool silent);
/* A line of the summary. */
bool entry_text(struct entry *entry, uint32_t line, struct slice text);
/* A fact that no field takes. */
bool entry_note(struct entry *entry, struct slice text);
/* Keeps the addresses that are not the paper's own. */
bool entry_links(struct entry *entry, struct range links);
/* Whether there was enough memory; else the reading ends. */
bool entry_need(struct entry *entry, bool enough);

enum entry_outcome { ENTRY_TAKEN, ENTRY_PROSE, ENTRY_ENDED };

/* Whether what the name tells is of a paper alone: such a column makes a table the paper's. */
bool entry_owns(enum name name);

/* Takes a fact; ENTRY_PROSE where it is none. among: it stands among others that are
 * known. */
enum entry_outcome entry_fact(struct entry *entry, uint32_t line, const struct named *fact,
                              bool among);
/* The same for a line that tells facts; ENTRY_PROSE where its first is none. */
enum entry_outcome entry_facts(struct entry *entry, uint32_t line, struct slice text, bool among);

/* The paper is complete: gives it to the sink. wants_summary: that it has none
 * is worth a warning. */
bool entry_close(struct entry *entry, bool wants_summary);

#endif
