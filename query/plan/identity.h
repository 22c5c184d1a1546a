/* What a query names outright: a paper by its title or by the name before the
 * title's colon, an author, or words that stand together in a title. Such papers
 * come before all that the words alone would find. */
#ifndef SEOGO_PLAN_IDENTITY_H
#define SEOGO_PLAN_IDENTITY_H

#include "query/plan/term/term.h"

struct identity {
    struct shim_query *whole; /* the papers that all of the typed text names, or NULL */
    struct shim_query *part;  /* those that some of it does, or that have it in their title */
};

/* Reads the text as it was typed, whatever signs of the query language it holds.
 * Both queries outweigh any sum of words; the caller frees them. */
enum status identity_find(struct planner *planner, struct identity *out, struct error *error);

#endif
