/* Reading takes time in proportion to a page, whatever its form: one of 20 MB takes
 * about ten times as long as one of 2 MB, and with the sanitizers, which make all of it
 * slower, one of an eighth. */
#include <time.h>

#include "tests/unit/reading.h"

#ifdef __SANITIZE_ADDRESS__
#define SHORT_BYTES ((size_t)1 << 18)
#else
#define SHORT_BYTES ((size_t)2 << 20)
#endif
#define LONG_BYTES (10 * SHORT_BYTES)

/* Caches and a busy machine cost some; what is quadratic takes 100 times as long. */
#define RATIO_MAX 30

static const struct form {
    const char *start, *unit; /* a %zu in it counts */
    bool paper;               /* each unit is one */
} forms[] = {
    {"# 2024-03-20\n\n", "### [A title %zu](https://arxiv.org/abs/2403.%05zu)\n\n- text\n\n", true},
    {"# 2024-03-20\n\n",
     "## %zu. A title here\n\n- **Authors**: Ada Kim, Bo Lee\n- **URL**: "
     "https://arxiv.org/abs/2403.%05zu\n- Venue: Meadow\n\ntext\n\n",
     true},
    {"# 2024-03-20\n\n",
     "A title here %zu\n---\n\n[arXiv](https://arxiv.org/abs/2403.%05zu) | "
     "[code](https://a.org)\n\n",
     true},
    {"# 2024-03-20\n\n| Title | Authors | Link |\n|---|---|---|\n",
     "| A title %zu | Ada Kim | [arXiv](https://arxiv.org/abs/2403.%05zu) |\n", true},
    {"# 2024-03-20\n\n", "- [A title here %zu](https://arxiv.org/abs/2403.%05zu): text\n", true},
    {"# 2024-03-20\n\n", "- A title here %zu\n  - Link: https://arxiv.org/abs/2403.%05zu\n", true},
    {"# 2024-03-20\n\n",
     "<details><summary><b>%zu. A title</b></summary>\n\n[arXiv](https://arxiv.org/abs/2403.%05zu)"
     "\n\n- text\n</details>\n\n",
     true},
    {"---\narxiv: 2403.00001\ndate: 2024-03-20\n---\n# A title\n\n",
     "Text %zu, see [code](https://a.org/%zu).\n\n- Venue: Meadow\n\n", false},
    {"### [A title](https://arxiv.org/abs/2403.00001)\n\n| A | B |\n|---|---|\n",
     "| cell %zu | [x](https://a.org/%zu) |\n", false},
    {"### [A title](https://arxiv.org/abs/2403.00001)\n\n", "Authors: Kim %zu, Lee %zu\n\n", false},
};

static bool count_paper(void *context, struct paper *paper)
{
    (void)paper;
    ++*(size_t *)context;
    return true;
}

static bool pass(void *context, uint32_t line, enum page_trouble trouble)
{
    (void)context;
    (void)line;
    (void)trouble;
    return true;
}

/* The seconds of the processor that a page of the form takes. */
static double seconds(const struct form *form, size_t bytes)
{
    struct buffer page = BUFFER_INIT;
    size_t papers = 0, units = 0;
    const struct page_sink sink = {&papers, count_paper, pass};
    assert_true(buffer_add_text(&page, form->start));
    for (; page.length < bytes; units++)
        assert_true(buffer_add_format(&page, form->unit, units, units % 100000));
    const clock_t began = clock();
    assert_int_equal(page_read(page.data, page.length, "page.md", &sink), PAGE_OK);
    const double took = (double)(clock() - began) / CLOCKS_PER_SEC;
    assert_int_equal(papers, form->paper ? units : 1);
    buffer_free(&page);
    return took;
}

static void time_grows_with_the_page(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const double less = seconds(&forms[i], SHORT_BYTES), more = seconds(&forms[i], LONG_BYTES);
        print_message("%zu: %.2f s, %.2f s\n", i, less, more);
        assert_true(more <= RATIO_MAX * (less + 0.01));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(time_grows_with_the_page)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
