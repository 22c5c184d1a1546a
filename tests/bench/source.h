/* Papers crossed from those of a real archive, which is given at run time. */
#ifndef SEOGO_BENCH_SOURCE_H
#define SEOGO_BENCH_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "vocabulary.h"

struct source_paper {
    char *title;
    char *votes;   /* NULL where the page tells none */
    char *authors; /* NULL likewise */
    char **bullets;
    size_t bullet_count;
};

struct source {
    struct source_paper *papers; /* in an order of the seed's */
    size_t count;
};

/* Reads the papers of all *.md below directory. Papers without bullets and those
 * with markup in the title, half of which would be none, are passed over. False
 * with errno if the pages cannot be read or hold fewer than two such papers. */
bool source_read(struct source *source, const char *directory, uint64_t seed);
void source_free(struct source *source);

/* How many papers have titles of their own. */
size_t source_limit(const struct source *source);

/* Writes paper number (from 0, below the limit) as pages write it. */
void source_print(const struct source *source, struct chance *chance, size_t number,
                  const char *id, FILE *out);

#endif
