/* One made-up paper as the archive's pages write it. */
#ifndef SEOGO_BENCH_PAPER_H
#define SEOGO_BENCH_PAPER_H

#include <stdio.h>

#include "vocabulary.h"

/* Writes heading, thumbnail, votes, authors and bullets to out; the caller
 * checks out for errors when it closes it. id is the arXiv id. */
void paper_print(const struct vocabulary *vocabulary, struct chance *chance, const char *id,
                 FILE *out);

#endif
