/* A query's text to its tree, in which a saved query is still its name. */
#ifndef SEOGO_LANGUAGE_PARSER_H
#define SEOGO_LANGUAGE_PARSER_H

#include "query/language/language.h"

/* As query_parse; today is as query_context has it. */
enum status parser_read(const char *query, size_t length, int64_t today, struct node **out,
                        size_t *offset, struct error *error);

#endif
