/* What keeps a query's work within bounds, whatever is typed: clauses that say the
 * same count once, and all prefixes of a query share a number of terms. */
#ifndef SEOGO_PLAN_BOUND_H
#define SEOGO_PLAN_BOUND_H

#include "query/language/language.h"

/* Terms of a field that one prefix may stand for, where there are few prefixes. */
#define BOUND_PREFIX_TERMS 200

/* Whether a child before this one asks for the same. Looks back a little way only,
 * so that it takes no time itself. */
bool bound_is_repeated(const struct node *parent, size_t child);
/* Terms of a field that each prefix of the tree may stand for. */
uint32_t bound_prefix_terms(const struct node *tree);

#endif
