/* What of a query is being typed: the word, or the value of a field, at its
 * end. A lighter reading than the language's own, because a query that is being
 * typed is seldom whole. */
#ifndef SEOGO_SERVE_TYPED_H
#define SEOGO_SERVE_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/format/fields.h"

/* query[start, length) is what a completion replaces. */
struct typed {
    enum field_id field; /* FIELD_NONE where none is named */
    size_t start;
    bool quoted; /* a quotation is open before start */
};

struct typed typed_of(const char *query, size_t length);

/* Whether a name may become of what was typed of it, in either case of Latin
 * letters and with the last syllable half composed: 저ㅈ and 젖 begin 저자. */
bool typed_begins(const char *typed, size_t length, const char *name);

#endif
