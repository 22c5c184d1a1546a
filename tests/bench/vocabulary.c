/* Nouns: a list by hand first, then nouns by rule: two Sino-Korean syllables,
 * two with a suffix, or a loanword of three or four syllables. The weights
 * fall as (rank + 10)^-1.5, which gives the growth of distinct words that
 * pages of papers show. */
#include "vocabulary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t chance_next(struct chance *chance)
{
    /* splitmix64 */
    uint64_t x = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

size_t chance_below(struct chance *chance, size_t bound)
{
    return (size_t)(chance_next(chance) % bound);
}

bool chance_percent(struct chance *chance, size_t percent)
{
    return chance_below(chance, 100) < percent;
}

const char *chance_word(struct chance *chance, const struct words *words)
{
    size_t first = chance_below(chance, words->count);
    size_t second = chance_below(chance, words->count);
    return words->list[first * second / words->count];
}

static const char *syllable(const struct words *words, size_t *number)
{
    const char *chosen = words->list[*number % words->count];
    *number /= words->count;
    return chosen;
}

/* The made-up noun of a number: different numbers, different syllables. */
static void make_stem(size_t number, char stem[STEM_SIZE])
{
    static const size_t first_of_kind[] = {0, 0, 2, 2, 2, 2, 2, 7, 7, 7};
    static const size_t size_of_kind[] = {2, 2, 5, 5, 5, 5, 5, 3, 3, 3};
    size_t kind = number % 10;
    size_t ordinal = number / 10 * size_of_kind[kind] + kind - first_of_kind[kind];
    /* A prime stride, which no list's length divides, scatters neighbours. */
    size_t n = (ordinal + 1) * 7919;
    const struct words *lists[3] = {&korean_loan, &korean_loan, &korean_loan};
    if (kind < 7) {
        lists[0] = &korean_first;
        lists[1] = &korean_second;
        lists[2] = kind < 2 ? NULL : &korean_suffixes;
    }
    const char *first = syllable(lists[0], &n);
    const char *second = syllable(lists[1], &n);
    const char *third = lists[2] == NULL ? "" : syllable(lists[2], &n);
    const char *fourth = kind < 9 ? "" : korean_loan.list[ordinal % korean_loan.count];
    snprintf(stem, STEM_SIZE, "%s%s%s%s", first, second, third, fourth);
}

bool vocabulary_make(struct vocabulary *vocabulary)
{
    vocabulary->stems = calloc(STEM_COUNT, sizeof *vocabulary->stems);
    vocabulary->below = calloc(STEM_COUNT, sizeof *vocabulary->below);
    if (vocabulary->stems == NULL || vocabulary->below == NULL) {
        vocabulary_free(vocabulary);
        return false;
    }
    uint64_t sum = 0;
    for (size_t rank = 0; rank < STEM_COUNT; rank++) {
        if (rank < korean_nouns.count)
            snprintf(vocabulary->stems[rank], STEM_SIZE, "%s", korean_nouns.list[rank]);
        else
            make_stem(rank - korean_nouns.count, vocabulary->stems[rank]);
        double shifted = (double)rank + 10.0;
        sum += (uint64_t)(1e13 / (shifted * sqrt(shifted)));
        vocabulary->below[rank] = sum;
    }
    return true;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    free(vocabulary->stems);
    free(vocabulary->below);
    *vocabulary = (struct vocabulary){NULL, NULL};
}

static const char *stem_up_to(const struct vocabulary *vocabulary, struct chance *chance,
                              size_t last)
{
    uint64_t point = chance_next(chance) % vocabulary->below[last];
    size_t low = 0;
    size_t high = last;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (vocabulary->below[middle] > point)
            high = middle;
        else
            low = middle + 1;
    }
    return vocabulary->stems[low];
}

const char *vocabulary_stem(const struct vocabulary *vocabulary, struct chance *chance)
{
    return stem_up_to(vocabulary, chance, STEM_COUNT - 1);
}

const char *vocabulary_common_stem(const struct vocabulary *vocabulary, struct chance *chance)
{
    return stem_up_to(vocabulary, chance, korean_nouns.count - 1);
}

/* The index of the last syllable's final consonant, 0 where there is none. */
static unsigned final_consonant(const char *text)
{
    size_t length = strlen(text);
    if (length < 3)
        return 0;
    const unsigned char *last = (const unsigned char *)text + length - 3;
    unsigned code = ((last[0] & 0x0fu) << 12) | ((last[1] & 0x3fu) << 6) | (last[2] & 0x3fu);
    if ((last[0] & 0xf0u) != 0xe0u || code < 0xac00u || code > 0xd7a3u)
        return 0;
    return (code - 0xac00u) % 28u;
}

bool has_batchim(const char *text)
{
    return final_consonant(text) != 0;
}

bool has_rieul(const char *text)
{
    return final_consonant(text) == 8;
}

const char *josa_after(struct chance *chance, const char *word)
{
    static const char *const josa[][2] = {
        {"을", "를"},         {"의", "의"},     {"은", "는"},     {"이", "가"},
        {"에서", "에서"},     {"에", "에"},     {"과", "와"},     {"으로", "로"},
        {"을", "를"},         {"의", "의"},     {"은", "는"},     {"도", "도"},
        {"만", "만"},         {"까지", "까지"}, {"보다", "보다"}, {"이라는", "라는"},
        {"에서의", "에서의"}, {"들을", "들을"}, {"들은", "들은"}, {"에도", "에도"},
    };
    size_t count = sizeof josa / sizeof josa[0];
    size_t first = chance_below(chance, count);
    size_t second = first * chance_below(chance, count) / count;
    size_t choice = second * chance_below(chance, count) / count;
    bool consonant = has_batchim(word);
    if (strcmp(josa[choice][0], "으로") == 0 && has_rieul(word))
        consonant = false;
    return josa[choice][consonant ? 0 : 1];
}
