/* Authors by the beginning of a name: those of the papers that have it. */
#ifndef SEOGO_SERVE_NAMES_H
#define SEOGO_SERVE_NAMES_H

#include "query/search/search.h"

/* Of more authors the first that come are kept. */
#define NAMES_MAX 100

struct author_name {
    char *text;    /* owned */
    size_t papers; /* among those looked at */
};

struct author_names {
    struct author_name items[NAMES_MAX]; /* those of the most papers first */
    size_t count;
};

/* Fills *names, which the caller clears, also on failure. typed holds words of
 * which the last has only begun; quotes around them are ignored. */
enum status names_find(struct searcher *searcher, const char *typed, size_t length,
                       struct author_names *names, struct error *error);
void names_clear(struct author_names *names);

#endif
