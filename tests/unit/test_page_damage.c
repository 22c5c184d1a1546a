/* Pages that are not as they should be: what is wrong is said with its line,
 * everything else is kept, and no bytes whatever do harm. */
#include "tests/unit/reading.h"

#define DAY "## Daily Papers (2024-02-22)\n\n"
#define HEAD "### [T](https://arxiv.org/abs/2402.13616)\n\n"
#define PAPER "3 2402.13616 20240222 - https://arxiv.org/abs/2402.13616\n  = T\n"

static void an_entry_without_a_link_is_left_out(void **state)
{
    (void)state;
    assert_reads(DAY "### [A](u/1)\n- a\n### No link at all\n- lost\n### [No link]\n- lost\n"
                     "### [Empty link]()\n- lost\n### [Root](/)\n- lost\n###\n- lost\n"
                     "### [B](u/2)\n- b\n",
                 "3 1 20240222 - u/1\n  = A\n  4 a\n"
                 "!!5 the paper has no link and is left out\n"
                 "!!7 the paper has no link and is left out\n"
                 "!!9 the paper has no link and is left out\n"
                 "!!11 the paper has no link and is left out\n"
                 "!!13 the paper has no link and is left out\n"
                 "15 2 20240222 - u/2\n  = B\n  16 b\n");
}

static void an_empty_title_is_kept_by_its_link(void **state)
{
    (void)state;
    assert_reads("###\n" DAY "### [](u/1)\n- a\n### [ ](u/2)\n- b\n### [![x](y)](u/3)\n- c\n",
                 "!!1 the paper has no link and is left out\n"
                 "!4 the paper has no title\n4 1 20240222 - u/1\n  = \n  5 a\n"
                 "!6 the paper has no title\n6 2 20240222 - u/2\n  =  \n  7 b\n"
                 "!8 the paper has no title\n8 3 20240222 - u/3\n  = \n  9 c\n");
}

static void bad_votes_are_unknown_votes(void **state)
{
    (void)state;
    static const char *const votes[] = {
        "many", "-3", "", "1.5", "12 up", "1,234", "99999999999999999999999", "1000000000", "–",
    };
    for (size_t i = 0; i < sizeof votes / sizeof *votes; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(
            buffer_add_format(&page, DAY HEAD "![](x)\nVote: %s\nAuthors: A\n- b\n", votes[i]));
        assert_reads(page.data,
                     "!6 the votes are neither a number nor \"-\"\n" PAPER "  ~ x\n  @ A\n  8 b\n");
        buffer_free(&page);
    }
    assert_reads(DAY "### [T](u/1)\nVote: 999999999\n- b\n",
                 "3 1 20240222 999999999 u/1\n  = T\n  5 b\n");
}

static void a_paragraph_stands_for_a_summary(void **state)
{
    (void)state;
    assert_reads(DAY HEAD "Vote: -\n\n요약이 문단이다.\n두 줄이다.\n\n[코드](x)를 보라.\n",
                 "!7 the summary is not a list\n" PAPER
                 "  7 요약이 문단이다. 두 줄이다.\n  10 코드를 보라.\n");
    assert_reads(DAY HEAD "앞말이다.\nVote: -\n뒷말이다.\n\n- 항목\n",
                 PAPER "  5 앞말이다.\n  7 뒷말이다.\n  9 항목\n");
}

static void a_paper_without_summary_is_kept(void **state)
{
    (void)state;
    assert_reads(DAY HEAD "![](x.png)\n\nAuthors: A\n\n-\n\n[Code](https://example.org)\n"
                          "### [U](u/2)",
                 "!3 the paper has no summary\n" PAPER "  ~ x.png\n  @ A\n"
                 "!12 the paper has no summary\n12 2 20240222 - u/2\n  = U\n");
}

