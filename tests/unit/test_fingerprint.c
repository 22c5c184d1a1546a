/* An index is read only by a program that would write it the same way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "indexer/format/fingerprint.h"

static void names_format_analyzer_and_unicode(void **state)
{
    (void)state;
    char out[FINGERPRINT_MAX];
    size_t length = fingerprint_write(out);
    assert_int_equal(length, strlen(out));
    assert_memory_equal(out, "format ", 7);
    assert_non_null(strstr(out, " analyzer "));
    assert_non_null(strstr(out, " unicode 1"));
}

static void reads_what_it_wrote(void **state)
{
    (void)state;
    char out[FINGERPRINT_MAX];
    struct error error = {0};
    assert_int_equal(fingerprint_check(out, fingerprint_write(out), &error), STATUS_OK);
}

static void refuses_another_analyzer(void **state)
{
    (void)state;
    const char other[] = "format 1 analyzer 0 unicode 14.0.0";
    struct error error = {0};
    assert_int_equal(fingerprint_check(other, strlen(other), &error), STATUS_FORMAT);
    assert_non_null(strstr(error.message, other));
    assert_non_null(strstr(error.hint, "seogo-index"));
}

static void refuses_a_part_of_itself(void **state)
{
    (void)state;
    char out[FINGERPRINT_MAX];
    size_t length = fingerprint_write(out);
    assert_int_equal(fingerprint_check(out, length - 1, NULL), STATUS_FORMAT);
}

static void refuses_a_database_of_another_program(void **state)
{
    (void)state;
    struct error error = {0};
    assert_int_equal(fingerprint_check("", 0, &error), STATUS_FORMAT);
    assert_string_equal(error.message, "not an index of Seogo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_format_analyzer_and_unicode),
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(refuses_another_analyzer),
        cmocka_unit_test(refuses_a_part_of_itself),
        cmocka_unit_test(refuses_a_database_of_another_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
