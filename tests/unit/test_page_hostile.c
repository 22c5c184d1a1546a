/* Pages that no person writes: whatever the bytes, reading ends soon, touches
 * nothing beyond them and gives papers that are what paper.h promises. */
#include <sys/mman.h>
#include <unistd.h>

#include "tests/unit/reading.h"

#define DAY "## Daily Papers (2024-02-22)\n\n"
#define HEAD "### [T](https://arxiv.org/abs/2402.13616)\n\n"

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

static bool count_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    struct counts *const counts = context;
    assert_true(line > 0 && strlen(page_trouble_is(trouble)->what) > 0);
    counts->warnings++;
    return counts->calls_left-- > 1;
}

static struct counts count(const char *page, size_t length, size_t calls, enum page_result result)
{
    struct counts counts = {.calls_left = calls};
    const struct page_sink sink = {&counts, count_paper, count_warning};
    assert_int_equal(page_read(page, length, "page.md", &sink), result);
    return counts;
}

static void a_sink_may_stop_the_reading(void **state)
{
    (void)state;
    static const char page[] =
        DAY "### [A](https://a.org/1)\n\n- a\n\n### No link\n\n### [B](https://a.org/2)\n\n"
            "### [C](https://a.org/3)\n\n- c\n";
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
    assert_true(buffer_add_text(&page, DAY "### [A](https://a.org/1)\n- "));
    for (size_t i = 0; i < size / 4; i++)
        assert_true(buffer_add(&page, "긴 ", 4));
    assert_true(buffer_add_text(&page, "\n### [B](https://a.org/2)\n- b\n"));
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
    struct buffer page = BUFFER_INIT, text = BUFFER_INIT, expected = BUFFER_INIT;
    for (int i = 0; i < 1001; i++)
        assert_true(buffer_add_char(&text, ']'));
    assert_true(buffer_add_format(&page,
                                  DAY "### [A](https://a.org/1)\n- %s\n  [b\\] [c\\\\](x) [d](x)\n"
                                      "### [B](https://a.org/2)\n- [b](x)\n",
                                  text.data));
    assert_true(buffer_add_format(
        &expected,
        "!4 more brackets in a paragraph than links can be read from\n"
        "3 a.org/1 20240222 - https://a.org/1\n  = A\n  4 %s [b] [c\\](x) [d](x)\n"
        "6 a.org/2 20240222 - https://a.org/2\n  = B\n  7 b\n",
        text.data));
    assert_reads(page.data, expected.data);
    buffer_free(&page);
    buffer_free(&text);
    buffer_free(&expected);
}

static void long_link_definitions_are_not_repeated_without_end(void **state)
{
    (void)state;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, "[a]: "));
    while (page.length < (size_t)1 << 19)
        assert_true(buffer_add_text(&page, "long"));
    assert_true(buffer_add_text(&page, "\n\n"));
    while (page.length < (size_t)1 << 20)
        assert_true(buffer_add_text(&page, "![a]\n\n"));
    assert_true(buffer_add_text(&page, DAY "### [kept [x]: y](https://a.org/1)\n- [b]: c\n"));
    const char *const paper = strstr(page.data, "### ");
    uint32_t line = 1;
    for (const char *at = page.data; at < paper; at++)
        line += *at == '\n';
    struct buffer expected = BUFFER_INIT;
    assert_true(
        buffer_add_format(&expected,
                          "!1 link definitions that are too long for their many uses\n"
                          "%u a.org/1 20240222 - https://a.org/1\n  = kept [x]: y\n  %u [b]: c\n",
                          line, line + 1));
    assert_reads(page.data, expected.data);
    buffer_free(&page);
    buffer_free(&expected);
}

static void link_definitions_in_measure_are_links(void **state)
{
    (void)state;
    struct buffer page = BUFFER_INIT;
    assert_true(buffer_add_text(&page, "### [a [x]: y][k0]\n- b\n\n"));
    for (int i = 0; i < 2000; i++)
        assert_true(buffer_add_format(&page, "[k%d]: https://arxiv.org/abs/2401.%05d\n\n", i, i));
    assert_reads(page.data,
                 "1 2401.00000 20240100 - https://arxiv.org/abs/2401.00000\n  = a [x]: y\n  2 b\n");
    buffer_free(&page);
}

static void a_page_beyond_the_limit_is_read_up_to_it(void **state)
{
    (void)state;
    const size_t size = ((size_t)64 << 20) + 100;
    char *const page = malloc(size);
    assert_non_null(page);
    static const char start[] = DAY "### [A](https://a.org/1)\n- a\n",
                      end[] = "\n### [B](https://a.org/2)\n- b\n";
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

/* Behind these pages lies memory that must not be touched. */
static void nothing_behind_the_page_is_read(void **state)
{
    (void)state;
    static const char *const ends[] = {"[](", "![](",  "### [](", "\xED",     "\xEA\xB0",
                                       "`",   "&#",    "\\",      "<",        "- [a](<",
                                       "###", "Vote:", "\r",      "2024-01-0"};
    const size_t size = (size_t)sysconf(_SC_PAGESIZE);
    char *const memory =
        mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(memory != MAP_FAILED);
    assert_int_equal(mprotect(memory + size, size, PROT_NONE), 0);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const size_t length = strlen(ends[i]);
        memcpy(memory + size - length, ends[i], length);
        count(memory + size - length, length, SIZE_MAX, PAGE_OK);
    }
    assert_int_equal(munmap(memory, 2 * size), 0);
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

static bool check_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    assert_true(line >= 1 && line <= *(const size_t *)context &&
                strlen(page_trouble_is(trouble)->what) > 0);
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
        assert_int_equal(page_read(page, length, "page.md", &sink), PAGE_OK);
        free(page);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sink_may_stop_the_reading),
        cmocka_unit_test(a_line_of_ten_megabytes_is_one_bullet),
        cmocka_unit_test(pathological_pages_are_read_in_linear_time),
        cmocka_unit_test(nul_bytes_are_replaced_in_linear_time),
        cmocka_unit_test(lists_nest_deeper_than_a_stack),
        cmocka_unit_test(links_beyond_measure_become_text_and_the_rest_is_kept),
        cmocka_unit_test(long_link_definitions_are_not_repeated_without_end),
        cmocka_unit_test(link_definitions_in_measure_are_links),
        cmocka_unit_test(a_page_beyond_the_limit_is_read_up_to_it),
        cmocka_unit_test(nothing_behind_the_page_is_read),
        cmocka_unit_test(a_mutated_page_keeps_the_promises_of_a_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
