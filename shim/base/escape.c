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
