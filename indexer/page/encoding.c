/* See encoding.h. */
#include "indexer/page/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>

#include "shim/base/utf8.h"

#define NO_CHARACTER "\xFF"

/* A page of UTF-8 with a few bad bytes is not taken for CP949: so many bytes of
 * its beginning and no more may be whole characters of UTF-8 beyond ASCII. */
#define UTF8_BYTES_MAX 8

static bool has_mark(const char *bytes, size_t length, const char *mark)
{
    return length >= 2 && memcmp(bytes, mark, 2) == 0;
}

/* Appends what converts. Returns where it stops: at a byte of no character, or
 * the end. */
static bool convert(iconv_t converter, const char **at, const char *end, struct buffer *out)
{
    while (*at < end) {
        const size_t room = 4096;
        if (!buffer_reserve(out, room))
            return false;
        char *from = (char *)(uintptr_t)*at, *to = out->data + out->length;
        size_t left = (size_t)(end - *at), space = room;
        const size_t failed = iconv(converter, &from, &left, &to, &space);
        const int reason = errno;
        *at = from;
        out->length += room - space;
        out->data[out->length] = '\0';
        if (failed == (size_t)-1 && reason != E2BIG)
            break;
    }
    return true;
}

static bool decode_utf16(const char *name, const char *at, const char *end, struct buffer *out)
{
    const iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    bool enough = true;
    while (enough && at < end) {
        enough = convert(converter, &at, end, out);
        if (!enough || at == end)
            break;
        enough = buffer_add_text(out, NO_CHARACTER);
        at += end - at >= 2 ? 2 : 1;
    }
    iconv_close(converter);
    return enough;
}

static bool looks_like_cp949(const char *bytes, size_t length)
{
    size_t beyond_ascii = 0;
    const size_t valid = utf8_valid_length(bytes, length);
    for (size_t i = 0; i < valid && beyond_ascii <= UTF8_BYTES_MAX; i++)
        beyond_ascii += (unsigned char)bytes[i] >= 0x80;
    return valid < length && beyond_ascii <= UTF8_BYTES_MAX && memchr(bytes, '\0', length) == NULL;
}

bool encoding_decode(const char *bytes, size_t length, struct buffer *out, bool *decoded)
{
    const char *const end = bytes + length;
    *decoded = true;
    if (has_mark(bytes, length, "\xFF\xFE"))
        return decode_utf16("UTF-16LE", bytes + 2, end, out);
    if (has_mark(bytes, length, "\xFE\xFF"))
        return decode_utf16("UTF-16BE", bytes + 2, end, out);
    *decoded = false;
    if (!looks_like_cp949(bytes, length))
        return true;
    const iconv_t converter = iconv_open("UTF-8", "CP949");
    if (converter == (iconv_t)-1)
        return true; /* a C library without it */
    const char *at = bytes;
    const bool enough = convert(converter, &at, end, out);
    iconv_close(converter);
    *decoded = enough && at == end;
    if (!*decoded)
        buffer_clear(out);
    return enough;
}
