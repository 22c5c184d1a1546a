/* Front matter: what stands before a page's Markdown between lines of "---" (YAML)
 * or "+++" (TOML). Read as far as facts of a paper
 * are: "name: value" and lists, no nesting. */
#ifndef SEOGO_PAGE_FRONT_H
#define SEOGO_PAGE_FRONT_H

#include "indexer/page/names.h"

#define FRONT_FACTS_MAX 64

struct front {
    const char *end; /* where the page goes on; its start where there is no front matter */
    uint32_t lines;  /* of the front matter */
    size_t count;
    struct named facts[FRONT_FACTS_MAX]; /* in the page; a list of many lines is one value */
};

void front_read(struct front *front, const char *begin, const char *end);
/* The next entry of a value: of "- a" lines, else all of it, without quotes. */
bool front_next(struct slice *rest, struct slice *entry);

#endif
