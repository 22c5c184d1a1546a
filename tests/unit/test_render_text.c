/* Text on its way to a terminal or a program: width, wrapping, what is made
 * visible, links, offsets. */
#include "render_fixture.h"

#include <math.h>

#include "query/render/citation.h"
#include "query/render/decimal.h"
#include "query/render/formats.h"
#include "query/render/link.h"
#include "query/render/visible.h"
#include "query/render/width.h"

static char *visible_of(const char *text, size_t length)
{
    struct buffer out = BUFFER_INIT;
    char *shown;

    assert_true(visible_add(&out, text, length));
    shown = buffer_detach(&out);
    assert_non_null(shown);
    return shown;
}

static void expect_visible(const char *text, const char *expected)
{
    char *shown = visible_of(text, strlen(text));

    assert_string_equal(shown, expected);
    free(shown);
}

static void controls_show_as_their_numbers(void **state)
{
    (void)state;
    expect_visible("a\033[31mb", "a⟨U+001B⟩[31mb");
    expect_visible("tab\there", "tab⟨U+0009⟩here");
    expect_visible("c1\xC2\x9B"
                   "5n",
                   "c1⟨U+009B⟩5n");
    expect_visible("del\x7F", "del⟨U+007F⟩");
    expect_visible("\u202Eevil\u2066", "⟨U+202E⟩evil⟨U+2066⟩");
    expect_visible("확\u200B산", "확⟨U+200B⟩산");
    expect_visible("\uFEFFbom", "⟨U+FEFF⟩bom");
    expect_visible("tag\U000E0041", "tag⟨U+E0041⟩");
    expect_visible("\u3164", "⟨U+3164⟩");
    expect_visible("not\xFFutf8\xED\xA0\x80", "not⟨0xFF⟩utf8⟨0xED⟩⟨0xA0⟩⟨0x80⟩");
    expect_visible("\xEA\xB0", "⟨0xEA⟩⟨0xB0⟩");
}

static void what_people_write_stays(void **state)
{
    (void)state;
    expect_visible("한국어 日本語 $π$", "한국어 日本語 $π$");
    expect_visible("\u1112\u1161\u11AB", "\u1112\u1161\u11AB"); /* NFD */
    expect_visible("e\u0301", "e\u0301");
    expect_visible("👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧");
    expect_visible("👩🏽\u200D💻", "👩🏽\u200D💻");
    expect_visible("❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥");
    expect_visible("🇰🇷", "🇰🇷");
}

static void what_pretends_to_be_that_does_not(void **state)
{
    (void)state;
    expect_visible("a\u200Db", "a⟨U+200D⟩b");
    expect_visible("👨\u200D", "👨⟨U+200D⟩");
    expect_visible("👨\u200Da", "👨⟨U+200D⟩a");
    expect_visible("\uFE0F", "⟨U+FE0F⟩");
    expect_visible("a\uFE0F\uFE0F", "a\uFE0F⟨U+FE0F⟩");
    expect_visible("\u0301a", "\u25CC\u0301a");
    expect_visible("👨\u200D👨\u200D👨\u200D👨\u200D👨", "👨\u200D👨\u200D👨\u200D👨⟨U+200D⟩👨");
    expect_visible("e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
                   "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301⟨U+0301⟩");
}

static void no_code_point_steers(void **state)
{
    char text[8];

    (void)state;
    for (utf8proc_int32_t c = 1; c < 0x110000; c++) {
        utf8proc_ssize_t bytes;
        char *shown;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        bytes = utf8proc_encode_char(c, (utf8proc_uint8_t *)text);
        shown = visible_of(text, (size_t)bytes);
        assert_null(strchr(shown, '\n'));
        assert_harmless(shown);
        free(shown);
    }
}

static void expect_marks(const char *text, struct span mark, size_t base, const char *expected)
{
    struct marks marks = {&mark, 1};
    struct visible visible = VISIBLE_INIT;

    assert_true(visible_append(&visible, text, strlen(text), &marks, base));
    assert_int_equal(visible.mark_count, expected ? 1 : 0);
    if (expected) {
        struct span found = visible.marks[0];
        assert_int_equal(found.end - found.start, strlen(expected));
        assert_memory_equal(visible.text.data + found.start, expected, strlen(expected));
    }
    visible_free(&visible);
}

