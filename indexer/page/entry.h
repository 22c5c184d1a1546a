/* The paper that is being read: collects its parts in the order of the page
 * and hands it over, with the warnings that only its end can give. */
#ifndef SEOGO_PAGE_ENTRY_H
#define SEOGO_PAGE_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/page/facts.h"
#include "indexer/page/page.h"

struct entry {
    const struct page_sink *sink;
    enum page_result result; /* PAGE_OK as long as reading may go on */
    bool open;               /* a paper is being read */
    struct paper paper;
    bool listed;         /* it has a bullet of a list */
    uint32_t prose_line; /* of its first paragraph that is prose; 0 for none */
    uint32_t date;       /* of the page's last heading with one; 0 for none */
    bool dated;          /* no warning about a missing date is due any more */
    bool found;          /* a paper or a damaged one was seen */
};

/* These return false where the reading ends; result says why. */
bool entry_warn(struct entry *entry, uint32_t line, const char *what);
/* The same where something is left out because of it. */
bool entry_lose(struct entry *entry, uint32_t line, const char *what);
/* A heading of level 1 or 2: what was read before is complete. */
bool entry_section(struct entry *entry, uint32_t line, struct slice heading);
/* A heading of level 3; url is empty where it holds no link. Takes title, which
 * may be NULL where memory was short. */
bool entry_heading(struct entry *entry, uint32_t line, char *title, struct slice url);
/* A paragraph outside of lists: lines separated by LF, the first at line. */
bool entry_paragraph(struct entry *entry, uint32_t line, struct slice text);
/* The text of a list's item. */
bool entry_bullet(struct entry *entry, uint32_t line, struct slice text);
bool entry_image(struct entry *entry, struct slice address);
/* The paper is complete, if there is one: gives it to the sink. */
bool entry_finish(struct entry *entry);

#endif
