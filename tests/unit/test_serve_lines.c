/* Lines as a pipe brings them: in pieces, too long, without an end. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "query/serve/lines.h"

struct pipe {
    int in;
    struct line_reader lines;
};

static int setup(void **state)
{
    struct pipe *pipe = calloc(1, sizeof *pipe);
    int ends[2];

    assert_non_null(pipe);
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    pipe->lines.file = ends[0];
    pipe->in = ends[1];
    *state = pipe;
    return 0;
}

static int teardown(void **state)
{
    struct pipe *pipe = *state;

    lines_free(&pipe->lines);
    close(pipe->lines.file);
    if (pipe->in >= 0)
        close(pipe->in);
    free(pipe);
    return 0;
}

static void put(struct pipe *pipe, const char *text, size_t length)
{
    assert_int_equal(write(pipe->in, text, length), length);
}

static void end(struct pipe *pipe)
{
    close(pipe->in);
    pipe->in = -1;
}

static struct line next(struct pipe *pipe, bool wait)
{
    struct error error;
    struct line line;

    assert_int_equal(lines_next(&pipe->lines, wait, &line, &error), STATUS_OK);
    return line;
}

static void expect_line(struct pipe *pipe, bool wait, const char *expected)
{
    struct line line = next(pipe, wait);

    assert_int_equal(line.kind, LINE_TEXT);
    assert_int_equal(line.length, strlen(expected));
    assert_string_equal(line.text, expected);
}

static void expect(struct pipe *pipe, bool wait, enum line_kind expected)
{
    assert_int_equal(next(pipe, wait).kind, expected);
}

static void lines_are_taken_as_they_come(void **state)
{
    put(*state, "one\n\nthr", 8);
    expect_line(*state, true, "one");
    expect_line(*state, true, "");
    expect(*state, false, LINE_NONE);
    put(*state, "ee\nfour", 7);
    expect_line(*state, false, "three");
    expect(*state, false, LINE_NONE);
    end(*state);
    expect_line(*state, true, "four");
    expect(*state, true, LINE_END);
    expect(*state, false, LINE_END);
}

static void a_line_may_hold_nul(void **state)
{
    struct line line;

    put(*state, "a\0b\n", 4);
    line = next(*state, true);
    assert_int_equal(line.kind, LINE_TEXT);
    assert_int_equal(line.length, 3);
    assert_memory_equal(line.text, "a\0b", 4);
}

/* Puts count bytes, taking what can be taken meanwhile; returns what was. */
static enum line_kind put_many(struct pipe *pipe, size_t count)
{
    static const char letters[4096] = {0};
    enum line_kind seen = LINE_NONE;

    for (size_t left = count; left > 0;) {
        size_t piece = left < sizeof letters ? left : sizeof letters;
        enum line_kind kind;

        put(pipe, letters, piece);
        left -= piece;
        kind = next(pipe, false).kind;
        seen = kind == LINE_NONE ? seen : kind;
    }
    return seen;
}

static void a_line_too_long_is_told_once_and_not_kept(void **state)
{
    struct pipe *pipe = *state;

    assert_int_equal(put_many(pipe, 3 * LINE_MAX_BYTES), LINE_TOO_LONG);
    assert_true(pipe->lines.held.capacity < 4 * LINE_MAX_BYTES);
    expect(pipe, false, LINE_NONE);
    put(pipe, "rest\nnext\n", 10);
    expect_line(pipe, true, "next");
    end(pipe);
    expect(pipe, true, LINE_END);
}

static void a_line_may_be_as_long_as_that(void **state)
{
    struct pipe *pipe = *state;
    struct line line;

    assert_int_equal(put_many(pipe, LINE_MAX_BYTES), LINE_NONE);
    put(pipe, "\n", 1);
    line = next(pipe, true);
    assert_int_equal(line.kind, LINE_TEXT);
    assert_int_equal(line.length, LINE_MAX_BYTES);
}

static void an_end_within_a_line_too_long_is_an_end(void **state)
{
    assert_int_equal(put_many(*state, LINE_MAX_BYTES + 1), LINE_TOO_LONG);
    end(*state);
    expect(*state, true, LINE_END);
}

static void what_cannot_be_read_is_an_error(void **state)
{
    struct line_reader lines = {.file = -1};
    struct error error = {0};
    struct line line;

    (void)state;
    assert_int_not_equal(lines_next(&lines, true, &line, &error), STATUS_OK);
    assert_non_null(strstr(error.message, "cannot read standard input"));
    lines_free(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_are_taken_as_they_come, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_may_hold_nul, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_too_long_is_told_once_and_not_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(a_line_may_be_as_long_as_that, setup, teardown),
        cmocka_unit_test_setup_teardown(an_end_within_a_line_too_long_is_an_end, setup, teardown),
        cmocka_unit_test(what_cannot_be_read_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
