/* A query's tree -> what the engine runs: filters, demands, and a ranking in
 * which the alternatives of a word compete and words add up. */
#ifndef SEOGO_PLAN_PLAN_H
#define SEOGO_PLAN_PLAN_H

#include "query/language/language.h"
#include "query/plan/term/term.h"

/* One word or phrase of the query as it was planned: for highlighting and for
 * --explain. query is NULL where no paper can match it. */
struct part {
    const char *label;
    struct word *word;   /* NULL for a phrase or a prefix */
    const char **phrase; /* its stems, phrase_count of them */
    size_t phrase_count;
    const char *prefix;
    bool excluded;
    bool similar;  /* word has the words that papers like others have */
    size_t joined; /* of a joined name: how many parts before it count where it does not match */
    struct shim_query *query;
};

/* Parts [first, end) that count as one: a word alone, or the words of a name
 * and last the name, which counts alone where it matches. */
struct group {
    size_t first, end;
};

/* Groups [first, end) that stand side by side in the query. */
struct row {
    size_t first, end;
};

struct plan {
    struct shim_query *query; /* which papers match, and what each word adds */
    bool ranked;              /* there are words to rank by */
    bool identity;            /* a paper or its like was asked for: popularity does not count */
    struct part *parts;
    size_t part_count;
    struct group *groups;
    size_t group_count;
    struct row *rows;
    size_t row_count;
    /* What words of the first hits add to the score of papers that match, or NULL. */
    struct shim_query *feedback;
};

/* Plans the tree. plan points into planner->arena and the tree; plan_clear
 * frees its queries, also after a failure. */
enum status plan_query(struct planner *planner, const struct node *tree, struct plan *plan,
                       struct error *error);
void plan_clear(struct plan *plan);

/* Counts a date, number of votes or id: STATUS_BAD_QUERY beyond
 * PLANNER_FILTERS_MAX. */
enum status count_filter(struct planner *planner, struct error *error);
/* The papers with this id. */
enum status id_query(struct planner *planner, const char *id, size_t length,
                     struct shim_query **out, struct error *error);

#endif
