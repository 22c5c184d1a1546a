/* What stands behind a field's colon: days, votes and arXiv ids. Knows the
 * calendar and no query around it. */
#ifndef SEOGO_LANGUAGE_VALUES_H
#define SEOGO_LANGUAGE_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"

/* Where a text breaks (a byte in it) and how; hint is a right form or NULL.
 * The strings are constants. */
struct fault {
    size_t offset;
    const char *message, *hint;
};

/* Inclusive; INT64_MIN and INT64_MAX are open ends. */
struct range {
    int64_t low, high;
};

/* Reads the value of a field of days or of votes. since: and until: take one
 * date and leave the other end open. False fills *fault. */
bool value_range(enum field_id field, const char *text, size_t length, struct range *out,
                 struct fault *fault);

/* Whether all of text is an arXiv id or a link to its paper. *id is the part
 * of text without address and version. */
bool value_arxiv_id(const char *text, size_t length, const char **id, size_t *id_length);

/* Copies the ids of text, which commas separate where several is true, without
 * addresses and versions; an id of another kind stays as it is. out has room
 * for length bytes. False where an id is empty. */
bool value_ids(const char *text, size_t length, bool several, char *out, size_t *out_length,
               struct fault *fault);

/* Whether text is surely meant as a value of the field, which is not one of
 * text: a day, a number of votes, arXiv ids. */
bool value_fits(enum field_id field, const char *text, size_t length);

#endif
