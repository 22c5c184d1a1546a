/* The buffer: bytes go in, the same bytes come out, and a NUL follows them. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/base/buffer.h"

static void text_is_joined_in_order(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    assert_true(buffer_add_text(&buffer, "서고"));
    assert_true(buffer_add_char(&buffer, ' '));
    assert_true(buffer_add_format(&buffer, "%s-%d", "page", 7));
    assert_string_equal(buffer.data, "서고 page-7");
    assert_int_equal(buffer.length, strlen("서고 page-7"));
    buffer_free(&buffer);
    assert_null(buffer.data);
}

static void nul_bytes_are_data(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    assert_true(buffer_add(&buffer, "a\0b", 3));
    assert_int_equal(buffer.length, 3);
    assert_memory_equal(buffer.data, "a\0b", 4);
    buffer_free(&buffer);
}

static void it_grows_as_far_as_needed(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    for (int i = 0; i < 100000; i++)
        assert_true(buffer_add_char(&buffer, (char)('a' + i % 26)));
    assert_int_equal(buffer.length, 100000);
    assert_true(buffer.capacity > buffer.length);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], 'a' + i % 26);
    buffer_free(&buffer);
}

static void a_format_longer_than_the_room_left_is_not_cut(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    assert_true(buffer_add_text(&buffer, ">"));
    assert_true(buffer_add_format(&buffer, "%0500d", 1));
    assert_int_equal(buffer.length, 501);
    assert_int_equal(buffer.data[500], '1');
    buffer_free(&buffer);
}

static void a_size_that_cannot_be_leaves_it_unharmed(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    assert_true(buffer_add_text(&buffer, "kept"));
    assert_false(buffer_reserve(&buffer, SIZE_MAX));
    assert_false(buffer_reserve(&buffer, SIZE_MAX - 4));
    assert_string_equal(buffer.data, "kept");
    buffer_free(&buffer);
}

static void clearing_keeps_the_memory(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    buffer_clear(&buffer);
    assert_true(buffer_add_text(&buffer, "old"));
    const char *const before = buffer.data;
    buffer_clear(&buffer);
    assert_int_equal(buffer.length, 0);
    assert_ptr_equal(buffer.data, before);
    assert_string_equal(buffer.data, "");
    buffer_free(&buffer);
}

static void what_is_detached_belongs_to_the_caller(void **state)
{
    (void)state;
    struct buffer buffer = BUFFER_INIT;
    assert_true(buffer_add_text(&buffer, "mine"));
    char *const mine = buffer_detach(&buffer);
    assert_null(buffer.data);
    assert_true(buffer_add_text(&buffer, "another"));
    assert_string_equal(mine, "mine");
    buffer_free(&buffer);
    char *const empty = buffer_detach(&buffer);
    assert_string_equal(empty, "");
    free(mine);
    free(empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_joined_in_order),
        cmocka_unit_test(nul_bytes_are_data),
        cmocka_unit_test(it_grows_as_far_as_needed),
        cmocka_unit_test(a_format_longer_than_the_room_left_is_not_cut),
        cmocka_unit_test(a_size_that_cannot_be_leaves_it_unharmed),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(what_is_detached_belongs_to_the_caller),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
