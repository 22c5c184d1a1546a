#include "query/answer/match.h"

static const struct match_kind KINDS[MATCH_COUNT] = {
    [MATCH_LITERAL] = {.name = "literal", .distance = 0},
    /* Who writes Korean takes spaces for no guess. */
    [MATCH_SPACING] = {.name = "spacing", .distance = 1},
    [MATCH_SOUND] = {.name = "sound", .distance = 2, .guessed = true, .noted = NOTED_ALWAYS},
    [MATCH_SPELLING] = {.name = "spelling", .distance = 3, .guessed = true, .noted = NOTED_ALWAYS},
    [MATCH_KEYBOARD] = {.name = "keyboard",
                        .distance = 4,
                        .guessed = true,
                        .noted = NOTED_ALWAYS,
                        .first_alone = true,
                        .completes = true},
    [MATCH_CHOSEONG] = {.name = "choseong",
                        .distance = 5,
                        .guessed = true,
                        .noted = NOTED_ALWAYS,
                        .completes = true},
    /* Only what is nearly the same word is marked. */
    [MATCH_RELATED] = {.name = "related",
                       .distance = 6,
                       .guessed = true,
                       .noted = NOTED_ALONE,
                       .marked_least = 0.7},
};

const struct match_kind *match_kind(enum match match)
{
    return &KINDS[(unsigned)match < MATCH_COUNT ? match : MATCH_LITERAL];
}

enum match match_nearer(enum match a, enum match b)
{
    return match_kind(b)->distance < match_kind(a)->distance ? b : a;
}
