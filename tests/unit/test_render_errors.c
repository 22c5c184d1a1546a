/* How an error looks, for people and for programs. */
#include "render_fixture.h"

static void expect_error(const char *query, size_t offset, struct render_options options,
                         const char *expected)
{
    struct error error;
    struct buffer out = BUFFER_INIT;

    error_set(&error, STATUS_BAD_QUERY, "close it with \"", "a quote is not closed");
    const struct broken_query broken = {query, query ? strlen(query) : 0, offset};
    assert_int_equal(render_error(&error, &broken, &options, &out), STATUS_OK);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

#define MESSAGE "seogo: a quote is not closed\n"
#define HINT "hint: close it with \"\n"

static void an_error_points_at_the_place(void **state)
{
    const struct render_options wide = {.format = FORMAT_CARD, .width = 80};
    const struct render_options narrow = {.format = FORMAT_PATH, .width = 20};

    (void)state;
    expect_error("확산 \"모델", 7, wide, MESSAGE "  확산 \"모델\n       ^\n" HINT);
    expect_error("확산", 4, wide, MESSAGE "  확산\n    ^\n" HINT); /* inside a character */
    expect_error("확산", 6, wide, MESSAGE "  확산\n      ^\n" HINT);
    expect_error("", 0, wide, MESSAGE "  \n  ^\n" HINT);
    expect_error("\033 \"", 2, wide, MESSAGE "  ⟨U+001B⟩ \"\n           ^\n" HINT);
    expect_error(NULL, 0, wide, MESSAGE HINT);
    expect_error("0123456789012345678901234567", 20, narrow,
                 MESSAGE "  …1234567890123456…\n            ^\n" HINT);
    expect_error("0123456789012345678901234567", 28, narrow,
                 MESSAGE "  …901234567\n            ^\n" HINT);
    expect_error("0123456789012345678901234567", 3, narrow,
                 MESSAGE "  01234567890123456…\n     ^\n" HINT);
}

static void no_error_is_wider_than_the_terminal(void **state)
{
    static char query[8192];
    uint32_t seed = 3;

    (void)state;
    for (unsigned round = 0; round < 600; round++) {
        unsigned width = 20 + next_random(&seed) % 100;
        const struct render_options options = {.format = FORMAT_CARD, .width = width};
        struct error error = {STATUS_BAD_QUERY, "short", ""};
        struct buffer out = BUFFER_INIT;
        random_text(query, next_random(&seed) % 60, &seed);
        const struct broken_query broken = {query, strlen(query),
                                            next_random(&seed) % (strlen(query) + 1)};
        assert_int_equal(render_error(&error, &broken, &options, &out), STATUS_OK);
        assert_lines_fit(out.data, width);
        assert_harmless(out.data);
        buffer_free(&out);
    }
}

static void programs_get_errors_in_their_format(void **state)
{
    (void)state;
    expect_error("🙂 \"", 5,
                 (struct render_options){.format = FORMAT_JSONL, .offsets = OFFSET_CHAR},
                 "{\"error\":{\"code\":\"bad query\",\"message\":\"a quote is not closed\","
                 "\"hint\":\"close it with \\\"\",\"query\":\"🙂 \\\"\",\"offset\":2,"
                 "\"offsets\":\"char\"}}\n");
    expect_error(NULL, 0, (struct render_options){.format = FORMAT_SEXP},
                 "(:error (:code \"bad query\" :message \"a quote is not closed\" "
                 ":hint \"close it with \\\"\"))\n");
}

static void errors_are_objects_where_answers_are(void **state)
{
    (void)state;
    assert_null(format_at(FORMAT_CARD)->add_tree);
    assert_null(format_at(FORMAT_TREC)->add_tree);
    assert_non_null(format_at(FORMAT_JSON)->add_tree);
    assert_non_null(format_at(FORMAT_JSONL)->add_tree);
    assert_non_null(format_at(FORMAT_SEXP)->add_tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_points_at_the_place),
        cmocka_unit_test(no_error_is_wider_than_the_terminal),
        cmocka_unit_test(programs_get_errors_in_their_format),
        cmocka_unit_test(errors_are_objects_where_answers_are),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
