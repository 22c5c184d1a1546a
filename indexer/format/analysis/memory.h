/* Analyses of texts that come again: the papers of a search are read for the words that
 * they share and for what is marked in them, and the papers of the next keystroke are
 * mostly those of the last.
 *
 * A text is its own key, so that nothing that is kept is ever out of date. What is kept
 * are two halves: where the younger is full it becomes the older, whose texts are
 * forgotten but for those that came again meanwhile. */
#ifndef SEOGO_ANALYSIS_MEMORY_H
#define SEOGO_ANALYSIS_MEMORY_H

#include "indexer/format/analysis/token.h"

/* Of each half: of two thousand papers or so. */
#define MEMORY_BYTES (16u * 1024 * 1024)
/* Longer texts are not kept. */
#define MEMORY_TEXT_MAX 4096u

struct memory;
struct memory *memory_new(void); /* NULL: out of memory */
void memory_free(struct memory *memory);

/* Hands the tokens of a text that is known to the analysis's sink; *whole is false where
 * that stopped. False for a text that is not known. */
bool memory_replay(struct memory *memory, const struct analysis *analysis, const char *text,
                   size_t length, bool *whole);
/* To keep a text: the analysis that is to be run in place of this one, which is borrowed
 * until memory_end. */
struct analysis memory_begin(struct memory *memory, const struct analysis *analysis,
                             const char *text, size_t length);
/* Keeps it where it was read whole. */
void memory_end(struct memory *memory, bool whole);

#endif
