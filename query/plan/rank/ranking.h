/* The numbers that ranking rests on, in one table, each with what chose it. */
#ifndef SEOGO_PLAN_RANKING_H
#define SEOGO_PLAN_RANKING_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/format/fields.h"

struct ranking {
    double k1, b;         /* BM25 */
    double title, author; /* of a field's match; another field's is 1 */
    double title_alone;   /* of a title's match where no summary has the word */
    double inside;        /* two syllables inside a longer stem */
    double bigrams;       /* a stem's bigrams, against the stem */
    double bigram_power;  /* n bigrams weigh n to the minus this each */
    double atoms;         /* a name's atoms, against the name joined */
    double joined;        /* adjacent words joined to a name */
    double pair;          /* two words in one paper, against their sum */
    double pair_reach;
    double surface;         /* a word with an ending that may be none */
    double syllable;        /* a one-syllable word */
    double asking;          /* an English word that asks, beside others */
    double related;         /* words that stand where this one does: their weight, */
    double related_power;   /* the power of their strength in it, */
    double related_least;   /* the least strength, */
    double related_ratio;   /* the least share of the strongest one's, */
    double related_most;    /* and how many */
    double rare;            /* a word of at most so many papers may be meant otherwise */
    double sound;           /* a word that sounds alike: its weight, */
    double sound_full;      /* the similarity from which on it is full, */
    double sound_least;     /* the least similarity, */
    double sound_sure;      /* the similarity that needs no bigrams beside, */
    double sound_papers;    /* what frequency adds to it, */
    double sound_near;      /* how much less alike than the first another may be, */
    double sound_most;      /* how many, */
    double keyboard;        /* the keyboard's other mode is tried where above 0 */
    double spelling;        /* a slip of the keys mended: its weight, */
    double spelling_papers; /* what frequency adds to a candidate, in edits, */
    double spelling_most;   /* and how many candidates */
    double feedback;        /* words of the first hits: their weight, */
    double feedback_words;  /* how many, */
    double feedback_hits;   /* of how many hits, */
    double feedback_flat;   /* and how near the last of them must come to the first */
    double votes, recency;  /* of the most that popularity and recency add */
};

/* The table's values. */
void ranking_init(struct ranking *ranking);
/* What a term weighs in a text field. */
double ranking_field_weight(const struct ranking *ranking, const struct field *field);
/* Sets one by its name in the struct; false where there is none. */
bool ranking_set(struct ranking *ranking, const char *name, double value);

/* A row of the table: its name and why it has its value. */
struct ranking_row {
    const char *name;
    size_t offset; /* in struct ranking, of a double */
    double value;
    const char *reason;
};
/* All rows; *count is their number. */
const struct ranking_row *ranking_rows(size_t *count);

#endif
