#include "query/render/emitted.h"

#include "shim/base/utf8.h"
#include "shim/base/codepoint.h"

#define REPLACEMENT "\xEF\xBF\xBD"

const char *offset_unit_name(size_t unit)
{
    static const char *const NAMES[] = {
        [OFFSET_BYTE] = "byte", [OFFSET_CHAR] = "char", [OFFSET_UTF16] = "utf16"};

    return unit < sizeof NAMES / sizeof *NAMES ? NAMES[unit] : NULL;
}

bool emitted_add(struct buffer *out, const char *text, size_t length)
{
    while (length > 0) {
        size_t valid = utf8_valid_length(text, length);

        if (!buffer_add(out, text, valid))
            return false;
        if (valid == length)
            break;
        if (!buffer_add_text(out, REPLACEMENT))
            return false;
        text += valid + 1;
        length -= valid + 1;
    }
    return true;
}

size_t emitted_offset(struct emitted_walk *walk, size_t byte)
{
    /* Bytes are emitted as they are, up to one that is not of UTF-8. */
    if (walk->unit == OFFSET_BYTE && walk->at < byte && byte <= walk->length) {
        size_t valid = utf8_valid_length(walk->text + walk->at, byte - walk->at);

        walk->at += valid;
        walk->offset += valid;
    }
    while (walk->at < walk->length && walk->at < byte) {
        int32_t codepoint;
        size_t bytes = codepoint_next(walk->text + walk->at, walk->length - walk->at, &codepoint);
        if (bytes > byte - walk->at)
            break;
        if (walk->unit == OFFSET_CHAR)
            walk->offset += 1;
        else if (walk->unit == OFFSET_UTF16)
            walk->offset += codepoint > 0xFFFF ? 2 : 1;
        else
            walk->offset += codepoint == CODEPOINT_INVALID ? sizeof REPLACEMENT - 1 : bytes;
        walk->at += bytes;
    }
    return walk->offset;
}
