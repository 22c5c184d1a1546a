/* The memory of a query's plan. */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/plan/term/arena.h"

/* Pieces small and large stay apart, zeroed and aligned until the end. */
static void pieces_stay_apart(void **state)
{
    enum { PIECES = 500 };
    struct arena arena = {NULL};
    unsigned char *pieces[PIECES];
    size_t sizes[PIECES];

    (void)state;
    for (size_t i = 0; i < PIECES; i++) {
        sizes[i] = i % 50 == 49 ? 20000 + i : i * 7 % 300;
        pieces[i] = arena_take(&arena, sizes[i]);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)(i % 251 + 1), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(pieces[i][k], i % 251 + 1);
    arena_free(&arena);
    assert_null(arena.blocks);
    arena_free(&arena);
}

static void copies_end_with_nul(void **state)
{
    struct arena arena = {NULL};

    (void)state;
    assert_string_equal(arena_copy(&arena, "모델링", 6), "모델");
    assert_string_equal(arena_copy(&arena, NULL, 0), "");
    assert_string_equal(arena_join(&arena, "XT", 2, "model", 3), "XTmod");
    assert_string_equal(arena_join(&arena, NULL, 0, NULL, 0), "");
    arena_free(&arena);
}

static void too_much_is_refused(void **state)
{
    struct arena arena = {NULL};

    (void)state;
    assert_null(arena_take(&arena, SIZE_MAX));
    assert_null(arena_take(&arena, SIZE_MAX - 8));
    assert_null(arena_join(&arena, NULL, SIZE_MAX, NULL, 0));
    assert_null(arena_join(&arena, NULL, SIZE_MAX / 2, NULL, SIZE_MAX / 2));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_stay_apart),
        cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(too_much_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
