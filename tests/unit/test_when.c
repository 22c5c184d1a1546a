/* Dates that people remember beside what a paper is about, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/plan/words/when.h"

/* What a text says: "its bytes|year|first month|last month", or "" for no date. */
static const char *said(const char *text)
{
    static char out[128];
    struct when when;

    if (!when_find(text, strlen(text), 0, &when))
        return "";
    snprintf(out, sizeof out, "%.*s|%u|%u|%u", (int)(when.end - when.start), text + when.start,
             when.year, when.first, when.last);
    return out;
}

static void korean_dates(void **state)
{
    (void)state;
    assert_string_equal(said("로프를 고친 거 24년 12월"), "24년 12월|2024|12|12");
    assert_string_equal(said("24년12월에 나온 비디오"), "24년12월에|2024|12|12");
    assert_string_equal(said("2024년 봄쯤 나온"), "2024년 봄쯤|2024|3|5");
    assert_string_equal(said("2024년 겨울"), "2024년 겨울|2024|12|14");
    assert_string_equal(said("버클리 쪽 24년 초"), "24년 초|2024|1|4");
    assert_string_equal(said("2024년에 본"), "2024년에|2024|1|12");
    assert_string_equal(said("2024년 로봇"), "2024년|2024|1|12");
    assert_string_equal(said("1월 논문"), "1월|0|1|1");
    assert_string_equal(said("12월호"), "12월호|0|12|12");
    assert_string_equal(said("(2024년 하반기)"), "");
    assert_string_equal(said("2024년 하반기, 로봇"), "2024년 하반기,|2024|7|12");
}

static void english_dates(void **state)
{
    (void)state;
    assert_string_equal(said("rope paper from Dec 2024"), "Dec 2024|2024|12|12");
    assert_string_equal(said("2024 december"), "2024 december|2024|12|12");
    assert_string_equal(said("summer of 2023."), "summer of 2023.|2023|6|8");
    assert_string_equal(said("early 2024 speech"), "early 2024|2024|1|4");
}

static void what_is_no_date(void **state)
{
    static const char *const NONE[] = {
        "",          "20년 동안 로봇",  "10년 전",     "3년",    "2024 챌린지", "may the force",
        "march",     "early exit",      "24년간",      "13월",   "24년부터",    "15년 만에",
        "12월까지",  "mid level 2024a", "GPT-4 2024",  "9999년", "0월",         "세월",
        "가을 풍경", "12월부터",        "late fusion", "말",     "20241년",     "fall of man",
    };

    (void)state;
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        if (*said(NONE[i]))
            fail_msg("'%s' is taken for a date: %s", NONE[i], said(NONE[i]));
}

static void one_behind_the_other(void **state)
{
    static const char TEXT[] = "24년 12월 아니면 25년 1월";
    struct when when;

    (void)state;
    assert_true(when_find(TEXT, strlen(TEXT), 0, &when));
    assert_true(when_find(TEXT, strlen(TEXT), when.end, &when));
    assert_int_equal(when.year, 2025);
    assert_false(when_find(TEXT, strlen(TEXT), when.end, &when));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(korean_dates),
        cmocka_unit_test(english_dates),
        cmocka_unit_test(what_is_no_date),
        cmocka_unit_test(one_behind_the_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
