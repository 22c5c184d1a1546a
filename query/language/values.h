/* What stands behind a field's colon: days, numbers, terms and arXiv ids. Knows the
 * calendar and no query around it. */
#ifndef SEOGO_LANGUAGE_VALUES_H
#define SEOGO_LANGUAGE_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"

/* Where a text breaks (a byte in it) and how; hint is a right form or NULL.
 * The strings are constants. */
struct value_fault {
    size_t offset;
    const char *message, *hint;
};

/* Inclusive; INT64_MIN and INT64_MAX are open ends. */
struct value_range {
    int64_t low, high;
};

/* Reads the value of a FIELD_DAY or FIELD_NUMBER. A row with a reach takes one
 * value and leaves the other end open. False fills *fault. */
bool value_range(const struct field *field, const char *text, size_t length,
                 struct value_range *out, struct value_fault *fault);

/* Whether all of text is the id of a paper or its address, or the address of
 * anything else, which is not read as words; then id's contents are replaced by
 * the id, or what stands for the address in FIELD_LINK. False also where memory
 * is short. */
bool value_paper_id(const char *text, size_t length, struct buffer *id);
bool value_link(const char *text, size_t length, struct buffer *id);

/* Copies the value of a FIELD_TERM as it is, of a FIELD_PAPER or FIELD_LIKE
 * without addresses and versions. out has room for length bytes. Returns how
 * many it takes, or 0 where a value is missing, and fills *fault. */
size_t value_text(const struct field *field, const char *text, size_t length, char *out,
                  struct value_fault *fault);

/* Whether text is surely meant as a value of the field, which is a day, a number
 * or arXiv ids. */
bool value_fits(const struct field *field, const char *text, size_t length);

#endif
