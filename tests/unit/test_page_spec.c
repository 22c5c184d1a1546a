/* tests/spec/pages.txt: each page gives the reading below it. And the examples of
 * seogo-pages(5) give papers, as it says. */
#include <stdio.h>

#include "tests/unit/reading.h"

#define CASES_MIN 20
#define EXAMPLES_MIN 5

static char *file_text(const char *path)
{
    struct buffer text = BUFFER_INIT;
    FILE *const file = fopen(path, "rb");
    assert_non_null(file);
    size_t got;
    do {
        assert_true(buffer_reserve(&text, 4096));
        got = fread(text.data + text.length, 1, 4096, file);
        text.length += got;
    } while (got > 0);
    fclose(file);
    text.data[text.length] = '\0';
    return text.data;
}

/* Cuts *rest behind mark, which begins a line; what stood before it. NULL where
 * there is none. */
static char *until(char **rest, const char *mark)
{
    char *const start = *rest, *const found = strstr(start, mark);
    if (found == NULL)
        return NULL;
    *found = '\0';
    *rest = found + strlen(mark);
    return start;
}

static void pages_are_read_as_specified(void **state)
{
    (void)state;
    char *const text = file_text(SEOGO_SOURCE_DIR "/tests/spec/pages.txt"), *rest = text;
    size_t cases = 0;
    assert_non_null(until(&rest, "\n=== "));
    for (char *path; (path = until(&rest, "\n")) != NULL; cases++) {
        char *const page = until(&rest, "\n---- \n"), *const expected = until(&rest, "\n=== ");
        assert_non_null(page);
        assert_non_null(expected);
        assert_reads_at(strstr(path, ": ") + 2, page, strlen(page), expected);
    }
    assert_true(cases >= CASES_MIN);
    free(text);
}

static bool count_paper(void *context, struct paper *paper)
{
    ++*(size_t *)context;
    assert_true(paper->title[0] != '\0' && paper->date != 0);
    return true;
}

static bool no_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    (void)context;
    (void)line;
    assert_int_equal(trouble, PAGE_PAPER_WITHOUT_SUMMARY);
    return true;
}

static void the_examples_of_the_manual_are_papers(void **state)
{
    (void)state;
    char *const text = file_text(SEOGO_SOURCE_DIR "/indexer/man/seogo-pages.5"), *rest = text;
    size_t examples = 0;
    while (until(&rest, ".Bd -literal -offset indent\n") != NULL) {
        const char *const page = until(&rest, "\n.Ed\n");
        size_t papers = 0;
        const struct page_sink sink = {&papers, count_paper, no_warning};
        assert_non_null(page);
        assert_int_equal(page_read(page, strlen(page), "page.md", &sink), PAGE_OK);
        assert_true(papers > 0);
        examples++;
    }
    assert_true(examples >= EXAMPLES_MIN);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_read_as_specified),
        cmocka_unit_test(the_examples_of_the_manual_are_papers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
