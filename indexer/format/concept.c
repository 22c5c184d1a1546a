#include "indexer/format/concept.h"

#include <stdio.h>
#include <string.h>

#include "shim/base/hash.h"

/* A key each would take more bytes than the word behind it. */
#define BUCKETS 4096
#define FIRST_BYTES 3 /* of a syllable */

bool concept_is_stem(unsigned flags)
{
    const unsigned other =
        TOKEN_BIGRAM | TOKEN_SURFACE | TOKEN_SYLLABLE | TOKEN_JOINED | TOKEN_PART;

    return (flags & other) == 0;
}

static bool is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

bool concept_add_stem(struct buffer *word, const char *stem, size_t length)
{
    bool apart = word->length > 0 && length > 0 &&
                 (is_ascii(word->data[word->length - 1]) || is_ascii(stem[0]));

    return (!apart || buffer_add_char(word, ' ')) && buffer_add(word, stem, length);
}

/* Where rows that begin with the same stem have the same bytes: a first syllable, since those
 * behind it run together with it, or all up to a blank. */
static size_t first_bytes(const char *word, size_t length)
{
    const char *blank = memchr(word, ' ', length);

    if (length > 0 && !is_ascii(word[0]))
        return length < FIRST_BYTES ? length : FIRST_BYTES;
    return blank ? (size_t)(blank - word) : length;
}

size_t concept_bucket(const char *word, size_t length, char out[CONCEPT_BUCKET_MAX])
{
    return (size_t)snprintf(out, CONCEPT_BUCKET_MAX, "%u",
                            (unsigned)(hash_bytes(word, first_bytes(word, length)) % BUCKETS));
}
