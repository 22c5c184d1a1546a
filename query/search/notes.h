/* What a person should know of how the query was taken: which words were tried
 * for a typed one that no paper holds, and which words nothing matches. */
#ifndef SEOGO_SEARCH_NOTES_H
#define SEOGO_SEARCH_NOTES_H

#include "query/answer/answer.h"
#include "query/plan/rank/planned.h"
#include "query/search/searcher.h"

/* More of them tell nobody anything. */
#define NOTES_MAX 8

/* Adds at most NOTES_MAX lines to the notes of an answer, in valid UTF-8:
 * "typed: what was tried (kind)" or "typed: not in the archive". */
/* Before all others: that the answer is without these shards. */
enum status notes_add_missing(const struct searcher *searcher, struct answer *answer,
                              struct error *error);
enum status notes_add(const struct planner *planner, const struct plan *plan, struct answer *answer,
                      struct error *error);

#endif
