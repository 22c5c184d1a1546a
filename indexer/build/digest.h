/* 128 bits that tell one run of bytes from another: XXH3. Not cryptographic;
 * accidental collisions are negligible. */
#ifndef SEOGO_BUILD_DIGEST_H
#define SEOGO_BUILD_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

#define DIGEST_HEX 32 /* its length in hexadecimal */

struct digest {
    uint64_t high, low;
};

struct digest digest_of(const void *bytes, size_t length);
/* Of the file's bytes; name is relative to the directory at, which is open. False,
 * with errno, where it cannot be read. */
bool digest_of_file(int at, const char *name, struct digest *out);
bool digest_equal(const struct digest *a, const struct digest *b);
/* Appends it in hexadecimal; false: out of memory. */
bool digest_add(struct buffer *out, const struct digest *digest);
/* What stands behind the digest that the text begins with; NULL where there is none. */
const char *digest_read(const char *text, struct digest *out);

#endif