static void a_date_is_missed_once_a_page(void **state)
{
    (void)state;
    assert_reads("### [A](u/1)\n- a\n### [B](u/2)\n- b\n" DAY "### [C](u/3)\n- c\n",
                 "!1 no heading with a date before this paper\n1 1 0 - u/1\n  = A\n  2 a\n"
                 "3 2 0 - u/2\n  = B\n  4 b\n7 3 20240222 - u/3\n  = C\n  8 c\n");
    static const char *const impossible[] = {"2024-02-30", "2023-02-29", "2024-13-01",
                                             "2024-00-10", "2024-04-31", "2024-01-00"};
    for (size_t i = 0; i < sizeof impossible / sizeof *impossible; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(buffer_add_format(&page, DAY "## (%s)\n### [A](u/1)\n- a\n", impossible[i]));
        assert_reads(page.data, "!3 the heading's date is not a day of the calendar\n"
                                "4 1 0 - u/1\n  = A\n  5 a\n");
        buffer_free(&page);
    }
    assert_reads("## 12024-01-01 2024-01-011\n### [A](u/1)\n- a\n",
                 "!2 no heading with a date before this paper\n2 1 0 - u/1\n  = A\n  3 a\n");
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
        "## D (2024-02-22)\n### [T\xff](u/\xfe)\n- a\0b\n- \xea\xb0 \x01\x7f\n"
        "### [U](u/2)\n- \xed\xa0\x80\xc0\x80\n- 가";
    assert_reads_bytes(page, sizeof page - 1,
                       "!2 bytes that are not UTF-8 text, replaced\n"
                       "2 � 20240222 - u/�\n  = T�\n  3 a�b\n  4 ��  \x7f\n"
                       "5 2 20240222 - u/2\n  = U\n  6 �����\n  7 가\n");
    assert_reads_bytes("\0", 1,
                       "!1 bytes that are not UTF-8 text, replaced\n"
                       "!1 no paper on this page\n");
}

struct counts {
    size_t papers, warnings, calls_left;
    size_t longest;
};

static bool count_paper(void *context, struct paper *paper)
{
    struct counts *const counts = context;
    counts->papers++;
    for (size_t i = 0; i < paper->bullet_count; i++) {
        const size_t length = strlen(paper->summary[i].text);
        counts->longest = length > counts->longest ? length : counts->longest;
    }
    return counts->calls_left-- > 1;
}

static bool count_warning(void *context, uint32_t line, bool lost, const char *what)
{
    struct counts *const counts = context;
    assert_true(line > 0 && strlen(what) > 0);
    (void)lost;
    counts->warnings++;
    return counts->calls_left-- > 1;
}

static struct counts count(const char *page, size_t length, size_t calls, enum page_result result)
{
    struct counts counts = {.calls_left = calls};
    const struct page_sink sink = {&counts, count_paper, count_warning};
    assert_int_equal(page_read(page, length, &sink), result);
    return counts;
}

static void a_sink_may_stop_the_reading(void **state)
{
    (void)state;
    static const char page[] = DAY "### [A](u/1)\n\n- a\n\n### No link\n\n### [B](u/2)\n\n"
                                   "### [C](u/3)\n\n- c\n";
    for (size_t calls = 1; calls <= 5; calls++) {
        const struct counts counts = count(page, sizeof page - 1, calls, PAGE_STOPPED);
        assert_int_equal(counts.papers + counts.warnings, calls);
    }
    assert_int_equal(count(page, sizeof page - 1, 6, PAGE_OK).papers, 3);
}

/* ---- sizes that would hurt ---- */

static void a_line_of_ten_megabytes_is_one_bullet(void **state)
{
    (void)state;
    const size_t size = (size_t)10 << 20;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, DAY "### [A](u/1)\n- "));
    for (size_t i = 0; i < size / 4; i++)
        assert_true(buffer_add(&page, "긴 ", 4));
    assert_true(buffer_add_text(&page, "\n### [B](u/2)\n- b\n"));
    const struct counts counts = count(page.data, page.length, SIZE_MAX, PAGE_OK);
    assert_int_equal(counts.papers, 2);
    assert_int_equal(counts.warnings, 0);
    assert_int_equal(counts.longest, size - 1);
    buffer_free(&page);
}

/* Each of these has taken a Markdown parser, or a careless caller of one, time
 * or stack without end. */
