/* Where a hit shows what was searched: the same analyzer reads its texts, and
 * the words that stand under a planned term are marked at their own bytes. */
#ifndef SEOGO_SEARCH_HIGHLIGHT_H
#define SEOGO_SEARCH_HIGHLIGHT_H

#include "indexer/format/analysis/analysis.h"
#include "query/answer/answer.h"
#include "query/plan/rank/planned.h"

/* The planned terms, made once for a query; borrows from the plan. */
struct highlighter;
enum status highlighter_new(struct highlighter **out, const struct plan *plan,
                            struct analyzer *analyzer, uint32_t documents, struct error *error);
void highlighter_free(struct highlighter *highlighter);

/* Fills the hit's marks, best_bullet and match; its paper is filled already.
 * The match is literal where any word of the query stands in the paper as it
 * was typed, else the nearest kind of guess that does. */
enum status highlight(struct highlighter *highlighter, struct hit *hit, struct error *error);

#endif
