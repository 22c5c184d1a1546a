/* What a search is asked for. */
#ifndef SEOGO_SEARCH_REQUEST_H
#define SEOGO_SEARCH_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "query/language/language.h"
#include "query/plan/rank/ranking.h"

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
    struct shim_tally *tally;     /* counts values of all that match, with exact_total; or NULL */
    struct query_context context; /* of whose day 0 is the day that it is */
};

/* The order by its name, "relevance", "votes" or "date", a minus before it for
 * the reversed one. False for another name. */
bool search_sort_named(const char *name, struct search_request *request);

/* Parses the request's query; a query without a day is counted from the day that it is. */
enum status search_request_parse(const struct search_request *request, struct node **out,
                                 size_t *offset, struct error *error);

/* The day that a request's dates are counted from, eight digits. */
int64_t search_request_today(const struct search_request *request);

/* Relevance, 10 hits from the first on, marked, the table's ranking. */
void search_request_init(struct search_request *request, const char *query, size_t length);

#endif
