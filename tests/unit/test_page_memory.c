/* A page where memory runs out at any allocation: said, or else nothing is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/page/page.h"

static size_t left = SIZE_MAX; /* allocations until one fails */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *data, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *data, size_t size);

static bool runs_out(void)
{
    return left != SIZE_MAX && left-- == 0;
}

void *__wrap_malloc(size_t size)
{
    return runs_out() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return runs_out() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *data, size_t size)
{
    return runs_out() ? NULL : __real_realloc(data, size);
}

static const char PAGE[] =
    "# 2024-03-20\n\n"
    "### [A Title of Some Words](https://arxiv.org/abs/2403.00001)\n"
    "Authors: ['Ada One', 'Bo Two', 'Cy Three', 'Di Four', 'Ed Five']\n\n"
    "Some words of prose that go on for a while\nand end on a second line\n"
    "\u2022 a line with a mark\n\u2022 and another one\n\n"
    "- the first bullet, of [code](https://github.com/a/b)\n- the second\n\n"
    "text between\n- the third\n\n"
    "### Last of All (arXiv:2403.00002)\nAuthors: Ada One, Bo Two; Vote: 5\n- one\n";

struct counts {
    size_t papers, authors, bullets, facts, warnings;
};

static bool count_paper(void *context, struct paper *paper)
{
    struct counts *counts = context;

    counts->papers++;
    counts->authors += paper->author_count;
    counts->bullets += paper->bullet_count;
    counts->facts += paper->fact_count;
    return true;
}

static bool count_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    struct counts *counts = context;

    (void)line;
    (void)trouble;
    counts->warnings++;
    return true;
}

static enum page_result read_page(size_t allocations, struct counts *counts)
{
    const struct page_sink sink = {counts, count_paper, count_warning};

    *counts = (struct counts){0};
    left = allocations;
    enum page_result result = page_read(PAGE, sizeof PAGE - 1, "page.md", &sink);
    left = SIZE_MAX;
    return result;
}

static void what_is_missing_for_want_of_memory_is_told(void **state)
{
    struct counts whole, counts;
    enum page_result result = PAGE_NO_MEMORY;
    size_t allocations = 0;

    (void)state;
    assert_int_equal(read_page(SIZE_MAX, &whole), PAGE_OK);
    assert_true(whole.papers == 2 && whole.authors == 7 && whole.bullets > 3);
    for (; allocations < 10000 && result != PAGE_OK; allocations++) {
        result = read_page(allocations, &counts);
        assert_true(result == PAGE_OK || result == PAGE_NO_MEMORY);
        if (result == PAGE_OK)
            assert_memory_equal(&counts, &whole, sizeof whole);
    }
    assert_in_range(allocations, 10, 9999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_missing_for_want_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
