/* 128 bits that tell one run of bytes from another: XXH3. Not cryptographic;
 * accidental collisions are negligible. */
#ifndef SEOGO_BUILD_DIGEST_H
#define SEOGO_BUILD_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_BYTES 16
#define DIGEST_HEX (DIGEST_BYTES * 2 + 1) /* with the NUL */

struct digest {
    unsigned char bytes[DIGEST_BYTES];
};

struct digest digest_of(const void *bytes, size_t length);
/* Of the file's bytes; name is relative to the directory at, which is open. False,
 * with errno, where it cannot be read. */
bool digest_of_file(int at, const char *name, struct digest *out);
bool digest_equal(const struct digest *a, const struct digest *b);
void digest_hex(const struct digest *digest, char out[DIGEST_HEX]);
/* False where the text does not begin as digest_hex writes it. */
bool digest_read(const char *hex, struct digest *out);

#endif
