/* Han and kana, which are written without spaces: overlapping bigrams. */
#ifndef SEOGO_ANALYSIS_CJK_H
#define SEOGO_ANALYSIS_CJK_H

#include "indexer/format/analysis/chunk.h"

/* Reads the run of them that starts at letter first: emits its tokens, moves
 * the chunk's position and word behind it, and returns where it ends. */
size_t cjk_read(struct chunk *chunk, size_t first);

#endif
