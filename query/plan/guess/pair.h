/* Two words that may stand side by side in papers. */
#ifndef SEOGO_PLAN_PAIR_H
#define SEOGO_PLAN_PAIR_H

#include <stddef.h>
#include <stdint.h>

struct word_pair {
    const char *texts[2];
    uint32_t papers; /* of the rarer */
};

/* Keeps the pairs of the most papers, which are first; room for `most`. */
void pair_keep(struct word_pair *pairs, size_t *count, size_t most, struct word_pair one);

#endif
