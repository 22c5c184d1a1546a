/* The words of some papers, by how much they tell of them: of the first hits
 * for feedback, of the papers that others shall be like. Read from title and
 * summary, since the index keeps no lists of a paper's terms. */
#ifndef SEOGO_PLAN_OFFERS_H
#define SEOGO_PLAN_OFFERS_H

#include "indexer/format/paper.h"
#include "query/plan/term/term.h"
#include "shim/base/buffer.h"

/* Those of one paper, in their order and as often as they stand there. */
struct paper_words {
    struct buffer texts;
    struct paper_word {
        uint32_t start, length, hash; /* of its text in texts */
        uint32_t summaries;           /* that have it, once somebody looked */
    } * items;
    size_t count;
};
#define SUMMARIES_UNKNOWN UINT32_MAX
/* paper_words_free frees, also what is left where memory was short. */
enum status paper_words_of(struct analyzer *analyzer, const struct paper *paper,
                           struct paper_words *out, struct error *error);
void paper_words_free(struct paper_words *words);

struct offers;
/* Borrows the planner, in whose arena the words are kept. */
enum status offers_new(struct offers **out, struct planner *planner, struct error *error);
void offers_free(struct offers *offers);

/* Adds a paper, whose words stay until the offers are chosen: what is looked up of them is
 * kept there, for as long as the same database is open. */
enum status offers_add(struct offers *offers, struct paper_words *words, struct error *error);

/* What makes a word strong, which is its piece's weight, at most 1. */
enum offers_by {
    OFFERS_BY_PAPERS, /* the share of the papers that have it */
    OFFERS_BY_TIMES   /* how often it stands in them, by its logarithm; others must have it */
};

struct offers_choice {
    enum offers_by by;
    size_t least, most; /* papers that have a word; words */
};

/* Fills out's pieces with the words of the highest offer, strength * idf
 * (Robertson's offer weight, r * idf). Called once. */
enum status offers_choose(struct offers *offers, const struct offers_choice *choice,
                          struct alternative *out, struct error *error);

#endif
