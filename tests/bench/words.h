/* The word lists that made-up pages are composed of, most frequent first.
 * They hold words of the field and made-up names, no text of any archive. */
#ifndef SEOGO_BENCH_WORDS_H
#define SEOGO_BENCH_WORDS_H

#include <stddef.h>

struct words {
    const char *const *list;
    size_t count;
};

extern const struct words korean_nouns;    /* stems that take josa and 하다 */
extern const struct words korean_glue;     /* eojeol between the nouns, as they stand */
extern const struct words korean_first;    /* first syllables of made-up nouns */
extern const struct words korean_second;   /* their second syllables */
extern const struct words korean_suffixes; /* what makes a third syllable */
extern const struct words korean_loan;     /* syllables of made-up loanwords */
extern const struct words korean_verbs;    /* endings that make a noun a verb inside a sentence */
extern const struct words korean_finals;   /* those that end a sentence */
extern const struct words latin_terms;     /* Latin words inside Korean text */
extern const struct words english_adjectives;
extern const struct words english_nouns;
extern const struct words english_gerunds;
extern const struct words english_links; /* via, for, with */
extern const struct words name_heads;    /* parts of a method's name: Lumo + Former */
extern const struct words name_tails;
extern const struct words given_heads; /* parts of a given name: Hae + rin */
extern const struct words given_tails;
extern const struct words family_names;

#endif
