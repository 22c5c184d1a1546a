/* What the kinds of guess share: what the archive teaches of a word, the best of
 * many guesses, and a guess as an alternative of a word, which says its kind. */
#ifndef SEOGO_PLAN_GUESS_H
#define SEOGO_PLAN_GUESS_H

#include "indexer/format/lexical.h"
#include "query/plan/term/term.h"

/* The lexicon's value under a key, in the arena; of length 0 for none. */
enum status guess_look_up(const struct lookup *l, enum lexical_kind kind, const char *text,
                          struct shim_bytes *out);
/* The same of the words of so many letters, which are syllables of Hangul. */
enum status guess_vocabulary(const struct lookup *l, bool hangul, size_t letters,
                             struct shim_bytes *out);

#define GUESSES_USUAL 4
#define GUESSES_MAX 48

struct guess {
    const char *text; /* in the arena */
    double score;     /* by which the best are chosen */
    union {
        double similarity; /* of a word that sounds or is spelled alike */
        uint32_t papers;   /* of a word that is chosen by them */
    };
};

struct guesses {
    struct guess items[GUESSES_MAX]; /* best first, no text twice */
    size_t count;
    size_t most; /* to keep; 0 for GUESSES_USUAL */
};

/* Keeps the word, whose guess lacks its text, where it is one of the best; of equal
 * ones the first that came. False where memory is short. */
bool guesses_keep(struct guesses *guesses, struct arena *arena, struct shim_bytes text,
                  struct guess one);
/* The same by the number of papers. */
bool guesses_keep_frequent(struct guesses *guesses, struct arena *arena, struct shim_bytes text,
                           uint32_t papers);

/* Adds words to a word's alternatives, each a match of this kind; they are terms of
 * the index, or spellings of such. None outweighs the one before it. */
enum status guesses_add(const struct guesses *guesses, const struct lookup *l, enum match match,
                        struct word *word);

/* Adds a word, which is the alternative's label, where a field that is asked
 * knows it: *stem is its form in the index, else NULL. */
enum status guess_add(const struct lookup *l, struct word *word, struct alternative one,
                      const char **stem);

/* No guess of a word, nor what stands behind one, adds more than what stands before it. */
void guess_bound(const struct planner *planner, struct word *word);

#endif
