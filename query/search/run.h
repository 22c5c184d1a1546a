/* A planned query on an open index: what a search and its explanation share. */
#ifndef SEOGO_SEARCH_RUN_H
#define SEOGO_SEARCH_RUN_H

#include "query/plan/plan.h"
#include "query/search/request.h"
#include "query/search/searcher.h"

/* Borrows searcher, request and tree. */
struct search_run {
    struct searcher *searcher;
    const struct search_request *request;
    const struct node *tree;
    struct planner planner;
    struct plan plan;
};

/* run_clear frees what the plan took, also after a failure. */
enum status run_plan(struct search_run *run, struct searcher *searcher,
                     const struct search_request *request, const struct node *tree,
                     struct error *error);
void run_clear(struct search_run *run);

/* What is added to the score of words. */
enum boost { BOOST_VOTES, BOOST_RECENCY, BOOST_DATED, BOOSTS };

/* *out is NULL where the boost is off, or the query ranks no words. */
enum status run_boost(const struct search_run *run, enum boost boost, struct shim_query **out,
                      struct error *error);

/* BM25 as the request's ranking has it. */
struct shim_bm25 run_bm25(const struct search_run *run);

/* Scores query alone, with the request's BM25, on the paper with this id: 0
 * where it does not match. Of several papers with one id the best counts. */
enum status run_score(const struct search_run *run, const struct shim_query *query, const char *id,
                      double *score, struct error *error);
/* The papers that query matches, exactly where no paper stands in two shards. */
enum status run_count(const struct search_run *run, const struct shim_query *query, uint32_t *count,
                      struct error *error);

/* Calls attempt; as long as the writer outran it, reopens the index and calls
 * it again, and once where a connection broke. attempt leaves nothing behind where it fails so. */
typedef enum status run_attempt(void *context, struct error *error);
enum status run_repeated(struct searcher *searcher, run_attempt *attempt, void *context,
                         struct error *error);

#endif
