/* What stands behind a field's colon: days, numbers, terms and arXiv ids. Knows the
 * calendar and no query around it. */
#ifndef SEOGO_LANGUAGE_VALUES_H
#define SEOGO_LANGUAGE_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"
#include "query/language/dates.h"

/* Reads the value of a FIELD_DAY, FIELD_NUMBER or FIELD_NEWS. A row with a reach takes
 * one value and leaves the other end open. today is eight digits, 0 where nothing can be
 * counted from it. False fills *fault. */
bool value_range(const struct field *field, const char *text, size_t length, int64_t today,
                 struct value_range *out, struct value_fault *fault);

/* Finds the first arXiv id in a word, whatever stands around it: a link to its paper
 * anywhere, brackets, a josa, full-width digits. Writes it without version; out has
 * room for length bytes. Returns its length; 0 where there is none, and out is text. */
size_t value_id(const char *text, size_t length, char *out);

/* The byte behind the first arXiv id in ASCII, in front of its version; 0 where
 * there is none. */
size_t value_id_end(const char *text, size_t length);

/* Copies the value of a FIELD_TERM as it is, of a FIELD_PAPER or FIELD_LIKE
 * without addresses and versions. out has room for length bytes. Returns how
 * many it takes, or 0 where a value is missing, and fills *fault. */
size_t value_text(const struct field *field, const char *text, size_t length, char *out,
                  struct value_fault *fault);

/* Whether text is surely meant as a value of the field, which is a day, a number
 * or arXiv ids. */
bool value_fits(const struct field *field, const char *text, size_t length, int64_t today);

#endif
