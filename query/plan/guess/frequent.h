/* The most frequent of the words that something typed in part may mean. */
#ifndef SEOGO_PLAN_FREQUENT_H
#define SEOGO_PLAN_FREQUENT_H

#include "query/plan/term/term.h"

#define FREQUENT_USUAL 4
#define FREQUENT_MAX 20

struct frequent_word {
    const char *text; /* in the arena */
    uint32_t papers;
};

struct frequent {
    struct frequent_word words[FREQUENT_MAX]; /* falling */
    size_t count;
    size_t most; /* to keep; 0 for FREQUENT_USUAL */
};

/* Keeps the word where it is one of the most frequent; of equal ones the first
 * that came. False where memory is short. */
bool frequent_keep(struct frequent *frequent, struct arena *arena, const char *text, size_t length,
                   uint32_t papers);

/* Adds the words to a word's alternatives, each a match of this kind; they are
 * terms of the index, or spellings of such. None outweighs the more frequent. */
enum status frequent_add(const struct frequent *frequent, struct planner *planner,
                         const bool fields[TEXT_FIELDS], enum match match, struct word *word,
                         struct error *error);

#endif
