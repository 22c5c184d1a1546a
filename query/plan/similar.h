/* similar:ID -> papers like these: by the words that tell most of them (the
 * highest tf * idf), without these papers. */
#ifndef SEOGO_PLAN_SIMILAR_H
#define SEOGO_PLAN_SIMILAR_H

#include "query/language/language.h"
#include "query/plan/term/term.h"

/* node is a NODE_SIMILAR. *word has the words for its one alternative, or none
 * where the papers tell nothing; *out is the papers alone, to be excluded. A
 * paper that is not in the index is STATUS_BAD_QUERY and names planner->broken. */
enum status similar_words(struct planner *planner, const struct node *node, struct word **word,
                          struct shim_query **out, struct error *error);

#endif
