/* See utf8.h. */
#include "shim/base/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "shim/base/buffer.h"

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

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Three bytes, U+1000 to U+D7FF: among them Hangul, most of what is read, for
 * which the call into utf8proc costs more than the rest. */
static bool is_three_bytes(const char *text, size_t length)
{
    const unsigned char lead = (unsigned char)text[0];
    return lead >= 0xE1 && lead <= 0xED && length >= 3 && is_continuation(text[1]) &&
           is_continuation(text[2]) && (lead != 0xED || (unsigned char)text[1] < 0xA0);
}

size_t utf8_valid_length(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length) {
        if ((unsigned char)text[i] < 0x80) {
            i++; /* mostly a space between words that are none of it */
            if (i < length && (unsigned char)text[i] < 0x80)
                i += ascii_length(text + i, length - i);
            continue;
        }
        if (is_three_bytes(text + i, length - i)) {
            i += 3;
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

char *utf8_repaired(const char *text, size_t length)
{
    struct buffer repaired = BUFFER_INIT;
    size_t i = 0;
    bool added = true;
    while (i < length && added) {
        size_t good = utf8_valid_length(text + i, length - i);
        const char *nul = memchr(text + i, '\0', good);
        good = nul != NULL ? (size_t)(nul - (text + i)) : good;
        added = buffer_add(&repaired, text + i, good);
        i += good;
        if (added && i < length) {
            added = buffer_add_text(&repaired, "\xEF\xBF\xBD");
            i++;
        }
    }
    char *detached = added ? buffer_detach(&repaired) : NULL;
    buffer_free(&repaired);
    return detached;
}
