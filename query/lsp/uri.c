#include "query/lsp/uri.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/escape.h"

static const char SCHEME[] = "file://";

bool uri_add(struct buffer *out, const char *path)
{
    return buffer_add_text(out, SCHEME) && escape_percent(out, path, ESCAPE_UNRESERVED "/");
}

char *uri_path(const char *uri)
{
    const char *from = uri + sizeof SCHEME - 1;
    char *path, *to;

    if (strncmp(uri, SCHEME, sizeof SCHEME - 1) != 0 || *from != '/')
        return NULL;
    path = to = strdup(from);
    if (!path)
        return NULL;
    for (; *from; from++) {
        bool escaped =
            *from == '%' && isxdigit((unsigned char)from[1]) && isxdigit((unsigned char)from[2]);
        char digits[] = {from[0], escaped ? from[1] : '\0', escaped ? from[2] : '\0', '\0'};

        *to++ = escaped ? (char)strtoul(digits + 1, NULL, 16) : *from;
        from += escaped ? 2 : 0;
    }
    *to = '\0';
    return path;
}
