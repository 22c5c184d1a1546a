/* A planned query -> its answer: finds the hits, reads their papers, marks them. */
#ifndef SEOGO_SEARCH_COLLECT_H
#define SEOGO_SEARCH_COLLECT_H

#include "query/answer/answer.h"
#include "query/search/run.h"

/* Fills hits, totals and notes of an empty answer, which the caller clears. */
enum status collect_answer(struct search_run *run, struct answer *answer, struct error *error);

#endif
