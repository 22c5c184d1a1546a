/* How a hit was found: as typed, or by which kind of guess. What a kind means to
 * the rest of the program stands in its row, never in the order of the kinds. */
#ifndef SEOGO_ANSWER_MATCH_H
#define SEOGO_ANSWER_MATCH_H

#include <stdbool.h>

enum match {
    MATCH_LITERAL,
    MATCH_SPACING,
    MATCH_SOUND,
    MATCH_SPELLING,
    MATCH_KEYBOARD,
    MATCH_CHOSEONG,
    MATCH_RELATED,
    MATCH_COUNT
};

/* Whether a note says what was tried for a word that no paper holds. */
enum match_noted {
    NOTED_NEVER,
    NOTED_ALWAYS,
    NOTED_ALONE /* where nothing else was tried */
};

struct match_kind {
    const char *name;  /* as the JSON key "match", cards, notes and --explain have it */
    unsigned distance; /* from what was typed: a hit is of the nearest kind that its paper shows */
    bool guessed;      /* another word than was typed: a card says so */
    enum match_noted noted;
    bool first_alone;    /* the first alternative names it, the others are what that leads to */
    bool completes;      /* a completion offers it */
    double marked_least; /* an alternative of less weight is not marked in the paper's text */
};

/* The row of a kind; of what is none, that of MATCH_LITERAL. */
const struct match_kind *match_kind(enum match match);
/* The one of two that is nearer to what was typed. */
enum match match_nearer(enum match a, enum match b);

#endif
