/* The small things that both programs stand on: arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/base/array.h"

static void an_array_grows_item_by_item_and_keeps_what_it_has(void **state)
{
    (void)state;
    uint32_t *items = NULL;
    for (uint32_t count = 0; count < 1000; count++) {
        assert_true(array_grow(&items, count, sizeof *items));
        items[count] = count;
    }
    /* Fewer items than there were: it still has room for one more. */
    for (size_t count = 0; count < 100; count++) {
        assert_true(array_grow(&items, count, sizeof *items));
        items[count] = 7;
    }
    for (size_t i = 0; i < 100; i++)
        assert_int_equal(items[i], 7);
    free(items);
}

static void room_is_reserved_in_doubles(void **state)
{
    (void)state;
    char(*items)[3] = NULL;
    size_t capacity = 0;
    assert_true(array_reserve(&items, &capacity, 0, sizeof *items));
    assert_null(items);
    assert_true(array_reserve(&items, &capacity, 40, sizeof *items));
    assert_true(capacity >= 40);
    memset(items, 'x', 40 * sizeof *items);
    assert_true(array_reserve(&items, &capacity, 1000, sizeof *items));
    assert_int_equal(items[39][2], 'x');
    free(items);
}

static void what_does_not_fit_changes_nothing(void **state)
{
    (void)state;
    uint64_t *items = NULL;
    size_t capacity = 0;
    assert_false(array_reserve(&items, &capacity, SIZE_MAX / 4, sizeof *items));
    assert_false(array_grow(&items, SIZE_MAX / 2 + 1, sizeof *items));
    assert_null(items);
    assert_int_equal(capacity, 0);
}

static void only_the_best_are_kept(void **state)
{
    (void)state;
    const int given[] = {3, 9, 1, 7, 7, 2, 8};
    int best[3];
    size_t count = 0;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        size_t at = count;
        while (at > 0 && best[at - 1] < given[i])
            at--;
        array_insert(best, &count, 3, at, &given[i], sizeof *best);
    }
    assert_int_equal(count, 3);
    assert_int_equal(best[0], 9);
    assert_int_equal(best[1], 8);
    assert_int_equal(best[2], 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_grows_item_by_item_and_keeps_what_it_has),
        cmocka_unit_test(room_is_reserved_in_doubles),
        cmocka_unit_test(what_does_not_fit_changes_nothing),
        cmocka_unit_test(only_the_best_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
