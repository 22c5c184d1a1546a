/* Hangul words: an eojeol's stem, the bigrams of a longer stem, and the stem of
 * one syllable beside its form with josa. */
#ifndef SEOGO_ANALYSIS_EOJEOL_H
#define SEOGO_ANALYSIS_EOJEOL_H

#include "indexer/format/analysis/chunk.h"

/* Reads the run of syllables that starts at letter first: emits its tokens, moves
 * the chunk's position and word behind it, and returns where it ends. */
size_t eojeol_read(struct chunk *chunk, size_t first);

#endif
