/* Places where English and Korean say the same: a paper's title and its
 * summary, or a gloss 확산 모델(diffusion model). Which words of the two
 * languages come together is counted over all of them. */
#ifndef SEOGO_LEXICON_BITEXT_H
#define SEOGO_LEXICON_BITEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pairs of word sets, one after the other: of each the English set, then the
 * Korean one, of each set its size and its words. */
struct bitext {
    uint32_t *numbers;
    size_t length, capacity;
    size_t pairs;
};

/* Functions that return bool return false where memory is short. */

/* The words of a set are distinct. A pair with an empty set is left out. */
bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count);
void bitext_free(struct bitext *bitext);

struct association {
    uint32_t english, korean;
    float strength; /* 0 to 1: Dice's coefficient, 2 n(e,k) / (n(e) + n(k)) */
};

struct associations {
    struct association *items;
    size_t count;
};

/* What an association must be to be kept. */
struct sieve {
    uint32_t least; /* times that the words come together */
    float weakest;  /* strength */
    size_t most;    /* for one English word: the strongest, and of equals those of lower ranks */
    const uint32_t *ranks; /* of words by their number, all different */
    double chance;         /* how many times as often as by chance the words come together */
};

/* Adds the associations of the words below word_count. */
bool bitext_associate(const struct bitext *bitext, size_t word_count, const struct sieve *sieve,
                      struct associations *out);

#endif
