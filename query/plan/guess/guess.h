/* What the kinds of guess share: what the archive teaches of a word, the best of
 * many guesses, and a guess as an alternative of a word, which says its kind. */
#ifndef SEOGO_PLAN_GUESS_H
#define SEOGO_PLAN_GUESS_H

#include "indexer/format/lexical.h"
#include "query/plan/term/term.h"

/* The lexicon's value under a key, in the arena; of length 0 for none. */
enum status guess_look_up(const struct lookup *l, enum lexical_kind kind, const char *text,
                          struct shim_bytes *out);

struct guess {
    const char *text; /* in the arena */
    double score;     /* by which the best are chosen */
    double similarity;
};

#define GUESSES_MAX 4
struct guesses {
    struct guess items[GUESSES_MAX]; /* best first, no text twice */
    size_t count;
};
void guesses_keep(struct guesses *guesses, struct guess one);

/* Adds a word, which is the alternative's label, where a field that is asked
 * knows it: *stem is its form in the index, else NULL. */
enum status guess_add(const struct lookup *l, struct word *word, struct alternative one,
                      const char **stem);

#endif
