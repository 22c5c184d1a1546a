/* Chance by seed, and the Korean nouns of a made-up archive by rank of
 * frequency. Everything is integer arithmetic and correctly rounded square
 * roots, so the same seed makes the same bytes on every machine. */
#ifndef SEOGO_BENCH_VOCABULARY_H
#define SEOGO_BENCH_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words.h"

struct chance {
    uint64_t state;
};

uint64_t chance_next(struct chance *chance);
/* 0 <= result < bound; bound is at least 1. */
size_t chance_below(struct chance *chance, size_t bound);
/* True in percent of 100 cases. */
bool chance_percent(struct chance *chance, size_t percent);
/* A word of the list, the first ones far oftener than the last ones. */
const char *chance_word(struct chance *chance, const struct words *words);

#define STEM_COUNT 40000
#define STEM_SIZE 24 /* bytes with the NUL */

struct vocabulary {
    char (*stems)[STEM_SIZE]; /* by rank, the most frequent first, no two alike but by accident */
    uint64_t *below;          /* sum of the weights of ranks 0..i */
};

/* False: out of memory. */
bool vocabulary_make(struct vocabulary *vocabulary);
void vocabulary_free(struct vocabulary *vocabulary);
const char *vocabulary_stem(const struct vocabulary *vocabulary, struct chance *chance);
/* A stem of the list by hand, which made-up nouns are not among. */
const char *vocabulary_common_stem(const struct vocabulary *vocabulary, struct chance *chance);

/* Whether Hangul text ends in a final consonant, and whether that is ㄹ. */
bool has_batchim(const char *text);
bool has_rieul(const char *text);

/* A josa that fits the word's end. After other scripts than Hangul the form
 * after a vowel is given. */
const char *josa_after(struct chance *chance, const char *word);

#endif
