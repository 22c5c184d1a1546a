/* How what the archive teaches is stored beside its papers: metadata of the
 * index, so that it is published with it and read alike over any backend.
 *
 * A key is METADATA_LEXICON, a kind and a text. A value is a row of entries,
 * each a text with a number. */
#ifndef SEOGO_FORMAT_LEXICAL_H
#define SEOGO_FORMAT_LEXICAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

#define METADATA_LEXICON "lexicon "

enum lexical_kind {
    LEXICAL_RELATED = 'r',   /* term -> terms of the other language, by strength in 1/255 */
    LEXICAL_SOUND = 's',     /* sound bucket -> words, by papers */
    LEXICAL_VOCABULARY = 'v', /* script and length -> words, by papers */
    LEXICAL_MEANING = 'm',    /* concept_bucket() -> words, each with the number of its concept */
    LEXICAL_CONCEPT = 'c'     /* a concept's number -> its words, by papers, the most first */
};

/* The longest key: a kind and TOKEN_BYTES_MAX bytes. */
#define LEXICAL_KEY_MAX 240

/* Writes the key and returns its length; a longer text is cut. */
size_t lexical_key(enum lexical_kind kind, const char *text, size_t length,
                   char out[LEXICAL_KEY_MAX]);

/* The text of a vocabulary key: words of one script and so many letters, which
 * are syllables of Hangul. Returns its length. */
#define LEXICAL_BUCKET_MAX 16
size_t lexical_bucket(bool hangul, size_t letters, char out[LEXICAL_BUCKET_MAX]);

struct lexical_entry {
    const char *text;
    size_t length;
    uint32_t number;
};

bool lexical_add(struct buffer *value, const struct lexical_entry *entry);
/* Reads the entry at *offset and moves it on; false at the end, and where the
 * rest is no entry. */
bool lexical_next(const char *value, size_t length, size_t *offset, struct lexical_entry *out);

#endif
