/* See hash.h. */
#include "shim/base/hash.h"

#define XXH_INLINE_ALL /* nothing to load when the program starts */
#include <xxhash.h>

uint32_t hash_bytes(const void *bytes, size_t length)
{
    return (uint32_t)XXH3_64bits(bytes, length);
}
