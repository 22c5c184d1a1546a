/* The words of some papers, by how much they tell of them: of the first hits
 * for feedback, of the papers that others shall be like. Read from title and
 * summary, since the index keeps no lists of a paper's terms. */
#ifndef SEOGO_PLAN_OFFERS_H
#define SEOGO_PLAN_OFFERS_H

#include "indexer/format/paper.h"
#include "query/plan/term/term.h"

struct offers;
/* Borrows the planner, in whose arena the words are kept. */
enum status offers_new(struct offers **out, struct planner *planner, struct error *error);
void offers_free(struct offers *offers);

enum status offers_add(struct offers *offers, const struct paper *paper, struct error *error);

/* What makes a word strong, which is its piece's weight, at most 1. */
enum offers_by {
    OFFERS_BY_PAPERS, /* the share of the papers that have it */
    OFFERS_BY_TIMES   /* how often it stands in them, by its logarithm; others must have it */
};

/* Fills out's pieces with the words of the highest offer, strength * idf
 * (Robertson's offer weight, r * idf), at most most of them, of those that
 * least papers have at least. Called once. */
enum status offers_choose(struct offers *offers, enum offers_by by, size_t least, size_t most,
                          struct alternative *out, struct error *error);

#endif
