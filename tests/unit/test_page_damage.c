/* Pages that are not as they should be: what is wrong is said with its line,
 * everything else is kept. */
#include "tests/unit/reading.h"

#define DAY "## Daily Papers (2024-02-22)\n\n"
#define HEAD "### [T](https://arxiv.org/abs/2402.13616)\n\n"
#define PAPER "3 2402.13616 20240222 - https://arxiv.org/abs/2402.13616\n  = T\n"

static void an_entry_without_a_link_is_left_out(void **state)
{
    (void)state;
    assert_reads(
        DAY "### [A](https://a.org/1)\n- a\n### No link at all\n- lost\n### [No link]\n- lost\n"
            "### [Empty link]()\n- lost\n### [Root](/)\n- lost\n###\n- lost\n"
            "###\n###\n### [B](https://a.org/2)\n- b\n",
        "3 a.org/1 20240222 - https://a.org/1\n  = A\n  4 a\n"
        "!!5 the paper has no link and is left out\n"
        "!!7 the paper has no link and is left out\n"
        "!!9 the paper has no link and is left out\n"
        "!!11 the paper has no link and is left out\n"
        "!!13 the paper has no link and is left out\n"
        "!!15 the paper has no link and is left out\n"
        "!!16 the paper has no link and is left out\n"
        "17 a.org/2 20240222 - https://a.org/2\n  = B\n  18 b\n");
}

static void an_empty_title_is_kept_by_its_link(void **state)
{
    (void)state;
    assert_reads("###\n" DAY "### [](https://a.org/1)\n- a\n### [ ](https://a.org/2)\n- b\n### "
                             "[![x](y)](https://a.org/3)\n- c\n",
                 "!!1 the paper has no link and is left out\n"
                 "!4 the paper has no title\n4 a.org/1 20240222 - https://a.org/1\n  = \n  5 a\n"
                 "!6 the paper has no title\n6 a.org/2 20240222 - https://a.org/2\n  = \n  7 b\n"
                 "!8 the paper has no title\n8 a.org/3 20240222 - https://a.org/3\n  = \n  9 c\n");
}

static void bad_votes_are_unknown_votes(void **state)
{
    (void)state;
    static const char *const votes[] = {
        "many", "-3", "", "1.5", "12 up", "1,23", "99999999999999999999999", "1000000000", "–",
    };
    for (size_t i = 0; i < sizeof votes / sizeof *votes; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(
            buffer_add_format(&page, DAY HEAD "![](x)\nVote: %s\nAuthors: A\n- b\n", votes[i]));
        assert_reads(page.data,
                     "!6 the votes are neither a number nor \"-\"\n" PAPER "  ~ x\n  @ A\n  8 b\n");
        buffer_free(&page);
    }
    assert_reads(DAY "### [T](https://a.org/1)\nVote: 999999999\n- b\n",
                 "3 a.org/1 20240222 999999999 https://a.org/1\n  = T\n  5 b\n");
}

static void a_paragraph_stands_for_a_summary(void **state)
{
    (void)state;
    assert_reads(DAY HEAD "Vote: -\n\n요약이 문단이다.\n두 줄이다.\n\n[코드](x)를 보라.\n",
                 PAPER "  7 요약이 문단이다. 두 줄이다.\n  10 코드를 보라.\n");
    assert_reads(DAY "### [A](https://a.org/1)\n- 항목\n### [B](https://a.org/2)\n문단\n### "
                     "[C](https://a.org/3)\n문단\n",
                 "3 a.org/1 20240222 - https://a.org/1\n  = A\n  4 항목\n"
                 "5 a.org/2 20240222 - https://a.org/2\n  = B\n  6 문단\n"
                 "7 a.org/3 20240222 - https://a.org/3\n  = C\n  8 문단\n");
    assert_reads(DAY HEAD "앞말이다.\nVote: -\n뒷말이다.\n\n- 항목\n",
                 PAPER "  5 앞말이다.\n  7 뒷말이다.\n  9 항목\n");
}

static void a_paper_without_summary_is_kept(void **state)
{
    (void)state;
    assert_reads(DAY HEAD "![](x.png)\n\nAuthors: A\n\n-\n\n[Code](https://example.org)\n"
                          "### [U](https://a.org/2)",
                 "!3 the paper has no summary\n" PAPER "  ~ x.png\n  @ A\n  > example.org\n"
                 "!12 the paper has no summary\n12 a.org/2 20240222 - https://a.org/2\n  = U\n");
}

static void a_date_is_missed_once_a_page(void **state)
{
    (void)state;
    assert_reads(
        "### [A](https://doi.org/10.1000/1)\n- a\n### [B](https://doi.org/10.1000/2)\n- b\n" DAY
        "### [C](https://doi.org/10.1000/3)\n- c\n",
        "!1 no date before this paper\n1 10.1000/1 0 - https://doi.org/10.1000/1\n  = A\n  2 a\n"
        "3 10.1000/2 0 - https://doi.org/10.1000/2\n  = B\n  4 b\n7 10.1000/3 20240222 - "
        "https://doi.org/10.1000/3\n  = C\n  8 c\n");
    static const char *const impossible[] = {"2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10",
                                             "2024-04-31", "2024-01-00", "2100-02-29"};
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(buffer_add_format(
            &page, DAY "## (%s)\n### [A](https://doi.org/10.1000/1)\n- a\n", impossible[i]));
        assert_reads(page.data, "!3 the heading's date is not a day of the calendar\n"
                                "4 10.1000/1 0 - https://doi.org/10.1000/1\n  = A\n  5 a\n");
        buffer_free(&page);
    }
    assert_reads(
        "## 12024-01-01 2024-01-011\n### [A](https://doi.org/10.1000/1)\n- a\n",
        "!2 no date before this paper\n2 10.1000/1 0 - https://doi.org/10.1000/1\n  = A\n  3 a\n");
}

static void pages_without_papers_say_so(void **state)
{
    (void)state;
    assert_reads("", "!1 the page is empty\n");
    assert_reads("Just text.\n", "!1 no paper on this page\n");
    assert_reads(DAY, "!1 no paper on this page\n");
    assert_reads("\xEF\xBB\xBF", "!1 no paper on this page\n");
}

static void bytes_that_are_not_text_are_replaced(void **state)
{
    (void)state;
    static const char page[] =
        "## D (2024-02-22)\n### [T\xff](https://a.org/\xfe)\n- a\0b\n- \xea\xb0 \x01\x7f\n"
        "### [U](https://a.org/2)\n- \xed\xa0\x80\xc0\x80\n- 가";
    assert_reads_bytes(page, sizeof page - 1,
                       "!!2 bytes that are no text are left out\n"
                       "2 a.org/� 20240222 - https://a.org/�\n  = T�\n  3 a�b\n  4 ��  \x7f\n"
                       "5 a.org/2 20240222 - https://a.org/2\n  = U\n  6 �����\n  7 가\n");
    assert_reads_bytes("\0", 1,
                       "!!1 bytes that are no text are left out\n"
                       "!1 no paper on this page\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_without_a_link_is_left_out),
        cmocka_unit_test(an_empty_title_is_kept_by_its_link),
        cmocka_unit_test(bad_votes_are_unknown_votes),
        cmocka_unit_test(a_paragraph_stands_for_a_summary),
        cmocka_unit_test(a_paper_without_summary_is_kept),
        cmocka_unit_test(a_date_is_missed_once_a_page),
        cmocka_unit_test(pages_without_papers_say_so),
        cmocka_unit_test(bytes_that_are_not_text_are_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
