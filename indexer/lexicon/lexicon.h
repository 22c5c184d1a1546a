/* What the archive teaches about its words, gathered while papers are indexed
 * and stored with the index: which words of English and Korean go together,
 * how words sound, and which words there are. */
#ifndef SEOGO_LEXICON_H
#define SEOGO_LEXICON_H

#include "indexer/format/analysis/analysis.h"
#include "shim/base/buffer.h"
#include "indexer/format/paper.h"
#include "shim/xapian/shim.h"

struct lexicon;
/* Pairs of words beyond some 30,000 words are kept in files in directory, which
 * is lent; they have no name and go with the lexicon. NULL: out of memory. */
struct lexicon *lexicon_new(const char *directory);
void lexicon_free(struct lexicon *lexicon);

/* Learns from a paper and its terms. Several threads may call it at once, each
 * with an analyzer of its own. The order of papers does not matter. */
enum status lexicon_add(struct lexicon *lexicon, struct analyzer *analyzer,
                        const struct paper *paper, const struct shim_document *document,
                        struct error *error);

/* Appends all that was learned, as bytes from which another lexicon learns it. */
enum status lexicon_lesson(struct lexicon *lexicon, struct buffer *out, struct error *error);
/* Learns another lexicon's lesson: which words there are and, where pairs are
 * wanted, which go together. STATUS_DAMAGED where the bytes are none; after any
 * error the lexicon can only be freed. */
enum status lexicon_learn(struct lexicon *lexicon, struct shim_bytes lesson, bool pairs,
                          struct error *error);

/* Writes what was learned as metadata. */
enum status lexicon_write(struct lexicon *lexicon, struct shim_writer *writer, struct error *error);

#endif
