/* See escape.h. */
#include "shim/base/escape.h"

#include <string.h>

bool escape_byte(struct buffer *out, char byte)
{
    return buffer_add_format(out, "%%%02X", (unsigned)(unsigned char)byte);
}

bool escape_percent(struct buffer *out, const char *text, const char *plain)
{
    for (bool added; *text != '\0'; text++) {
        added =
            strchr(plain, *text) != NULL ? buffer_add_char(out, *text) : escape_byte(out, *text);
        if (!added)
            return false;
    }
    return true;
}

bool escape_shell(struct buffer *out, const char *text)
{
    bool added;

    if (*text != '\0' && *text != '-' && text[strspn(text, ESCAPE_UNRESERVED "/")] == '\0' &&
        *text != '~')
        return buffer_add_text(out, text);
    added = buffer_add_char(out, '\'');
    for (; added && *text != '\0'; text++)
        added = *text == '\'' ? buffer_add_text(out, "'\\''") : buffer_add_char(out, *text);
    return added && buffer_add_char(out, '\'');
}
