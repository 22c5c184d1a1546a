/* Neighbouring words that the index knows as one name: run together (animate
 * diff -> animatediff, yolo v9 -> yolov9, 강화 학습 -> 강화학습), or an author's. */
#ifndef SEOGO_PLAN_JOIN_H
#define SEOGO_PLAN_JOIN_H

#include "query/plan/term/term.h"

/* The name that the first `count` of some words make; NULL and 1 for none. */
struct joined {
    struct word *name; /* in the arena */
    size_t count;
};

/* Looks at words[0..count), of which the name takes the first. */
enum status words_join(struct planner *planner, const struct word *words, size_t count,
                       struct joined *out, struct error *error);

#endif
