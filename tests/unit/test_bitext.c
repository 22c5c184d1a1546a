/* Words that come together, beside counting by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/lexicon/bitext.h"

enum { WORDS = 30, PAIRS = 300, MOST = 4 };

/* Which pair holds which word; the lower half of the words are English. */
struct table {
    bool holds[PAIRS][WORDS];
};

static uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static void fill(struct table *table, struct bitext *bitext, uint32_t *seed)
{
    for (size_t p = 0; p < PAIRS; p++) {
        uint32_t sets[2][WORDS];
        size_t counts[2] = {0, 0};

        for (uint32_t w = 0; w < WORDS; w++) {
            table->holds[p][w] = next_random(seed) % (w % 15 + 2) == 0;
            if (table->holds[p][w])
                sets[w >= WORDS / 2][counts[w >= WORDS / 2]++] = w;
        }
        if (p % 17 == 0) /* a side without words tells nothing */
            counts[p % 2] = 0;
        if (!counts[0] || !counts[1])
            memset(table->holds[p], 0, sizeof table->holds[p]);
        assert_true(bitext_add(bitext, sets[0], counts[0], sets[1], counts[1]));
    }
}

static uint32_t count(const struct table *table, uint32_t a, uint32_t b)
{
    uint32_t n = 0;

    for (size_t p = 0; p < PAIRS; p++)
        n += table->holds[p][a] && table->holds[p][b];
    return n;
}

static float dice(const struct table *table, uint32_t e, uint32_t k)
{
    return 2.0f * (float)count(table, e, k) / (float)(count(table, e, e) + count(table, k, k));
}

/* Another order than that of the numbers. */
static uint32_t rank_of(uint32_t word)
{
    return word * 7 % WORDS;
}

/* How many Korean words stand before k for e. */
static size_t rank(const struct table *table, uint32_t e, uint32_t k, uint32_t least_count,
                   float weakest)
{
    size_t before = 0;

    for (uint32_t other = WORDS / 2; other < WORDS; other++) {
        float a = dice(table, e, other), b = dice(table, e, k);

        if (count(table, e, other) >= least_count && a >= weakest)
            before += a > b || (!(a < b) && rank_of(other) < rank_of(k));
    }
    return before;
}

static const struct association *find(const struct associations *all, uint32_t e, uint32_t k)
{
    const struct association *found = NULL;

    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].english == e && all->items[i].korean == k) {
            assert_null(found); /* once */
            found = &all->items[i];
        }
    return found;
}

static void associations_are_those_of_the_definition(void **state)
{
    uint32_t seed = 99, ranks[WORDS];

    (void)state;
    for (uint32_t w = 0; w < WORDS; w++)
        ranks[w] = rank_of(w);
    for (uint32_t round = 0; round < 12; round++) {
        struct table *table = calloc(1, sizeof *table);
        struct bitext bitext = {0};
        struct associations all = {NULL, 0};
        uint32_t least = round % 4 * 3 + 1;
        float weakest = (float)(round % 3) * 0.12f;
        size_t expected = 0;

        assert_non_null(table);
        fill(table, &bitext, &seed);
        assert_true(bitext_associate(&bitext, WORDS,
                                     &(struct sieve){least, weakest, MOST, ranks, 0}, &all));
        for (uint32_t e = 0; e < WORDS / 2; e++)
            for (uint32_t k = WORDS / 2; k < WORDS; k++) {
                const struct association *found = find(&all, e, k);
                bool wanted = count(table, e, k) >= least && dice(table, e, k) >= weakest &&
                              rank(table, e, k, least, weakest) < MOST;

                assert_int_equal(found != NULL, wanted);
                expected += wanted;
                if (found)
                    assert_true(found->strength - dice(table, e, k) < 1e-6f &&
                                dice(table, e, k) - found->strength < 1e-6f);
            }
        assert_int_equal(all.count, expected);
        free(all.items);
        bitext_free(&bitext);
        free(table);
    }
}

static void of_equals_the_lower_ranks_are_kept(void **state)
{
    const uint32_t english[] = {0}, korean[] = {6, 3, 5, 1, 4, 2}, ranks[] = {0, 6, 5, 4, 3, 2, 1};
    const struct sieve sieve = {1, 0, MOST, ranks, 0};
    struct bitext bitext = {0};
    struct associations all = {NULL, 0};

    (void)state;
    assert_true(bitext_add(&bitext, english, 1, korean, 6));
    assert_true(bitext_associate(&bitext, 7, &sieve, &all));
    assert_int_equal(all.count, MOST);
    for (uint32_t i = 0; i < MOST; i++)
        assert_int_equal(all.items[i].korean, 6 - i);
    free(all.items);
    bitext_free(&bitext);
}

/* Words 0 and 2 are in every pair, 1 and 3 in one alone. */
static void common_words_that_meet_by_chance_are_not_related(void **state)
{
    const uint32_t common[] = {0}, korean[] = {2}, rare[] = {0, 1}, with_rare[] = {2, 3},
                   ranks[] = {0, 1, 2, 3};
    const struct sieve sieve = {1, 0, MOST, ranks, 1.5};
    struct bitext bitext = {0};
    struct associations all = {NULL, 0};

    (void)state;
    for (int i = 0; i < 9; i++)
        assert_true(bitext_add(&bitext, common, 1, korean, 1));
    assert_true(bitext_add(&bitext, rare, 2, with_rare, 2));
    assert_true(bitext_associate(&bitext, 4, &sieve, &all));
    assert_int_equal(all.count, 1);
    assert_true(all.items[0].english == 1 && all.items[0].korean == 3);
    free(all.items);
    bitext_free(&bitext);
}

static void associations_are_added_to_those_before(void **state)
{
    const uint32_t english[] = {0}, korean[] = {1}, ranks[] = {0, 1};
    const struct sieve sieve = {1, 0, MOST, ranks, 0};
    struct bitext bitext = {0};
    struct associations all = {NULL, 0};

    (void)state;
    assert_true(bitext_associate(&bitext, 0, &sieve, &all));
    assert_int_equal(all.count, 0);
    assert_true(bitext_add(&bitext, english, 1, korean, 1));
    assert_true(bitext_associate(&bitext, 2, &sieve, &all));
    assert_true(bitext_associate(&bitext, 2, &sieve, &all));
    assert_int_equal(all.count, 2);
    assert_true(all.items[1].english == 0 && all.items[1].korean == 1);
    assert_true(all.items[1].strength == 1);
    free(all.items);
    bitext_free(&bitext);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(associations_are_those_of_the_definition),
        cmocka_unit_test(of_equals_the_lower_ranks_are_kept),
        cmocka_unit_test(common_words_that_meet_by_chance_are_not_related),
        cmocka_unit_test(associations_are_added_to_those_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
