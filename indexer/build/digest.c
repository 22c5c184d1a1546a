#include "indexer/build/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define XXH_INLINE_ALL /* nothing to load when the program starts */
#include <xxhash.h>

#define READ_BYTES ((size_t)64 << 10)

static struct digest canonical(XXH128_hash_t hash)
{
    XXH128_canonical_t bytes;
    struct digest digest;
    XXH128_canonicalFromHash(&bytes, hash);
    memcpy(digest.bytes, bytes.digest, DIGEST_BYTES);
    return digest;
}

struct digest digest_of(const void *bytes, size_t length)
{
    return canonical(XXH3_128bits(bytes, length));
}

/* True at the end of the file, false, with errno, before it. */
static bool read_all(int file, XXH3_state_t *state, char *bytes)
{
    for (;;) {
        ssize_t got = read(file, bytes, READ_BYTES);
        if (got == 0)
            return true;
        if (got > 0)
            XXH3_128bits_update(state, bytes, (size_t)got);
        else if (errno != EINTR)
            return false;
    }
}

bool digest_of_file(int at, const char *name, struct digest *out)
{
    XXH3_state_t *state = XXH3_createState();
    char *bytes = malloc(READ_BYTES);
    int file = openat(at, name, O_RDONLY | O_CLOEXEC);
    bool ok = state != NULL && bytes != NULL && file >= 0;
    if (ok) {
        XXH3_128bits_reset(state);
        ok = read_all(file, state, bytes);
    }
    if (ok)
        *out = canonical(XXH3_128bits_digest(state));
    int reason = errno;
    if (file >= 0)
        close(file);
    free(bytes);
    XXH3_freeState(state);
    errno = reason;
    return ok;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return memcmp(a->bytes, b->bytes, DIGEST_BYTES) == 0;
}

static const char DIGITS[] = "0123456789abcdef";

bool digest_add(struct buffer *out, const struct digest *digest)
{
    char hex[DIGEST_HEX];
    for (size_t i = 0; i < DIGEST_HEX; i++)
        hex[i] = DIGITS[digest->bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF];
    return buffer_add(out, hex, sizeof hex);
}

const char *digest_read(const char *text, struct digest *out)
{
    *out = (struct digest){{0}};
    for (size_t i = 0; i < DIGEST_HEX; i++) {
        const char *digit = text[i] != '\0' ? strchr(DIGITS, text[i]) : NULL;
        if (digit == NULL)
            return NULL;
        out->bytes[i / 2] |= (unsigned char)((digit - DIGITS) << (i % 2 == 0 ? 4 : 0));
    }
    return text + DIGEST_HEX;
}
