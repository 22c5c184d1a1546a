/* What writer and reader must share for an index to be readable: a mismatch
 * is STATUS_FORMAT, and the hint is to rebuild.
 *
 * FINGERPRINT_FORMAT  1  first: fields S and A, unprefixed summary, JSON records
 *                     2  a generation is a directory of parts, with an inventory; records are
 *                        not compressed but stored under the paper's id
 *                     3  fields N (note) and L (link), ids as address.h gives them; keys:
 *                        titles, names and authors as terms of their own
 *                     4  the concepts of the thesaurus that papers have words of
 *                     5  keys: the months of dates
 *                     6  authors and archives as values, which facets count
 *                     7  records packed, with a dictionary of what they have in common
 *                     8  syllables of Hangul in two bytes; shorter keys
 *                     9  records within their documents again, which tell the dictionary
 *                        that they were packed with
 *                     10 the concepts of words by how these begin
 * FINGERPRINT_ANALYZER 1 first; a test keeps a digest of what it gives
 *                        (tests/spec/analysis.txt)
 *                      2 numbers with their units by value; versions joined with the name
 *                        before them; Hanja with their readings */
#ifndef SEOGO_FORMAT_FINGERPRINT_H
#define SEOGO_FORMAT_FINGERPRINT_H

#include <stddef.h>

#include "shim/base/status.h"

#define FINGERPRINT_FORMAT 10
#define FINGERPRINT_ANALYZER 2
#define FINGERPRINT_MAX 128

/* Writes "format 3 analyzer 2 unicode 14.0.0" (the Unicode version is
 * utf8proc's) and returns its length. */
size_t fingerprint_write(char out[FINGERPRINT_MAX]);

/* STATUS_OK where stored is this program's; else STATUS_FORMAT with a message
 * that names both and the hint to rebuild. */
enum status fingerprint_check(const char *stored, size_t length, struct error *error);

#endif
