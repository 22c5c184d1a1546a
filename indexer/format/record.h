/* The stored paper: JSON that the index keeps with every document. */
#ifndef SEOGO_FORMAT_RECORD_H
#define SEOGO_FORMAT_RECORD_H

#include "indexer/format/buffer.h"
#include "indexer/format/paper.h"
#include "shim/status.h"

/* Appends the record to out. */
enum status record_write(const struct paper *paper, struct buffer *out);
/* Fills *paper, which the caller clears. STATUS_DAMAGED where the bytes are
 * not a record. */
enum status record_read(const char *data, size_t length, struct paper *paper, struct error *error);

#endif
