/* A hit on its way out of the engine. */
#ifndef SEOGO_SEARCH_FOUND_H
#define SEOGO_SEARCH_FOUND_H

#include "indexer/format/paper.h"
#include "shim/xapian/shim.h"

struct found_hit {
    struct shim_results *results; /* borrowed */
    size_t hit;                   /* its number among them */
    double score;
    struct paper *paper; /* NULL, or malloc'd and read already */
};

/* Reads what is far away of the papers of hits at once, from where found_read takes it. */
enum status found_fetch(const struct found_hit *found, size_t count, struct error *error);
/* The paper of a hit, which the caller clears. */
enum status found_read(struct found_hit *found, struct paper *out, struct error *error);
/* Frees the papers that hits have kept. */
void found_forget(struct found_hit *found, size_t count);

#endif