static void marks_move_with_the_text(void **state)
{
    (void)state;
    expect_marks("\033확산 모델", (struct span){8, 14}, 0, "모델");
    expect_marks("a\033b", (struct span){1, 2}, 0, "⟨U+001B⟩");
    expect_marks("확산", (struct span){1, 2}, 0, "확"); /* inside a character */
    expect_marks("Shan", (struct span){10, 14}, 10, "Shan");
    expect_marks("Shan", (struct span){8, 12}, 10, "Sh");
    expect_marks("Shan", (struct span){12, 99}, 10, "an");
    expect_marks("Shan", (struct span){2, 6}, 10, NULL);
    expect_marks("Shan", (struct span){14, 20}, 10, NULL);
}

static void expect_columns(const char *text, size_t expected)
{
    if (width_of(text, strlen(text)) != expected)
        fail_msg("%zu columns, not %zu: %s", width_of(text, strlen(text)), expected, text);
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    expect_columns("plain", 5);
    expect_columns("확산 모델", 9);
    expect_columns("\u1112\u1161\u11AB", 2); /* 한 in NFD */
    expect_columns("e\u0301", 1);
    expect_columns("日本", 4);
    expect_columns("ｶﾅ", 2); /* half width */
    expect_columns("Ａ", 2); /* full width */
    expect_columns("🙂", 2);
    expect_columns("❤\uFE0F", 2);
    expect_columns("", 0);
}

static void no_grapheme_is_wider_than_a_line(void **state)
{
    struct buffer out = BUFFER_INIT;
    size_t columns;

    (void)state;
    for (int i = 0; i < 100; i++)
        assert_true(buffer_add_text(&out, "\u1112")); /* initial jamo do not break */
    assert_int_equal(width_of_grapheme(out.data, out.length, &columns), 4 * 3);
    assert_int_equal(columns, GRAPHEME_COLUMNS_MAX);
    buffer_free(&out);
}

static void expect_wrapped(const char *text, size_t columns, const char *expected)
{
    struct buffer out = BUFFER_INIT;
    struct span line;

    for (size_t at = 0; at < strlen(text);) {
        at = width_wrap(text, strlen(text), at, columns, &line);
        assert_true(buffer_add(&out, text + line.start, line.end - line.start));
        assert_true(buffer_add_char(&out, '|'));
    }
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void lines_break_at_spaces(void **state)
{
    (void)state;
    expect_wrapped("the quick brown fox", 10, "the quick|brown fox|");
    expect_wrapped("확산 모델의 추론", 10, "확산|모델의|추론|");
    expect_wrapped("확산 모델의 추론", 11, "확산 모델의|추론|");
    expect_wrapped("  two   spaces  ", 12, "two   spaces|");
    expect_wrapped("exactly ten", 11, "exactly ten|");
}

static void a_word_that_is_too_long_breaks_anywhere(void **state)
{
    (void)state;
    expect_wrapped("가나다라마바사", 8, "가나다라|마바사|");
    expect_wrapped("가나다라마바사", 9, "가나다라|마바사|"); /* never half of one */
    expect_wrapped("a supercalifragilistic", 10, "a|supercalif|ragilistic|");
    expect_wrapped("aaaaaaae\u0301b", 8, "aaaaaaae\u0301|b|"); /* never between letter and accent */
}

/* Vowels that are drawn into one syllable would paint over other lines, as marks do. */
static void a_flood_of_jamo_has_an_end(void **state)
{
    (void)state;
    expect_visible("\u1112\u1161\u1161\u1161\u1161\u1161\u1161\u1161\u1161\u1161",
                   "\u1112\u1161\u1161\u1161\u1161\u1161\u1161\u1161\u1161\u27E8U+1161\u27E9");
}

static void links_are_printable_ascii(void **state)
{
    struct buffer out = BUFFER_INIT;

    (void)state;
    assert_true(visible_add_link(&out, "https://x.org/논문?a=1&b=%20 \"<>\\^`{|}\033\\\x9C#f"));
    assert_string_equal(out.data, "https://x.org/%EB%85%BC%EB%AC%B8?a=1&b=%20%20%22%3C%3E%5C%5E%60"
                                  "%7B%7C%7D%1B%5C%9C#f");
    buffer_free(&out);
}

/* An address that could run or open something leaves in no format, no link of
 * a terminal and no citation; case and what a browser skips change nothing. */
static void only_addresses_of_the_web_leave(void **state)
{
    static const char *const addresses[] = {"javascript:canary(1)",
                                            "JavaScript:canary",
                                            "command:canary",
                                            "file:///etc/canary",
                                            "data:text/html,canary",
                                            "-oProxyCanary",
                                            "--canary",
                                            " javascript:canary",
                                            "\x01javascript:canary",
                                            "java\nscript:canary",
                                            "canary",
                                            "vbscript:canary",
                                            "javascript&#58;canary",
                                            "//canary",
                                            "http:canary",
                                            "httpsx://canary",
                                            "view-source:https://canary"};

    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        const struct stated stated = {
            .id = "b7", .title = "t", .authors = "", .bullet = "", .url = addresses[i]};
        struct answer answer = answer_of(&stated, 1);
        struct buffer out = BUFFER_INIT;
        answer.hits[0].paper.thumbnail = copy_of(addresses[i]);
        for (enum format format = 0; format_name(format); format++) {
            struct render_options options = {.format = format, .links = true, .width = 80};
            assert_int_equal(render_answer(&answer, &options, &out), STATUS_OK);
        }
        assert_true(citation_plain(&answer.hits[0].paper, &out));
        assert_true(citation_markdown(&answer.hits[0].paper, &out));
        if (strstr(out.data, "canary") || strstr(out.data, "Canary"))
            fail_msg("'%s' left: %s", addresses[i], out.data);
        buffer_free(&out);
        answer_clear(&answer);
    }
    assert_string_equal(link_of("HTTPS://x.org/-a:b"), "HTTPS://x.org/-a:b");
}

