/* When a paper came out, as people remember it beside what it is about: 24년 12월,
 * 2024년 봄에, 24년 초, 1월, December 2024, early 2024. Such a date filters nothing: it lifts
 * the papers of its months. */
#ifndef SEOGO_PLAN_WHEN_H
#define SEOGO_PLAN_WHEN_H

#include <stdbool.h>
#include <stddef.h>

/* The months of a year are numbered from 1 on; last is at most WHEN_MONTHS behind
 * first and may lie in the next year: the winter of 2024 is December, 13 and 14. */
#define WHEN_MONTHS 12
struct when {
    size_t start, end;    /* bytes of the text that say it */
    unsigned year;        /* 0 for every year */
    unsigned first, last; /* months */
};

/* The first such date at or behind byte from of a text; false for none. A year alone is
 * one only as 2024년: 2024 may be part of a name. */
bool when_find(const char *text, size_t length, size_t from, struct when *out);

#endif
