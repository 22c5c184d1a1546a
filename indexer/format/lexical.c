#include "indexer/format/lexical.h"

#include <stdio.h>
#include <string.h>

#include "shim/base/varint.h"

size_t lexical_key(enum lexical_kind kind, const char *text, size_t length,
                   char out[LEXICAL_KEY_MAX])
{
    size_t n = strlen(METADATA_LEXICON);

    memcpy(out, METADATA_LEXICON, n);
    out[n++] = (char)kind;
    if (length > LEXICAL_KEY_MAX - n)
        length = LEXICAL_KEY_MAX - n;
    if (length)
        memcpy(out + n, text, length);
    return n + length;
}

size_t lexical_bucket(bool hangul, size_t letters, char out[LEXICAL_BUCKET_MAX])
{
    return (size_t)snprintf(out, LEXICAL_BUCKET_MAX, "%c%u", hangul ? 'h' : 'l', (unsigned)letters);
}

bool lexical_add(struct buffer *value, const struct lexical_entry *entry)
{
    return varint_add(value, entry->length) && buffer_add(value, entry->text, entry->length) &&
           varint_add(value, entry->number);
}

bool lexical_next(const char *value, size_t length, size_t *offset, struct lexical_entry *out)
{
    uint64_t text, number;

    if (!varint_next(value, length, offset, UINT32_MAX, &text) || text > length - *offset)
        return false;
    out->text = value + *offset;
    out->length = (size_t)text;
    *offset += (size_t)text;
    if (!varint_next(value, length, offset, UINT32_MAX, &number))
        return false;
    out->number = (uint32_t)number;
    return true;
}