static void pathological_pages_are_read_in_linear_time(void **state)
{
    (void)state;
    static const struct {
        const char *start, *unit, *end;
    } pages[] = {
        {"", "[", "\n"},
        {"", "*", "\n"},
        {"", ">", "\n"},
        {"", "> ", "\n"},
        {"", "- ", "\n"},
        {"", "`", "\n"},
        {"", "\n", ""},
        {"", "\r", ""},
        {"", "###\n", ""},
        {"", "### [](u)\n", ""},
        {"", "### [a](b)\n", ""},
        {"", "### [a](b)\nVote: x\n", ""},
        {"### [a](b)\n", "a[b](c)\n", ""},
        {"### [a](b)\n", "a[b](c)\r", ""},
        {"### [a](b)\n", "a\\\\[b\\\\](c)\n", ""},
        {"### [", "*a* ", "](b)\n"},
        {"### [", "*", "a](b)\n"},
        {"### ", "[a](b) ", "\n"},
        {"### [a](b)\nAuthors: ['", "b', '", "c']\n"},
        {"### [a](b)\nAuthors: ['", "b'b", "\n"},
        {"### [a](b)\nAuthors: [\n", "b,\n", "]\n"},
        {"[x]: /u\n\n", "[", "]]]\n"},
        {"[x]: /u\n\n[[[[[[[", "]", "\n"},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct buffer page = BUFFER_INIT;
        assert_true(buffer_add_text(&page, pages[i].start));
        while (page.length < (size_t)1 << 18)
            assert_true(buffer_add_text(&page, pages[i].unit));
        assert_true(buffer_add_text(&page, pages[i].end));
        count(page.data, page.length, SIZE_MAX, PAGE_OK);
        buffer_free(&page);
    }
}

static void nul_bytes_are_replaced_in_linear_time(void **state)
{
    (void)state;
    const size_t size = (size_t)1 << 20;
    char *const page = calloc(size, 1);
    assert_non_null(page);
    count(page, size, SIZE_MAX, PAGE_OK);
    free(page);
}

static void lists_nest_deeper_than_a_stack(void **state)
{
    (void)state;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, DAY HEAD));
    for (int i = 0; i < 200000; i++)
        assert_true(buffer_add_text(&page, "- "));
    assert_true(buffer_add_text(&page, "deep\n"));
    assert_int_equal(count(page.data, page.length, SIZE_MAX, PAGE_OK).longest, 4);
    buffer_free(&page);
}

static void links_beyond_measure_become_text_and_the_rest_is_kept(void **state)
{
    (void)state;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, DAY "### [A](u/1)\n- "));
    for (int i = 0; i < 1100; i++)
        assert_true(buffer_add_text(&page, "[a\\](b)](c)\n"));
    assert_true(buffer_add_text(&page, "### [B](u/2)\n- b\n"));
    struct counts counts = count(page.data, page.length, SIZE_MAX, PAGE_OK);
    assert_int_equal(counts.papers, 2);
    assert_int_equal(counts.warnings, 1);
    buffer_free(&page);
}

static void long_link_definitions_are_not_repeated_without_end(void **state)
{
    (void)state;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, DAY "[a]: "));
    while (page.length < (size_t)1 << 19)
        assert_true(buffer_add_text(&page, "long"));
    assert_true(buffer_add_text(&page, "\n\n"));
    while (page.length < (size_t)1 << 20)
        assert_true(buffer_add_text(&page, "### [a]\n\n![a]\n\n"));
    assert_true(buffer_add_text(&page, "### [kept [x]: y](u/1)\n- b\n"));
    const struct counts counts = count(page.data, page.length, SIZE_MAX, PAGE_OK);
    assert_int_equal(counts.papers, 1);
    buffer_free(&page);
}