static void a_link_of_markdown_ends_where_it_should(void **state)
{
    const struct stated stated = {.id = "b7",
                                  .title = "a](b) <c>",
                                  .authors = "",
                                  .bullet = "",
                                  .url = "https://x.org/a)[b](javascript:c"};
    struct answer answer = answer_of(&stated, 1);
    struct buffer out = BUFFER_INIT;

    (void)state;
    assert_true(citation_markdown(&answer.hits[0].paper, &out));
    assert_string_equal(out.data, "[a\\](b) \\<c\\>](https://x.org/a%29[b]%28javascript:c)");
    buffer_free(&out);
    answer_clear(&answer);
}

static void expect_decimal(double number, unsigned places, const char *expected)
{
    struct buffer out = BUFFER_INIT;

    assert_true(decimal_add(&out, number, places));
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void decimals_are_short_and_finite(void **state)
{
    (void)state;
    expect_decimal(12, 3, "12.0");
    expect_decimal(3.25, 3, "3.25");
    expect_decimal(0.0996, 3, "0.1");
    expect_decimal(0.9996, 3, "1.0");
    expect_decimal(1.005004, 6, "1.005004");
    expect_decimal(-2.5, 3, "-2.5");
    expect_decimal(-0.0001, 3, "0.0");
    expect_decimal(1e300, 3, "0.0");
    expect_decimal((double)NAN, 3, "0.0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_show_as_their_numbers),
        cmocka_unit_test(what_people_write_stays),
        cmocka_unit_test(what_pretends_to_be_that_does_not),
        cmocka_unit_test(no_code_point_steers),
        cmocka_unit_test(marks_move_with_the_text),
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(no_grapheme_is_wider_than_a_line),
        cmocka_unit_test(lines_break_at_spaces),
        cmocka_unit_test(a_word_that_is_too_long_breaks_anywhere),
        cmocka_unit_test(a_flood_of_jamo_has_an_end),
        cmocka_unit_test(links_are_printable_ascii),
        cmocka_unit_test(only_addresses_of_the_web_leave),
        cmocka_unit_test(a_link_of_markdown_ends_where_it_should),
        cmocka_unit_test(decimals_are_short_and_finite),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
