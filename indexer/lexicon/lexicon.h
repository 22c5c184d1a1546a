/* What the archive teaches about its words, gathered while papers are indexed
 * and stored with the index: which words of English and Korean go together,
 * how words sound, and which words there are. */
#ifndef SEOGO_LEXICON_H
#define SEOGO_LEXICON_H

#include <stdbool.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/paper.h"
#include "indexer/lexicon/thesaurus.h"
#include "shim/xapian/shim.h"

struct lexicon;
/* NULL: out of memory. */
struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

/* A paper and its terms; pairs: whether it shall teach which words go together
 * beside which words there are. */
struct lexicon_source {
    const struct paper *paper;
    const struct shim_document *document;
    bool pairs;
};

/* Learns from a paper. Several threads may call it at once, each with an analyzer
 * of its own. The order of papers does not matter. */
enum status lexicon_add(struct lexicon *lexicon, struct analyzer *analyzer,
                        const struct lexicon_source *source, struct error *error);

/* Writes what was learned as metadata, and the concepts of the thesaurus that papers
 * have words of. */
enum status lexicon_write(const struct lexicon *lexicon, const struct thesaurus *thesaurus,
                          struct shim_writer *writer, struct error *error);

#endif
