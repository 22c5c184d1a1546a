/* What both programs stand on: arrays, the calendar, escapes, code points, hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/base/array.h"
#include "shim/base/calendar.h"
#include "shim/base/codepoint.h"
#include "shim/base/escape.h"
#include "shim/base/hash.h"
#include "shim/base/varint.h"

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

static void february_has_29_days_in_leap_years(void **state)
{
    (void)state;
    assert_int_equal(calendar_days_in_month(2023, 2), 28);
    assert_int_equal(calendar_days_in_month(2024, 2), 29);
    assert_int_equal(calendar_days_in_month(1900, 2), 28);
    assert_int_equal(calendar_days_in_month(2000, 2), 29);
    assert_int_equal(calendar_days_in_month(2024, 4), 30);
    assert_int_equal(calendar_days_in_month(2024, 12), 31);
}

static void a_date_is_a_day_or_a_month(void **state)
{
    (void)state;
    char text[CALENDAR_DATE_MAX];
    calendar_date(20240320, text);
    assert_string_equal(text, "2024-03-20");
    calendar_date(20240300, text);
    assert_string_equal(text, "2024-03");
    assert_int_equal(calendar_first_day(20240320), 20240320);
    assert_int_equal(calendar_first_day(20240300), 20240301);
}

static void days_are_counted_from_1970(void **state)
{
    (void)state;
    assert_int_equal(calendar_day_number(19700101), 0);
    assert_int_equal(calendar_day_number(19691231), -1);
    assert_int_equal(calendar_day_number(20000301), 11017);
    assert_int_equal(calendar_day_number(10101), -719162);
    long next = calendar_day_number(18990101);
    for (unsigned year = 1899; year < 2105; year++)
        for (unsigned month = 1; month <= 12; month++)
            for (unsigned day = 1; day <= calendar_days_in_month(year, month); day++)
                assert_int_equal(calendar_day_number(year * 10000 + month * 100 + day), next++);
}

static void a_time_is_told_in_utc(void **state)
{
    (void)state;
    char stamp[CALENDAR_STAMP_MAX];
    calendar_stamp(951782400, stamp);
    assert_string_equal(stamp, "2000-02-29T00:00:00Z");
}

static void bytes_that_may_not_stand_are_escaped(void **state)
{
    (void)state;
    struct buffer out = BUFFER_INIT;
    assert_true(escape_percent(&out, "a b/\xEA\xB0\x80%", ESCAPE_UNRESERVED "/"));
    assert_true(escape_byte(&out, '\n'));
    assert_string_equal(out.data, "a%20b/%EA%B0%80%25%0A");
    buffer_free(&out);
}

static void what_is_pasted_into_a_shell_is_one_word(void **state)
{
    (void)state;
    static const char *const words[][2] = {{"/srv/index-1", "/srv/index-1"},
                                           {"", "''"},
                                           {"-rf", "'-rf'"},
                                           {"~root", "'~root'"},
                                           {"a b", "'a b'"},
                                           {"it's $(touch X)", "'it'\\''s $(touch X)'"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct buffer out = BUFFER_INIT;
        assert_true(escape_shell(&out, words[i][0]));
        assert_string_equal(out.data, words[i][1]);
        buffer_free(&out);
    }
}

static void controls_are_told_from_text(void **state)
{
    (void)state;
    static const int32_t controls[] = {0, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x2028, 0x202E, 0xFEFF};
    static const int32_t text[] = {' ', 'a', 0x0301, 0xAC00, 0x3000, 0x1F600};
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        assert_true(codepoint_is_control(controls[i]));
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_false(codepoint_is_control(text[i]));
}

static void equal_bytes_have_one_hash(void **state)
{
    (void)state;
    assert_int_equal(hash_bytes("서고", 6), hash_bytes("서고 ", 6));
    assert_int_not_equal(hash_bytes("서고", 6), hash_bytes("서가", 6));
    assert_int_not_equal(hash_bytes("a", 1), hash_bytes("a\0", 2));
}

static void a_number_ends_within_its_bytes(void **state)
{
    (void)state;
    const uint64_t numbers[] = {0, 127, 128, UINT64_MAX};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct buffer bytes = BUFFER_INIT;
        uint64_t again;
        size_t offset = 0;
        assert_true(varint_add(&bytes, numbers[i]));
        assert_true(varint_next(bytes.data, bytes.length, &offset, UINT64_MAX, &again));
        assert_true(again == numbers[i] && offset == bytes.length);
        offset = 0;
        assert_false(varint_next(bytes.data, bytes.length - 1, &offset, UINT64_MAX, &again));
        buffer_free(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_array_grows_item_by_item_and_keeps_what_it_has),
        cmocka_unit_test(room_is_reserved_in_doubles),
        cmocka_unit_test(what_does_not_fit_changes_nothing),
        cmocka_unit_test(only_the_best_are_kept),
        cmocka_unit_test(february_has_29_days_in_leap_years),
        cmocka_unit_test(a_date_is_a_day_or_a_month),
        cmocka_unit_test(days_are_counted_from_1970),
        cmocka_unit_test(a_time_is_told_in_utc),
        cmocka_unit_test(bytes_that_may_not_stand_are_escaped),
        cmocka_unit_test(what_is_pasted_into_a_shell_is_one_word),
        cmocka_unit_test(controls_are_told_from_text),
        cmocka_unit_test(equal_bytes_have_one_hash),
        cmocka_unit_test(a_number_ends_within_its_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
