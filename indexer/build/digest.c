#include "indexer/build/digest.h"

#include <stdio.h>
#include <string.h>

#define XXH_INLINE_ALL /* nothing to load when the program starts */
#include <xxhash.h>

struct digest digest_of(const void *bytes, size_t length)
{
    XXH128_canonical_t canonical;
    struct digest digest;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes, length));
    memcpy(digest.bytes, canonical.digest, DIGEST_BYTES);
    return digest;
}

uint32_t digest_brief(const void *bytes, size_t length)
{
    return (uint32_t)XXH3_64bits(bytes, length);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

void digest_hex(const struct digest *digest, char out[DIGEST_HEX])
{
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", digest->bytes[i]);
}
