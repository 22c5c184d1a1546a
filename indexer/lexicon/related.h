/* Words of the other language that a word goes with. */
#ifndef SEOGO_LEXICON_RELATED_H
#define SEOGO_LEXICON_RELATED_H

#include "indexer/lexicon/bitext.h"
#include "indexer/lexicon/words.h"
#include "shim/xapian/shim.h"

/* An association seen from one of its words. */
struct related_link {
    uint32_t from, to;
    float strength;
};

/* Those of one word stand together, the strongest first and of equals the first
 * by their bytes. */
struct related {
    struct related_link *links; /* malloc'd */
    size_t count;
};

/* links are to be freed, whatever is returned. */
enum status related_find(struct related *related, const struct words *words,
                         const struct bitext *papers, const struct bitext *glosses,
                         struct error *error);
/* Writes for each word those it goes with. */
enum status related_write(const struct related *related, const struct words *words,
                          struct shim_writer *writer, struct error *error);

#endif
