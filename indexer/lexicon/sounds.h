/* Words by how they sound: the value of a sound key lists the words that have
 * it, the most frequent first. */
#ifndef SEOGO_LEXICON_SOUNDS_H
#define SEOGO_LEXICON_SOUNDS_H

#include "indexer/lexicon/words.h"
#include "shim/xapian/shim.h"

/* Writes the keys of all English spellings, and of the Hangul words among words
 * that two papers hold. */
enum status sounds_write(const struct words *spellings, const struct words *words,
                         struct shim_writer *writer, struct error *error);

#endif
