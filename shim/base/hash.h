/* A hash of bytes for tables in memory. */
#ifndef SEOGO_BASE_HASH_H
#define SEOGO_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* The same in every run and on every machine, by XXH3. */
uint32_t hash_bytes(const void *bytes, size_t length);

#endif
