/* A page's sections and which paper each names; see seogo-pages(5) for the rules.
 * A section goes from its heading to the next of the same level or above. */
#ifndef SEOGO_PAGE_OUTLINE_H
#define SEOGO_PAGE_OUTLINE_H

#include "indexer/page/document.h"
#include "indexer/page/names.h"

/* A paragraph of one strong line, or of one link of a paper, may be a heading. */
#define LEVEL_PARAGRAPH 7
#define LEVEL_COUNT 8

#define NO_LINK SIZE_MAX

/* How a section names a paper, the weakest first. */
enum evidence {
    EVIDENCE_NONE,
    EVIDENCE_INSIDE,  /* below a sub-heading that is a label: "Links" */
    EVIDENCE_MENTION, /* in its text, and no other paper */
    EVIDENCE_LINE,    /* on a line that is nothing but links */
    EVIDENCE_FACT,    /* "URL: ..." */
    EVIDENCE_OWN,     /* in its heading */
};

struct section {
    size_t block;
    size_t end;     /* the block behind its last */
    unsigned level; /* 1 to LEVEL_PARAGRAPH */
    enum name name; /* what the heading says where it is a label */
    bool label;     /* the heading is no title: "Links", "2024-03-20", nothing */
    bool dated;
    enum evidence evidence;
    size_t link; /* of document.links, or NO_LINK */
    bool web;    /* the address is one of anything: a weak hint */
};

struct outline {
    struct section *sections;
    size_t section_count;
    bool *fact_lists; /* by block.list: holds a fact of a paper */
    size_t only_link; /* the one paper that the page names; NO_LINK for none or several */
    size_t items;     /* items and rows outside of papers' sections that name a paper */
};

/* False where memory is short; outline_free is due all the same. */
bool outline_read(struct document *document, struct outline *outline);
void outline_free(struct outline *outline);

#endif
