/* The rules of seogo-pages(5), in their order of trust: which sections, items and
 * rows of a page are papers, or whether all of it is about one. */
#ifndef SEOGO_PAGE_RULES_H
#define SEOGO_PAGE_RULES_H

#include "indexer/page/front.h"
#include "indexer/page/outline.h"

/* All that is known of a page before its papers are. */
struct page {
    const struct document *document;
    const struct outline *outline;
    const struct front *front;
    struct slice name; /* of its file, without ending */
    uint32_t date;     /* of its front matter or path; 0 for none */
    size_t front_link; /* of the document: the paper that front matter names; or NO_LINK */
};

struct choice {
    /* All of the page is about the paper of this link; NO_LINK: its sections and
     * items are papers. */
    size_t whole;
    bool by_front;   /* the front matter says so */
    bool *papers;    /* by section: it is a paper */
    unsigned level;  /* at which most of them are; 0 for none */
    bool by_heading; /* their headings link them: one without a link is damaged */
};

/* False where memory is short; choice_free is due all the same. */
bool rules_choose(const struct page *page, struct choice *choice);
void choice_free(struct choice *choice);

#endif
