/* The word being typed -> what it may become: 장ㅂ, 확산모ㄷ and the 확산몯 that
 * keyboards make of it, 추로 on the way to 추론, diffusi. */
#ifndef SEOGO_PLAN_COMPLETE_H
#define SEOGO_PLAN_COMPLETE_H

#include "query/plan/guess/guess.h"
#include "query/plan/term/term.h"

/* Where text ends in Hangul syllables and one lone consonant: *word gets the
 * words of the index that begin so, the likeliest as its stem, and *start the byte from which on
 * they stand for the text; before it are other words, or one that the index knows. Where no word
 * begins so they stand for the consonant alone, and there are none. *start is length where text
 * does not end so. */
enum status complete_jamo(const struct lookup *l, struct shim_bytes text, struct word *word,
                          size_t *start);

/* Puts in front of the alternatives of a word, which the index does not know as
 * it is, the words that it is the beginning of; behind
 * a guess that more papers hold. */
enum status complete_word(const struct lookup *l, struct word *word);

/* For a list to choose from: the most frequent words, as many as out->most,
 * that what text ends in may become, known word or not; from byte *start on
 * they stand for it. None where it does not end in a word that has begun. */
enum status complete_list(const struct lookup *l, struct shim_bytes text, struct guesses *out,
                          size_t *start);

#endif
