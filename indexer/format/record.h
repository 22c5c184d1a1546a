/* The stored paper: JSON that the index keeps with every document.
 *
 *   {"id":"2401.01234","title":"…","authors":["…"],"votes":12,"date":20240320,
 *    "url":"…","thumbnail":null,"summary":["…"],"lines":[9],"path":"2024/03/20.md","line":7}
 *
 * and "facts":[["field",value],…] where the paper has any, a value being a number
 * where the field has a slot, and "also":[["path",line],…] where it stands in other
 * archives too. votes is null where unknown; lines are those of the bullets of
 * summary. A path is the system's bytes, JSON is UTF-8: in "path" every '%' and every byte that is
 * not part of well-formed UTF-8 is written as %XX, so that any path comes back byte by byte. */
#ifndef SEOGO_FORMAT_RECORD_H
#define SEOGO_FORMAT_RECORD_H

#include "shim/base/buffer.h"
#include "indexer/format/paper.h"
#include "shim/base/status.h"

/* Appends the record to out. STATUS_INVALID for a paper without id, title, url
 * or path, or with votes beyond VOTES_MAX; STATUS_NO_MEMORY. Out is then as it
 * was. */
enum status record_write(const struct paper *paper, struct buffer *out);
/* Fills *paper, which the caller clears, also on failure; what it held before
 * is not freed. STATUS_DAMAGED where the bytes are not a record,
 * STATUS_NO_MEMORY. */
enum status record_read(const char *data, size_t length, struct paper *paper, struct error *error);

#endif
