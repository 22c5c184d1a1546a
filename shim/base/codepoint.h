/* One code point of a text that may hold anything. */
#ifndef SEOGO_BASE_CODEPOINT_H
#define SEOGO_BASE_CODEPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <utf8proc.h>

#define CODEPOINT_INVALID (-1)

/* Reads the code point at text, of which length >= 1 bytes are left, and
 * returns its bytes. A byte that is not UTF-8 there (surrogates and overlong
 * forms are not) is CODEPOINT_INVALID and one byte long. */
static inline size_t codepoint_next(const char *text, size_t length, int32_t *codepoint)
{
    /* Most of what is read, cheaper than the call: ASCII, and U+A000 to U+CFFF, nearly all
       syllables. */
    const unsigned char *const raw = (const unsigned char *)text;
    if (raw[0] < 0x80) {
        *codepoint = raw[0];
        return 1;
    }
    if (raw[0] >= 0xEA && raw[0] <= 0xEC && length >= 3 && (raw[1] & 0xC0) == 0x80 &&
        (raw[2] & 0xC0) == 0x80) {
        *codepoint = (raw[0] & 0x0F) << 12 | (raw[1] & 0x3F) << 6 | (raw[2] & 0x3F);
        return 3;
    }
    utf8proc_ssize_t most = length < 4 ? (utf8proc_ssize_t)length : 4;
    utf8proc_ssize_t bytes = utf8proc_iterate((const utf8proc_uint8_t *)text, most, codepoint);
    if (bytes > 0)
        return (size_t)bytes;
    *codepoint = CODEPOINT_INVALID;
    return 1;
}

/* Whether it is a character that nothing joins to one of its like: printable ASCII
 * and Hangul syllables. Most of a text is, and needs no look into utf8proc's tables. */
static inline bool codepoint_is_plain(int32_t codepoint)
{
    return (codepoint >= 0x20 && codepoint <= 0x7E) || (codepoint >= 0xAC00 && codepoint <= 0xD7A3);
}

/* Whether it breaks the line, steers a terminal or reorders what stands around it. */
static inline bool codepoint_is_control(int32_t codepoint)
{
    switch (utf8proc_category(codepoint)) {
    case UTF8PROC_CATEGORY_CC: /* C0, DEL and C1 */
    case UTF8PROC_CATEGORY_CF: /* bidi controls, zero width, soft hyphen */
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return false;
    }
}

#endif
