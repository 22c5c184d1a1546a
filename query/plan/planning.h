/* The plan's inside: what its files share while a tree is walked. */
#ifndef SEOGO_PLAN_PLANNING_H
#define SEOGO_PLAN_PLANNING_H

#include "query/language/language.h"
#include "query/plan/rank/compose.h"
#include "query/plan/rank/planned.h"

/* What is carried down the tree. */
struct planning {
    struct planner *planner;
    struct plan *plan;
    bool excluded; /* below a NOT */
    struct error *error;
    /* A quotation that is not closed and that no paper holds, or NULL; some hold its
       first bytes, which are 0 for none. */
    const struct node *loose;
    size_t begun;
};

/* Remembers part, which shares query. */
enum status plan_add_part(struct planning *p, struct plan_part part,
                          const struct shim_query *query);

/* A quotation that is not closed may be typed no further than into a word: where no
 * paper holds it, what stands before its last word does as well.
 * Fills loose and begun. */
enum status plan_find_loose(struct planning *p, const struct node *tree);
/* Beside plain words such a quotation is plain words too, and papers that hold the
 * beginning of it are first. */
enum status plan_lift_begun(struct planning *p);

/* Words that stand side by side: each ranks, and neighbours that the index
 * knows as one name compete with it. */
enum status plan_words(struct planning *p, struct word *words, size_t count,
                       struct query_list *out);

enum status plan_words_of(struct planning *p, const struct node *node, struct word **words,
                          size_t *count);

/* Counts a date, number of votes or id: STATUS_BAD_QUERY beyond
 * PLANNER_FILTERS_MAX. */
enum status plan_count_filter(struct planner *planner, struct error *error);
/* The papers with this id. */
enum status plan_id_query(struct planner *planner, const char *id, size_t length,
                          struct shim_query **out, struct error *error);

/* Each gives the engine's query of a leaf, NULL where no paper can match. */
enum status plan_word(struct planning *p, const struct node *node, enum shim_operator op,
                      struct shim_query **out);
enum status plan_phrase(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_prefix(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_range(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_term(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_id(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_new(struct planning *p, const struct node *node, struct shim_query **out);
enum status plan_similar(struct planning *p, const struct node *node, struct shim_query **out);

#endif
