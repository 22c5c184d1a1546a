#include "query/render/emitted.h"

#include "query/render/codepoint.h"

#define REPLACEMENT "\xEF\xBF\xBD"

const char *offset_unit_name(enum offset_unit unit)
{
    switch (unit) {
    case OFFSET_CHAR:
        return "char";
    case OFFSET_UTF16:
        return "utf16";
    case OFFSET_BYTE:
    default:
        return "byte";
    }
}

bool emitted_add(struct buffer *out, const char *text, size_t length)
{
    int32_t codepoint;

    for (size_t at = 0, bytes; at < length; at += bytes) {
        bytes = codepoint_next(text + at, length - at, &codepoint);
        bool added = codepoint == CODEPOINT_INVALID ? buffer_add_text(out, REPLACEMENT)
                                                    : buffer_add(out, text + at, bytes);
        if (!added)
            return false;
    }
    return true;
}

bool text_is_valid(const char *text, size_t length)
{
    int32_t codepoint = 0;

    for (size_t at = 0; at < length && codepoint != CODEPOINT_INVALID;)
        at += codepoint_next(text + at, length - at, &codepoint);
    return codepoint != CODEPOINT_INVALID;
}

size_t emitted_offset(struct emitted_walk *walk, size_t byte)
{
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
