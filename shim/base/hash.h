/* Hashes of bytes by XXH3, the same in every run and on every machine. None is
 * cryptographic. */
#ifndef SEOGO_BASE_HASH_H
#define SEOGO_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shim/base/buffer.h"

/* For tables in memory. */
uint32_t hash_bytes(const void *bytes, size_t length);

/* 128 bits that tell one run of bytes from another: accidental collisions are negligible. */
struct hash {
    uint64_t high, low;
};

#define HASH_HEX 32 /* its length in hexadecimal */

struct hash hash_of(const void *bytes, size_t length);
/* Of the file's bytes; name is relative to the directory at, which is open. False,
 * with errno, where it cannot be read. */
bool hash_of_file(int at, const char *name, struct hash *out);
bool hash_equal(const struct hash *a, const struct hash *b);
/* Appends it in hexadecimal; false: out of memory. */
bool hash_add(struct buffer *out, const struct hash *hash);
/* What stands behind the hash that the text begins with; NULL where there is none. */
const char *hash_read(const char *text, struct hash *out);

#endif
