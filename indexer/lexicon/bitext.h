/* Places where English and Korean say the same: a paper's title and its
 * summary, or a gloss 확산 모델(diffusion model). Which words of the two
 * languages come together is counted over all of them. */
#ifndef SEOGO_LEXICON_BITEXT_H
#define SEOGO_LEXICON_BITEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of one set of a pair. */
#define BITEXT_SET_MAX 1024

/* Pairs of word sets. What exceeds a block in memory is kept in a file, which
 * has no name and goes with the process. */
struct bitext {
    const char *directory; /* where that file may be made; lent */
    uint32_t *block;       /* of the last pairs */
    size_t length, capacity;
    size_t full_blocks; /* in the file before them */
    int file;           /* of use where there are full blocks */
    size_t pairs;
};

/* Functions that return bool return false, with errno, where memory is short
 * or the file cannot be written or read. */

/* At most BITEXT_SET_MAX words a set, all distinct. */
bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count);
void bitext_free(struct bitext *bitext);

/* Lent for one visit. */
struct bitext_pair {
    const uint32_t *english, *korean;
    size_t english_count, korean_count;
};
typedef bool bitext_visit(void *context, const struct bitext_pair *pair);
/* Every pair in the order they came, up to one for which visit returns false;
 * this then does, too. */
bool bitext_each(const struct bitext *bitext, bitext_visit *visit, void *context);

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
};

/* Adds the associations of the words below word_count. */
bool bitext_associate(const struct bitext *bitext, size_t word_count, const struct sieve *sieve,
                      struct associations *out);

#endif
