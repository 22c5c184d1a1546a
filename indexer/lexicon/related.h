/* Words of the other language that a word goes with. */
#ifndef SEOGO_LEXICON_RELATED_H
#define SEOGO_LEXICON_RELATED_H

#include "indexer/lexicon/bitext.h"
#include "indexer/lexicon/words.h"
#include "shim/xapian_shim.h"

/* Writes for each word of either language those of the other, the strongest
 * first and of equals the first by their bytes. */
enum status related_write(const struct words *words, const struct bitext *papers,
                          const struct bitext *glosses, struct shim_writer *writer,
                          struct error *error);

#endif
