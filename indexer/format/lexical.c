#include "indexer/format/lexical.h"

#include <stdio.h>
#include <string.h>

#define CONTINUED 0x80u

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

/* Seven bits a byte, the low ones first. */
static bool add_number(struct buffer *value, uint32_t number)
{
    for (; number >= CONTINUED; number >>= 7)
        if (!buffer_add_char(value, (char)(unsigned char)(number | CONTINUED)))
            return false;
    return buffer_add_char(value, (char)(unsigned char)number);
}

static bool next_number(const char *value, size_t length, size_t *offset, uint32_t *out)
{
    uint32_t number = 0;

    for (unsigned shift = 0; *offset < length && shift < 32; shift += 7) {
        unsigned char byte = (unsigned char)value[(*offset)++];

        number |= (uint32_t)(byte & 0x7F) << shift;
        if (!(byte & CONTINUED)) {
            *out = number;
            return true;
        }
    }
    return false;
}

bool lexical_add(struct buffer *value, const struct lexical_entry *entry)
{
    return add_number(value, (uint32_t)entry->length) &&
           buffer_add(value, entry->text, entry->length) && add_number(value, entry->number);
}

bool lexical_next(const char *value, size_t length, size_t *offset, struct lexical_entry *out)
{
    uint32_t text;

    if (!next_number(value, length, offset, &text) || text > length - *offset)
        return false;
    out->text = value + *offset;
    out->length = text;
    *offset += text;
    return next_number(value, length, offset, &out->number);
}
