#include "shim/base/varint.h"

#define CONTINUED 0x80u

bool varint_add(struct buffer *out, uint64_t number)
{
    for (; number >= CONTINUED; number >>= 7)
        if (!buffer_add_char(out, (char)(unsigned char)((number & 0x7F) | CONTINUED)))
            return false;
    return buffer_add_char(out, (char)(unsigned char)number);
}

bool varint_next(const char *bytes, size_t length, size_t *offset, uint64_t most, uint64_t *out)
{
    uint64_t number = 0;

    for (unsigned shift = 0; *offset < length && shift < 64; shift += 7) {
        unsigned char byte = (unsigned char)bytes[(*offset)++];
        uint64_t part = byte & 0x7Fu;

        if (part > UINT64_MAX >> shift)
            return false;
        number |= part << shift;
        if (!(byte & CONTINUED)) {
            *out = number;
            return number <= most;
        }
    }
    return false;
}
