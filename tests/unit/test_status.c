/* Errors are texts for a person: whole characters, one line, nothing that
 * steers the terminal, whatever a file name holds. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "shim/base/status.h"

static void test_an_error_keeps_what_was_said(void **state)
{
    (void)state;
    struct error error = {0};
    assert_int_equal(error_set(&error, STATUS_LOCKED, "wait for it", "%s holds '%s'", "a", "b"),
                     STATUS_LOCKED);
    assert_int_equal(error.code, STATUS_LOCKED);
    assert_string_equal(error.message, "a holds 'b'");
    assert_string_equal(error.hint, "wait for it");
    assert_int_equal(error_set(&error, STATUS_IO, NULL, "anew"), STATUS_IO);
    assert_string_equal(error.hint, "");
}

static void test_nobody_needs_to_listen(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, STATUS_DAMAGED, "hint", "%d", 1), STATUS_DAMAGED);
    assert_int_equal(error_set_errno(NULL, ENOSPC, "cannot write 'x'"), STATUS_NO_SPACE);
}

static void test_an_error_can_be_said_about_itself(void **state)
{
    (void)state;
    struct error error = {0};
    error_set(&error, STATUS_IO, "try again", "no answer");
    error_set(&error, STATUS_IO, error.hint, "page 3: %s", error.message);
    assert_string_equal(error.message, "page 3: no answer");
    assert_string_equal(error.hint, "try again");
}

static void test_long_texts_end_with_a_whole_character(void **state)
{
    (void)state;
    char text[900];
    for (size_t shift = 0; shift < 3; shift++) {
        memset(text, 'x', shift);
        for (size_t at = shift; at + 3 < sizeof text; at += 3)
            memcpy(text + at, "\xEA\xB0\x80", 4); /* 가 */
        struct error error = {0};
        error_set(&error, STATUS_IO, text, "%s", text);
        size_t room = sizeof error.message - 1 - shift;
        assert_int_equal(strlen(error.message), shift + room / 3 * 3);
        room = sizeof error.hint - 1 - shift;
        assert_int_equal(strlen(error.hint), shift + room / 3 * 3);
        assert_memory_equal(error.message, text, strlen(error.message));
    }
}

static void test_nothing_breaks_the_line_or_steers_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *said;
        const char *kept;
    } cases[] = {
        {"a\nb\tc\x7f", "a b c "},
        {"\x1b[31mred", " [31mred"},
        {"\xC2\x9B"
         "31m",
         "  31m"}, /* CSI in one byte */
        {"a\xE2\x80\xAE"
         "b",
         "a   b"},                                                /* right-to-left override */
        {"\xE2\x80\xA8", "   "},                                  /* line separator */
        {"\xFFlatin\xE9", "?latin?"},                             /* not UTF-8 */
        {"\xED\x95\x9C\xEA\xB8\x80", "\xED\x95\x9C\xEA\xB8\x80"}, /* 한글 */
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error error = {0};
        error_set(&error, STATUS_IO, cases[i].said, "%s", cases[i].said);
        assert_string_equal(error.message, cases[i].kept);
        assert_string_equal(error.hint, cases[i].kept);
    }
}

static void test_errno_chooses_the_status_and_ends_the_message(void **state)
{
    (void)state;
    static const struct {
        int reason;
        enum status code;
    } cases[] = {
        {ENOMEM, STATUS_NO_MEMORY}, {ENOSPC, STATUS_NO_SPACE},  {EDQUOT, STATUS_NO_SPACE},
        {EFBIG, STATUS_NO_SPACE},   {EACCES, STATUS_DENIED},    {EPERM, STATUS_DENIED},
        {EROFS, STATUS_DENIED},     {ENOENT, STATUS_NOT_FOUND}, {ENOTDIR, STATUS_NOT_FOUND},
        {EIO, STATUS_IO},           {EMFILE, STATUS_IO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct error error = {0};
        assert_int_equal(error_set_errno(&error, cases[i].reason, "cannot open 'x'"),
                         cases[i].code);
        char expected[256] = "cannot open 'x': ";
        strcat(expected, strerror(cases[i].reason));
        assert_string_equal(error.message, expected);
    }
}

static void test_every_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int code = STATUS_OK; code <= STATUS_INTERNAL; code++)
        for (int other = STATUS_OK; other < code; other++)
            assert_string_not_equal(status_name((enum status)code),
                                    status_name((enum status)other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_error_keeps_what_was_said),
        cmocka_unit_test(test_nobody_needs_to_listen),
        cmocka_unit_test(test_an_error_can_be_said_about_itself),
        cmocka_unit_test(test_long_texts_end_with_a_whole_character),
        cmocka_unit_test(test_nothing_breaks_the_line_or_steers_the_terminal),
        cmocka_unit_test(test_errno_chooses_the_status_and_ends_the_message),
        cmocka_unit_test(test_every_status_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