static void a_page_beyond_the_limit_is_read_up_to_it(void **state)
{
    (void)state;
    const size_t size = ((size_t)64 << 20) + 100;
    char *const page = malloc(size);
    assert_non_null(page);
    static const char start[] = DAY "### [A](u/1)\n- a\n", end[] = "\n### [B](u/2)\n- b\n";
    memset(page, 'x', size);
    for (size_t i = 0; i < size; i += 4096)
        page[i] = '\n';
    memcpy(page, start, sizeof start - 1);
    memcpy(page + size - sizeof end, end, sizeof end - 1);
    const struct counts counts = count(page, size, SIZE_MAX, PAGE_OK);
    assert_int_equal(counts.papers, 1);
    assert_int_equal(counts.warnings, 1);
    free(page);
}

/* ---- mutations ---- */

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static bool check_text(const char *text)
{
    for (; *text != '\0'; text++)
        assert_true((unsigned char)*text >= ' ');
    return true;
}

/* What paper.h promises of every paper. */
static bool check_paper(void *context, struct paper *paper)
{
    const size_t lines = *(const size_t *)context;
    check_text(paper->title);
    check_text(paper->url);
    assert_true(check_text(paper->id) && strlen(paper->id) > 0);
    assert_true(paper->line >= 1 && paper->line <= lines);
    assert_true(paper->votes >= VOTES_UNKNOWN && paper->votes <= VOTES_MAX);
    for (size_t i = 0; i < paper->author_count; i++)
        assert_true(check_text(paper->authors[i]) && strlen(paper->authors[i]) > 0);
    for (size_t i = 0; i < paper->bullet_count; i++) {
        assert_true(check_text(paper->summary[i].text));
        assert_true(paper->summary[i].line >= paper->line && paper->summary[i].line <= lines);
        assert_true(i == 0 || paper->summary[i].line >= paper->summary[i - 1].line);
    }
    return true;
}

static bool check_warning(void *context, uint32_t line, bool lost, const char *what)
{
    (void)lost;
    assert_true(line >= 1 && line <= *(const size_t *)context && strlen(what) > 0);
    return true;
}

static void a_mutated_page_keeps_the_promises_of_a_paper(void **state)
{
    (void)state;
    static const char good[] =
        DAY "### [YOLOv9: `A*` [x] $a_1$](https://arxiv.org/abs/2402.13616)\n\n![](x.png)\n\n"
            "Vote: 43\n\nAuthors: ['A', \"B\"]\n\n- ***What's New***: 가나다 [r] &amp;\n"
            "  - 둘\n\n1. 셋\n> 넷\n### [B][r]\nVote: -\n\n문단\n\n[r]: https://example.org/1\n";
    static const char marks[] = "\n\r\t *_`[]()<>#-+>!&;:\\'\"=~0\0\xff\xed";
    uint64_t seed = 2024;
    for (int round = 0; round < 20000; round++) {
        size_t length = sizeof good - 1 - next(&seed) % 20;
        char *const page = malloc(length);
        assert_non_null(page);
        memcpy(page, good, length);
        for (uint32_t i = 1 + next(&seed) % 8; i > 0; i--)
            page[next(&seed) % length] = next(&seed) % 4 == 0 ? (char)(unsigned char)next(&seed)
                                                              : marks[next(&seed) % sizeof marks];
        size_t lines = 1;
        for (size_t i = 0; i < length; i++)
            lines += page[i] == '\n' || page[i] == '\r';
        const struct page_sink sink = {&lines, check_paper, check_warning};
        assert_int_equal(page_read(page, length, &sink), PAGE_OK);
        free(page);
    }
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
        cmocka_unit_test(a_sink_may_stop_the_reading),
        cmocka_unit_test(a_line_of_ten_megabytes_is_one_bullet),
        cmocka_unit_test(pathological_pages_are_read_in_linear_time),
        cmocka_unit_test(nul_bytes_are_replaced_in_linear_time),
        cmocka_unit_test(lists_nest_deeper_than_a_stack),
        cmocka_unit_test(links_beyond_measure_become_text_and_the_rest_is_kept),
        cmocka_unit_test(long_link_definitions_are_not_repeated_without_end),
        cmocka_unit_test(a_page_beyond_the_limit_is_read_up_to_it),
        cmocka_unit_test(a_mutated_page_keeps_the_promises_of_a_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
