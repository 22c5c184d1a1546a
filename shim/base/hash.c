#include "shim/base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL /* nothing to load when the program starts */
#include <xxhash.h>

#define READ_BYTES ((size_t)64 << 10)

uint32_t hash_bytes(const void *bytes, size_t length)
{
    return (uint32_t)XXH3_64bits(bytes, length);
}

static struct hash of_xxh(XXH128_hash_t hash)
{
    return (struct hash){hash.high64, hash.low64};
}

struct hash hash_of(const void *bytes, size_t length)
{
    return of_xxh(XXH3_128bits(bytes, length));
}

bool hash_of_file(int at, const char *name, struct hash *out)
{
    XXH3_state_t state;
    char bytes[READ_BYTES];
    ssize_t got;
    int file = openat(at, name, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    XXH3_INITSTATE(&state);
    XXH3_128bits_reset(&state);
    while ((got = read(file, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            XXH3_128bits_update(&state, bytes, (size_t)got);
    int reason = errno;
    close(file);
    errno = reason;
    *out = of_xxh(XXH3_128bits_digest(&state));
    return got == 0;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return a->high == b->high && a->low == b->low;
}

bool hash_add(struct buffer *out, const struct hash *hash)
{
    return buffer_add_format(out, "%016" PRIx64 "%016" PRIx64, hash->high, hash->low);
}

const char *hash_read(const char *text, struct hash *out)
{
    /* Whoever reads numbers takes spaces and signs before them. */
    if (strspn(text, "0123456789abcdef") < HASH_HEX ||
        sscanf(text, "%16" SCNx64 "%16" SCNx64, &out->high, &out->low) != 2)
        return NULL;
    return text + HASH_HEX;
}
