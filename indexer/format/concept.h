/* How the words of the thesaurus are compared and stored: a word is the row of its
 * stems, in which those of Hangul run together, so that 강화 학습 and 강화학습 are one. */
#ifndef SEOGO_FORMAT_CONCEPT_H
#define SEOGO_FORMAT_CONCEPT_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/format/analysis/token.h"
#include "shim/base/buffer.h"

/* A word has at most so many stems. */
#define CONCEPT_STEMS_MAX 6

/* Whether a token of these flags is one of its word's stems, and not another form of them. */
bool concept_is_stem(unsigned flags);
/* Appends a stem to a word under construction; false where memory is short. */
bool concept_add_stem(struct buffer *word, const char *stem, size_t length);

/* The text of a LEXICAL_MEANING key: where the word is found. Returns its length. */
#define CONCEPT_BUCKET_MAX 16
size_t concept_bucket(const char *word, size_t length, char out[CONCEPT_BUCKET_MAX]);

#endif
