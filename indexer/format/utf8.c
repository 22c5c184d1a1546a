/* See utf8.h. */
#include "indexer/format/utf8.h"

#include <string.h>
#include <utf8proc.h>

static size_t ascii_length(const char *text, size_t length)
{
    size_t i = 0;
    unsigned long word;
    for (; length - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if ((word & (~0UL / 0xFF * 0x80)) != 0)
            break;
    }
    while (i < length && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

size_t utf8_valid_length(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length) {
        if ((unsigned char)text[i] < 0x80) {
            i += ascii_length(text + i, length - i);
            continue;
        }
        /* No character is longer than four bytes; utf8proc counts in a signed type. */
        const size_t rest = length - i < 4 ? length - i : 4;
        utf8proc_int32_t character;
        const utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text + i,
                                                        (utf8proc_ssize_t)rest, &character);
        if (bytes <= 0)
            break;
        i += (size_t)bytes;
    }
    return i;
}
