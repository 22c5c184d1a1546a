/* The concepts of a thesaurus as an archive has them: stored beside its papers, for
 * whoever asks in other words. */
#ifndef SEOGO_LEXICON_CONCEPTS_H
#define SEOGO_LEXICON_CONCEPTS_H

#include "indexer/lexicon/thesaurus.h"
#include "indexer/lexicon/words.h"
#include "shim/xapian/shim.h"

/* The words that papers hold, each with their number: stems, and English as it is
 * written. */
struct concepts_held {
    const struct words *stems, *spellings;
};

/* Writes every concept of which papers hold a word: these words, and under each word
 * of the concept its number. */
enum status concepts_write(const struct thesaurus *thesaurus, const struct concepts_held *held,
                           struct shim_writer *writer, struct error *error);

#endif
