/* Places where English and Korean say the same: a paper's title and its
 * summary, or a gloss 확산 모델(diffusion model). Which words of the two
 * languages come together is counted over all of them. */
#ifndef SEOGO_LEXICON_BITEXT_H
#define SEOGO_LEXICON_BITEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pairs of word sets: each is the number of English words, these, the number
 * of Korean words, these. */
struct bitext {
    uint32_t *items;
    size_t length, capacity;
};

/* The words of a set are distinct. */
bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count);
void bitext_free(struct bitext *bitext);

/* A pair and where the following one starts; lent until one is added. */
struct bitext_pair {
    const uint32_t *english, *korean;
    size_t english_count, korean_count, next;
};
/* The pair at offset, which is 0 or an earlier pair's next and below length. */
struct bitext_pair bitext_pair_at(const struct bitext *bitext, size_t offset);

struct association {
    uint32_t english, korean;
    float strength; /* 0 to 1: Dice's coefficient, 2 n(e,k) / (n(e) + n(k)) */
};

struct associations {
    struct association *items;
    size_t count, capacity;
};

/* Adds the associations of words that come together at least least times, with a
 * strength of at least weakest: for each English word at most most, the strongest
 * and of equals the Korean words of lower ranks, all different, of which there are
 * as many as words. False: out of memory. */
bool bitext_associate(const struct bitext *bitext, const uint32_t *ranks, size_t word_count,
                      uint32_t least, size_t most, float weakest, struct associations *out);

#endif
