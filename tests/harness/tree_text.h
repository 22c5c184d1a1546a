/* A query's tree as text, for tests. */
#ifndef SEOGO_HARNESS_TREE_TEXT_H
#define SEOGO_HARNESS_TREE_TEXT_H

#include "shim/base/buffer.h"
#include "query/language/language.h"

/* Appends the s-expression that tests/spec/language.txt describes. */
bool tree_write(const struct node *node, struct buffer *out);
/* Appends a query that gives this tree again, byte ranges aside. */
bool tree_write_query(const struct node *list, struct buffer *out);
/* NULL where the tree keeps what language.h promises of every query of length
 * bytes, else what it breaks. */
const char *tree_fault(const struct node *list, size_t length);
/* Parses query, checks the tree or the error, prints the tree as a query and
 * parses that. NULL where all is well, else what is not. */
const char *tree_round_trip(const char *query, size_t length);

#endif
