/* A file without a name, for bytes that are not needed in memory for a while. It
 * goes with the process, and where that is killed before the name is gone, with
 * the directory, which is a scratch one. */
#ifndef SEOGO_FORMAT_SPILL_H
#define SEOGO_FORMAT_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The file, made in the directory, which the caller closes; -1, with errno. */
int spill_open(const char *directory);
/* All of the bytes, of any file: false, with errno. Reading past the end is EIO. */
bool spill_write(int file, const void *bytes, size_t length, uint64_t offset);
bool spill_read(int file, void *bytes, size_t length, uint64_t offset);

#endif
