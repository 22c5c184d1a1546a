/* The plan's inside: what its files share while a tree is walked. */
#ifndef SEOGO_PLAN_PLANNING_H
#define SEOGO_PLAN_PLANNING_H

#include "query/plan/rank/compose.h"
#include "query/plan/plan.h"

/* What is carried down the tree. */
struct planning {
    struct planner *planner;
    struct plan *plan;
    bool excluded; /* below a NOT */
    struct error *error;
};

/* Remembers part, which shares query. */
enum status plan_part(struct planning *p, struct part part, const struct shim_query *query);

/* Words that stand side by side: each ranks, and neighbours that the index
 * knows as one name compete with it. */
enum status plan_words(struct planning *p, struct word *words, size_t count,
                       struct query_list *out);

/* True where the query has had its words: one more is left out. */
bool is_full(struct planner *planner);
enum status words_of_node(struct planning *p, const struct node *node, struct word **words,
                          size_t *count);

/* Each gives the engine's query of a leaf, NULL where no paper can match. */
enum status plan_word(struct planning *p, const struct node *node, enum shim_operator op,
                      struct shim_query **out);
enum status plan_phrase(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_prefix(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_range(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_term(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_id(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_similar(struct planning *p, const struct node *node, struct shim_query **out);

#endif
