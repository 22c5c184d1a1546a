/* A hit on its way out of the engine. */
#ifndef SEOGO_SEARCH_FOUND_H
#define SEOGO_SEARCH_FOUND_H

#include "query/search/kept.h"
#include "shim/xapian/shim.h"

struct found_hit {
    struct shim_results *results; /* borrowed */
    size_t hit;                   /* its number among them */
    double score;
    struct kept_paper *paper; /* held, or NULL where it was not read yet */
};

/* Reads what is far away of the papers of hits at once, from where found_hold takes it. */
enum status found_fetch(const struct found_hit *found, size_t count, struct error *error);
/* Reads the paper of a hit, which holds it; from what is kept, which may be NULL. */
enum status found_hold(struct found_hit *found, struct kept_papers *kept, struct error *error);
/* The paper of a hit, which the caller clears; the hit holds it no longer. */
enum status found_take(struct found_hit *found, struct kept_papers *kept, struct paper *out,
                       struct error *error);
/* Releases what hits hold. */
void found_forget(struct found_hit *found, size_t count);

#endif
