/* One search from query to answer: open, plan, run, fetch, mark; repeated from
 * the start where the writer outran it. */
#ifndef SEOGO_SEARCH_SEARCH_H
#define SEOGO_SEARCH_SEARCH_H

#include <stdbool.h>

#include "shim/base/buffer.h"
#include "query/answer/answer.h"
#include "query/plan/rank/ranking.h"
#include "shim/base/status.h"

struct searcher;

/* Where to search: index directories (NULL and 0: the default one). root, if
 * not NULL, replaces the archive's stored root. The strings are borrowed. */
struct searcher_place {
    const char *const *directories;
    size_t directory_count;
    const char *root;
    bool often; /* many searches follow: what they read again is cached */
};

/* Opens the live generations. STATUS_NOT_FOUND, STATUS_FORMAT, STATUS_DAMAGED
 * say why it could not. */
enum status searcher_open(struct searcher **out, const struct searcher_place *place,
                          struct error *error);
void searcher_free(struct searcher *searcher);

/* Most votes and latest date first; papers that have none come last, also in
 * the reversed order. */
enum search_sort { SORT_RELEVANCE, SORT_VOTES, SORT_DATE };

struct search_request {
    const char *query;
    size_t length;
    uint32_t first, count;
    enum search_sort sort;
    bool reversed;
    bool literal;     /* no guesses */
    bool exact_total; /* count every paper that matches */
    bool marked;      /* fill the hits' marks; costs the reading of each hit */
    struct ranking ranking;
};

/* The order by its name, "relevance", "votes" or "date", a minus before it for
 * the reversed one. False for another name. */
bool search_sort_named(const char *name, struct search_request *request);

/* Relevance, 10 hits from the first on, marked, the table's ranking. */
void search_request_init(struct search_request *request, const char *query, size_t length);

/* Fills *answer, which the caller clears. On STATUS_BAD_QUERY *offset is the
 * byte where the query breaks. */
enum status search(struct searcher *searcher, const struct search_request *request,
                   struct answer *answer, size_t *offset, struct error *error);

/* Appends how the query is understood: its tree, each word's alternatives with
 * weight and frequency, and the score of each of the first hits (at most 10) by
 * parts. *hit_count is how many there are. */
enum status search_explain(struct searcher *searcher, const struct search_request *request,
                           struct buffer *out, size_t *hit_count, size_t *offset,
                           struct error *error);

#endif
