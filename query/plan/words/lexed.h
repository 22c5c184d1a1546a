/* A word as the analyzer reads it, and the alternatives that its tokens are. */
#ifndef SEOGO_PLAN_LEXED_H
#define SEOGO_PLAN_LEXED_H

#include "query/plan/term/term.h"

struct lexed {
    const struct lookup *l;
    const struct lexeme *plain, *names; /* of the same tokens, count of each */
    size_t count;
};

/* Which lexemes an alternative is made of: those whose flags, of mask, are flags. */
struct lexeme_choice {
    unsigned mask, flags;
    double weight;
    bool all; /* each must be known, else there is no alternative */
};

/* Adds an alternative that sums the lexemes chosen; what no field knows is left out. */
enum status lexed_sum(const struct lexed *w, struct word *word, struct lexeme_choice chosen);

/* Each lexeme chosen is an alternative of its own. */
enum status lexed_each(const struct lexed *w, struct word *word, struct lexeme_choice chosen);

/* The lexemes whose flags, of mask, are these. */
size_t lexed_count(const struct lexed *w, unsigned mask, unsigned flags);

/* Adds what a word in Latin letters may stand for. */
enum status lexed_latin(const struct lexed *w, struct word *word);

#endif
