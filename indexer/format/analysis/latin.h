/* Latin letters and digits: English words and the names of models.
 *
 * A run is cut into components at connectors (CogVideoX-5B: CogVideoX, 5B) and
 * each component into atoms at the borders of letters and digits and at
 * camel-case humps with two letters on either side. Every atom of two
 * characters or more is a token, and so is each component of several atoms and
 * the whole run, joined, with and without the v of a version: people type any of
 * them. A run of more than ATOMS_MAX
 * atoms is cut there. */
#ifndef SEOGO_ANALYSIS_LATIN_H
#define SEOGO_ANALYSIS_LATIN_H

#include "indexer/format/analysis/chunk.h"

/* Reads the run of Latin letters and digits that starts at letter first: emits its tokens, moves
 * the chunk's position and word behind it, and returns where it ends. */
size_t latin_read(struct chunk *chunk, size_t first);

/* Is the chunk a name whose version may follow its space, at next? "Llama 3" is
 * stored as llama3 too, which people type; a query's words are joined elsewhere. */
bool latin_goes_on(const struct chunk *chunk, const char *next, size_t length);

#endif
