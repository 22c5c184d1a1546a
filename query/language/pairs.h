/* What stands at a byte of the query: white space, a quotation mark, a parenthesis
 * with or without its other. The lexer's alone. */
#ifndef SEOGO_LANGUAGE_PAIRS_H
#define SEOGO_LANGUAGE_PAIRS_H

#include "query/language/lexer.h"

bool pairs_bytes_at(const struct lexer *lexer, size_t at, const char *bytes, size_t count);

/* Each returns the bytes there, 0 for none; at may be the query's length. White space
 * is Unicode's, the zero width space and the byte order mark, which come along with
 * pasted text; a quotation mark is a straight or a curly one. */
size_t pairs_space_at(const struct lexer *lexer, size_t at);
size_t pairs_quote_at(const struct lexer *lexer, size_t at);

bool pairs_is_set(const struct lexer_bits *bits, size_t at);
/* Fills closed, paired and half. False where memory is short. */
bool pairs_find(struct lexer *lexer);

#endif
