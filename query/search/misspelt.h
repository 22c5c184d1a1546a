/* A word that was meant to name a field, "titel:확산". */
#ifndef SEOGO_SEARCH_MISSPELT_H
#define SEOGO_SEARCH_MISSPELT_H

#include "query/language/language.h"
#include "query/search/run.h"

/* The name or alias that the node's first *length bytes of text are a slip of the keys away
 * from, where a colon and directly a value stand behind them; else NULL. In a title a space
 * stands behind the colon, in an address a slash. */
const char *misspelt_field(const struct planner *planner, const struct node *node, size_t *length);

#endif
