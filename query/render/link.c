#include "query/render/link.h"

#include <string.h>
#include <strings.h>

const char *link_of(const char *address)
{
    static const char *const schemes[] = {"https://", "http://"};

    for (size_t i = 0; address && i < sizeof schemes / sizeof *schemes; i++) {
        size_t length = strlen(schemes[i]);
        if (strncasecmp(address, schemes[i], length) == 0 && address[length])
            return address;
    }
    return "";
}
