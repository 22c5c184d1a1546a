/* Numbers with their units: 70억, 7B and 7 billion are one number, and one token
 * says so in every script ("7b"; "24m" of 2천 4백만, "3.5k", "3d" of 3차원). */
#ifndef SEOGO_ANALYSIS_NUMBER_H
#define SEOGO_ANALYSIS_NUMBER_H

#include "indexer/format/analysis/chunk.h"
#include "indexer/format/analysis/numeral.h"

/* Hands out the value that letters [first, last) mean, at position; nothing where it is
 * 0, no whole number, or what the letters say already. */
void number_emit(struct chunk *chunk, uint64_t value, size_t first, size_t last, uint32_t position);

/* May a number go on behind the space that follows the chunk, with the letter next?
 * So that "7 billion" and "2천 4백만" are read in one chunk. */
bool number_goes_on(const struct chunk *chunk, char next);

/* Reads the number with Hangul units, or with its unit behind a space, that starts
 * at letter first: emits its tokens, moves the chunk's position and word behind it,
 * and returns where the next word starts. Returns first where there is none.
 *
 * The index also holds what is written between the spaces of a number, and a query
 * asks for a number without spaces as it is written, too. Every number with a unit takes two
 * positions, as 7B does. */
size_t number_read(struct chunk *chunk, size_t first);

/* The bytes of the number with spaces inside, 7 billion or 2천 4백만, that text starts
 * with; 0 where there is none. A query takes it for one word. */
size_t number_spaced(const char *text, size_t length);

#endif
