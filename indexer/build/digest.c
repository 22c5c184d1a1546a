#include "indexer/build/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL /* nothing to load when the program starts */
#include <xxhash.h>

#define READ_BYTES ((size_t)64 << 10)

static struct digest of_hash(XXH128_hash_t hash)
{
    return (struct digest){hash.high64, hash.low64};
}

struct digest digest_of(const void *bytes, size_t length)
{
    return of_hash(XXH3_128bits(bytes, length));
}

bool digest_of_file(int at, const char *name, struct digest *out)
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
    *out = of_hash(XXH3_128bits_digest(&state));
    return got == 0;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return a->high == b->high && a->low == b->low;
}

bool digest_add(struct buffer *out, const struct digest *digest)
{
    return buffer_add_format(out, "%016" PRIx64 "%016" PRIx64, digest->high, digest->low);
}

const char *digest_read(const char *text, struct digest *out)
{
    /* Whoever reads numbers takes spaces and signs before them. */
    if (strspn(text, "0123456789abcdef") < DIGEST_HEX ||
        sscanf(text, "%16" SCNx64 "%16" SCNx64, &out->high, &out->low) != 2)
        return NULL;
    return text + DIGEST_HEX;
}
