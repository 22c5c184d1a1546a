/* The numbers that ranking rests on, in one table. */
#ifndef SEOGO_PLAN_RANKING_H
#define SEOGO_PLAN_RANKING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/fields.h"

/* Weights are factors of a BM25 score, shares are from 0 to 1, similarities are
 * as sound_similarity() has them, strengths as the lexicon has them, both from 0
 * to 1; counts are integers. */
struct ranking {
    double k1, b;            /* BM25's, without a unit */
    double title, author;    /* weights of a field's match; another field's is 1 */
    double title_alone;      /* weight of a title's match where no summary has the word */
    double inside;           /* weight of two syllables inside a longer stem */
    double bigrams;          /* weight of a stem's bigrams, against the stem */
    double bigram_power;     /* n bigrams weigh n to the minus this each */
    double atoms;            /* weight of a name's atoms, against the name joined */
    double joined;           /* weight of adjacent words joined to a name */
    double pair;             /* share of the sum of two words' scores, added where both match */
    uint32_t pair_reach;     /* words from one to the other, at most */
    double syllable;         /* weight of a one-syllable word */
    double alone;            /* weight of guesses for a word that is all of the query, and is held itself */
    double asking;           /* weight of an English word that asks, beside others */
    double related;          /* words that stand where this one does: their weight, */
    double related_power;    /* the power of their strength in it, */
    uint32_t related_most;   /* and how many */
    double concept;          /* other words for the same thing: their weight against the word's, */
    double concept_own;      /* how much of its own rarity beyond theirs a word keeps, */
    double concept_second;   /* the weight of each where the word has two concepts, */
    uint32_t concept_most;   /* and how many */
    double everyday;         /* share of all papers: a Hangul word of fewer tells as if so many had it */
    uint32_t rare;           /* a word of at most so many papers may be meant otherwise */
    double sound;            /* a word that sounds alike: its weight, */
    double sound_proof;      /* the similarity that a word of two consonants needs, */
    double sound_longer;     /* how much less for each one more, */
    double sound_native;     /* and how much more the less it looks like a loanword, */
    double sound_sure;       /* the similarity that needs no bigrams beside, */
    double sound_near;       /* how much less similar than the first another may be, */
    uint32_t sound_most;     /* and how many */
    double spelling;         /* a slip of the keys mended: its weight, */
    uint32_t spelling_most;  /* and how many candidates */
    double feedback;         /* words of the first hits: their weight, */
    uint32_t feedback_words; /* how many, */
    uint32_t feedback_hits;  /* of how many hits, */
    double feedback_flat;    /* the least share that the last one's score has of the first's */
    double dated;            /* weight of a month that is named beside the words */
    double votes, recency;   /* scores that the most popular and the newest paper gain */
};

/* The defaults, which tests/relevance/ablation.tsv has the evidence for. */
void ranking_init(struct ranking *ranking);
/* What a term weighs in a text field. */
double ranking_field_weight(const struct ranking *ranking, const struct field *field);
/* Sets one by its name in the struct; false where there is none. */
bool ranking_set(struct ranking *ranking, const char *name, double value);

/* A row of the table. */
struct ranking_row {
    const char *name;
    size_t offset; /* in struct ranking */
    bool integer;  /* a uint32_t, else a double */
    double value;
};
/* All rows; *count is their number. */
const struct ranking_row *ranking_rows(size_t *count);

#endif
