#include "query/answer/match.h"

/* clang-format off: a row is a line */
static const struct match_kind KINDS[MATCH_COUNT] = {
    /*                  name        distance guessed noted        first_alone completes marked_least
     */
    [MATCH_LITERAL] = {"literal", 0, false, NOTED_NEVER, false, false, 0},
    /* Who writes Korean takes spaces for no guess. */
    [MATCH_SPACING] = {"spacing", 1, false, NOTED_NEVER, false, false, 0},
    [MATCH_SOUND] = {"sound", 2, true, NOTED_ALWAYS, false, false, 0},
    [MATCH_SPELLING] = {"spelling", 3, true, NOTED_ALWAYS, false, false, 0},
    [MATCH_KEYBOARD] = {"keyboard", 4, true, NOTED_ALWAYS, true, true, 0},
    [MATCH_CHOSEONG] = {"choseong", 5, true, NOTED_ALWAYS, false, true, 0},
    /* Only what is nearly the same word is marked. */
    [MATCH_RELATED] = {"related", 6, true, NOTED_ALONE, false, false, 0.7},
};
/* clang-format on */

const struct match_kind *match_kind(enum match match)
{
    return &KINDS[(unsigned)match < MATCH_COUNT ? match : MATCH_LITERAL];
}

enum match match_nearer(enum match a, enum match b)
{
    return match_kind(b)->distance < match_kind(a)->distance ? b : a;
}
