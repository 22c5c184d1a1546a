/* What words of a query add where a paper holds them together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "query/plan/rank/together.h"

static struct ranking half(void)
{
    return (struct ranking){.pair = 0.5, .pair_reach = 2};
}

static void test_each_pair_that_both_match_adds_a_share_of_its_sum(void **state)
{
    (void)state;
    struct part parts[3] = {{.label = "a"}, {.label = "b"}, {.label = "c"}};
    struct group groups[3] = {{0, 1}, {1, 2}, {2, 3}};
    struct row row = {0, 3};
    struct plan plan = {.parts = parts,
                        .part_count = 3,
                        .groups = groups,
                        .group_count = 3,
                        .rows = &row,
                        .row_count = 1};
    struct ranking ranking = half();

    assert_true(together_wanted(&plan, &ranking));
    assert_true(together_score(&plan, &ranking, (double[]){4, 0, 0}) == 0);
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 0}) == 3);
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 6}) == 3 + 5 + 4);
    ranking.pair_reach = 1; /* neighbours alone */
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 6}) == 3 + 4);
    ranking.pair = 0;
    assert_false(together_wanted(&plan, &ranking));
}

static void test_a_word_alone_has_nothing_beside_it(void **state)
{
    (void)state;
    struct part part = {.label = "a"};
    struct group group = {0, 1};
    struct row row = {0, 1};
    struct plan plan = {.parts = &part,
                        .part_count = 1,
                        .groups = &group,
                        .group_count = 1,
                        .rows = &row,
                        .row_count = 1};
    struct ranking ranking = half();

    assert_false(together_wanted(&plan, &ranking));
}

/* The words of a name pair with each other, and with what stands beside, only
 * where the name itself does not match. */
static void test_a_name_counts_instead_of_its_words(void **state)
{
    (void)state;
    struct part parts[4] = {
        {.label = "yolo"}, {.label = "v9"}, {.label = "yolov9", .joined = 2}, {.label = "fast"}};
    struct group groups[2] = {{0, 3}, {3, 4}};
    struct row row = {0, 2};
    struct plan plan = {.parts = parts,
                        .part_count = 4,
                        .groups = groups,
                        .group_count = 2,
                        .rows = &row,
                        .row_count = 1};
    struct ranking ranking = half();

    assert_true(together_wanted(&plan, &ranking));
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 0, 0}) == 3);
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 0, 1}) == 3 + 5);
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 8, 0}) == 0);
    assert_true(together_score(&plan, &ranking, (double[]){4, 2, 8, 1}) == 4.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_pair_that_both_match_adds_a_share_of_its_sum),
        cmocka_unit_test(test_a_word_alone_has_nothing_beside_it),
        cmocka_unit_test(test_a_name_counts_instead_of_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
