/* A query's text, byte by byte: where white space stands, a quotation mark, a
 * parenthesis with or without its other. */
#ifndef SEOGO_LANGUAGE_PAIRS_H
#define SEOGO_LANGUAGE_PAIRS_H

#include <stdbool.h>
#include <stddef.h>

/* One bit for each byte. */
struct pairs_bits {
    unsigned char *bytes; /* owned */
};

struct pairs {
    const char *query; /* borrowed */
    size_t length;
    struct pairs_bits closed; /* the parenthesis there closes before a space or quote */
    struct pairs_bits paired; /* it closes, or was opened, at all */
    size_t half;              /* the quotation mark that is never closed; length where none is */
};

/* False where memory is short; pairs_clear() then, too. */
bool pairs_find(struct pairs *pairs, const char *query, size_t length);
void pairs_clear(struct pairs *pairs);

bool pairs_bytes_at(const struct pairs *pairs, size_t at, const char *bytes, size_t count);

/* Each returns the bytes there, 0 for none; at may be the query's length. White space
 * is Unicode's, the zero width space and the byte order mark, which come along with
 * pasted text; a quotation mark is a straight or a curly one. */
size_t pairs_space_at(const struct pairs *pairs, size_t at);
size_t pairs_quote_at(const struct pairs *pairs, size_t at);

bool pairs_is_set(const struct pairs_bits *bits, size_t at);

#endif
