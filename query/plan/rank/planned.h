/* A planned query: its parts, which of them stand side by side, and what the
 * engine runs. Filled by plan_query(); read by the search, the marks, the notes
 * and --explain. */
#ifndef SEOGO_PLAN_PLANNED_H
#define SEOGO_PLAN_PLANNED_H

#include "query/plan/term/term.h"

/* The words of a phrase as the index has them, and as authors have them; texts is NULL
 * where there is none. */
struct stems {
    const char **texts, **names;
    size_t count;
    bool fields[TEXT_FIELDS]; /* that are asked for it */
};

/* One word or phrase of the query as it was planned: for highlighting and for
 * --explain. query is NULL where no paper can match it. */
struct plan_part {
    const char *label;
    struct word *word; /* NULL for a phrase or a prefix */
    struct stems phrase;
    const char *prefix;
    bool excluded;
    bool similar;  /* word has the words that papers like others have */
    size_t joined; /* of a joined name: how many parts before it count where it does not match */
    struct shim_query *query;
};

/* Parts [first, end) that count as one: a word alone, or the words of a name
 * and last the name, which counts alone where it matches. */
struct plan_group {
    size_t first, end;
};

/* Groups [first, end) that stand side by side in the query. */
struct plan_row {
    size_t first, end;
};

/* A date among the words, which lifts the papers of its months. */
#define PLAN_DATES_MAX 2
struct plan_date {
    size_t start, end;  /* bytes of the query */
    const char *months; /* as a person reads them */
};

struct plan {
    struct shim_query *query; /* which papers match, and what each word adds */
    struct shim_query *named; /* of them what is asked for beside words: ids and names; or NULL */
    bool ranked;              /* there are words to rank by */
    bool alone;               /* one word is all that ranks */
    bool identity;            /* a paper or its like was asked for: popularity does not count */
    unsigned mended;          /* of enum query_mended */
    struct plan_part *parts;
    size_t part_count;
    struct plan_group *groups;
    size_t group_count;
    struct plan_row *rows;
    size_t row_count;
    /* What words of the first hits add to the score of papers that match, or NULL. */
    struct shim_query *feedback;
    struct plan_date dates[PLAN_DATES_MAX];
    size_t date_count;
    struct shim_query *dated; /* what the months of dates add, or NULL */
};

/* Adds papers to those that are asked for beside words; query is shared, NULL is
 * passed over. */
enum status plan_add_named(struct plan *plan, const struct shim_query *query, struct error *error);

/* Frees the plan's queries and leaves it empty; its words are the arena's. */
void plan_clear(struct plan *plan);

#endif
