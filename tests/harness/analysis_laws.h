/* Tokens as text, and the laws of indexer/format/analysis/analysis.h, for the
 * specification, the property tests and the fuzzer alike. */
#ifndef SEOGO_HARNESS_ANALYSIS_LAWS_H
#define SEOGO_HARNESS_ANALYSIS_LAWS_H

#include "indexer/format/analysis/analysis.h"
#include "shim/base/buffer.h"

/* Appends "text@position" and the flags of each token, separated by spaces:
 *   ~ stem  b bigram  j joined  p part  s surface  y syllable  c lone jamo
 *   o of a script without rules of its own
 * False where memory is short. */
bool tokens_write(struct analyzer *analyzer, enum analysis_reason reason, unsigned options,
                  const char *text, size_t length, struct buffer *out);

/* An analyzer whose stemming needs no library: a final s goes. NULL where memory is
 * short. */
struct analyzer *laws_analyzer(void);

/* NULL where every law holds for these bytes, else the one that is broken. */
const char *broken_law(struct analyzer *analyzer, const char *text, size_t length);

#endif
