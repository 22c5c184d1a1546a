/* All that a Xapian database holds, as text: for tests that compare indexes. */
#ifndef SEOGO_TESTS_INDEX_DUMP_H
#define SEOGO_TESTS_INDEX_DUMP_H

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Writes the documents with data and values, the terms with postings and
 * positions, and the metadata, each in its order. Returns 0, or -1 where the
 * database cannot be read. */
int index_dump(const char *path, FILE *out);

#ifdef __cplusplus
}
#endif
#endif
