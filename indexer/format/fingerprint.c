/* The fingerprint's text; see fingerprint.h. What is compared is the whole
 * text, so a part added to it is a new fingerprint by itself. */
#include "indexer/format/fingerprint.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#define REBUILD "build it anew with seogo-index"

size_t fingerprint_write(char out[FINGERPRINT_MAX])
{
    int length = snprintf(out, FINGERPRINT_MAX, "format %d analyzer %d unicode %s",
                          FINGERPRINT_FORMAT, FINGERPRINT_ANALYZER, utf8proc_unicode_version());
    if (length < 0) {
        out[0] = '\0';
        return 0;
    }
    return (size_t)length < FINGERPRINT_MAX ? (size_t)length : FINGERPRINT_MAX - 1;
}

enum status fingerprint_check(const char *stored, size_t length, struct error *error)
{
    char expected[FINGERPRINT_MAX];
    size_t expected_length = fingerprint_write(expected);
    if (length == expected_length && memcmp(stored, expected, length) == 0)
        return STATUS_OK;
    if (length == 0)
        return error_set(error, STATUS_FORMAT, REBUILD, "not an index of Seogo");
    int shown = length < FINGERPRINT_MAX ? (int)length : FINGERPRINT_MAX;
    return error_set(error, STATUS_FORMAT, REBUILD,
                     "the index was written as '%.*s', this program reads '%s'", shown, stored,
                     expected);
}
