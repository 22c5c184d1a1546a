/* The words there are, by script and length, for whoever looks for one that is
 * nearly the same. */
#ifndef SEOGO_LEXICON_VOCABULARY_H
#define SEOGO_LEXICON_VOCABULARY_H

#include "indexer/lexicon/words.h"
#include "shim/xapian/shim.h"

/* Writes all English spellings of letters and digits, and the Hangul words among
 * words that two papers hold. */
enum status vocabulary_write(const struct words *spellings, const struct words *words,
                             struct shim_writer *writer, struct error *error);

#endif
