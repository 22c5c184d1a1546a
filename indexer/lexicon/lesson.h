/* What papers taught, and the same as bytes: a lesson. What older papers taught
 * is learned from their lesson, without reading them. */
#ifndef SEOGO_LEXICON_LESSON_H
#define SEOGO_LEXICON_LESSON_H

#include "shim/base/buffer.h"
#include "indexer/lexicon/bitext.h"
#include "indexer/lexicon/words.h"
#include "shim/base/status.h"

struct learned {
    struct words words; /* stems of both languages, which the bitexts number */
    struct bitext papers, glosses;
    struct words spellings; /* English words as they are written, unstemmed */
};

/* Appends the lesson; false, with errno, as bitext_each. */
bool lesson_write(const struct learned *learned, struct buffer *out);
/* Learns a lesson beside what is known already, its bitexts where pairs are
 * wanted. STATUS_DAMAGED where the bytes are no lesson, or why memory or the
 * bitexts' file failed; what is learned by then is then of no use. */
enum status lesson_read(struct learned *learned, const char *bytes, size_t length, bool pairs);

void learned_free(struct learned *learned);

#endif
