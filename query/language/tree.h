/* How the parser builds the tree of language.h. */
#ifndef SEOGO_LANGUAGE_TREE_H
#define SEOGO_LANGUAGE_TREE_H

#include "query/language/language.h"

/* NULL where memory is short. */
struct node *node_new(enum node_kind kind, size_t start, size_t end);
/* Takes child, also where memory is short (false). */
bool node_add(struct node *node, struct node *child);
/* Copies text into a node that has none. False where memory is short. */
bool node_set_text(struct node *node, const char *text, size_t length);

/* Makes node what other is, in its own place and with its own demand; other, whose
 * children it takes, is gone. */
void node_take(struct node *node, struct node *other);

/* Ends a list: a paper has one id, so that demanded ids become one OR of ids,
 * in the place of the first. Where the list holds nothing but ids they are all
 * demanded. Nothing may be added to the list afterwards. */
enum status node_join_ids(struct node *list);

#endif
