/* Neighbouring words that the index knows as one name: run together (animate
 * diff -> animatediff, yolo v9 -> yolov9, 강화 학습 -> 강화학습), or an author's. */
#ifndef SEOGO_PLAN_JOIN_H
#define SEOGO_PLAN_JOIN_H

#include "query/plan/term/term.h"

/* Looks at words[0..count): *name is the name and *taken how many words
 * it is made of, or NULL and 1. */
enum status join_words(struct planner *planner, const struct word *words, size_t count,
                       struct word **name, size_t *taken, struct error *error);

#endif
