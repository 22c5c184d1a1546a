/* What a search answers: the hits with their marks, ready to be printed.
 * Filled by search, read by render; owns everything in it. */
#ifndef SEOGO_ANSWER_ANSWER_H
#define SEOGO_ANSWER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/format/paper.h"
#include "query/answer/match.h"

/* Bytes [start, end) of a text. */
struct span {
    size_t start, end;
};

/* Rising and not overlapping; whole words at their bytes in the text. */
struct marks {
    struct span *spans;
    size_t count;
};

struct hit {
    uint32_t rank; /* from 1, offset counted in */
    double score;
    enum match match;
    bool fresh; /* the last publication brought it; known where a digest asked */
    char *path; /* of the page, absolute */
    struct paper paper;
    struct marks title;
    struct marks authors;  /* in the authors joined by ", " */
    struct marks *summary; /* one for each bullet, or NULL where none has any */
    size_t best_bullet;    /* the bullet that shows the match best; 0 where none does */
};

struct answer {
    char *query; /* as typed, NUL-terminated; bytes that are not UTF-8 replaced */
    uint32_t total_lower, total_estimate, total_upper;
    double took_ms;
    char **notes; /* what was tried and corrected, a line each */
    size_t note_count;
    struct hit *hits;
    size_t hit_count;
};

/* Frees what the answer owns and leaves it empty. */
void answer_clear(struct answer *answer);

#endif
