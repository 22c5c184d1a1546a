/* The second reading: a page that changed since it was listed costs the
 * papers that changed and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/chunk.h"

#include "silent_observer.h"

#define HEAD "## Daily Papers (2024-03-20)\n"
#define ENTRY(id) "\n### [Title](https://arxiv.org/abs/" id ")\n\nVote: 1\n\nAuthors: A\n\n- 글.\n"

static void write_page(const char *text)
{
    FILE *file = fopen("page.md", "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

struct scene {
    char *directory;
    struct pages pages;
    struct listing listing;
    struct paper_order order;
    struct paper_chunk chunk;
};

/* The order is made of a page with three papers. */
static int order_page(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    scene->directory = strdup("/tmp/seogo-chunk-XXXXXX");
    *state = scene;
    if (mkdtemp(scene->directory) == NULL || chdir(scene->directory) != 0)
        return -1;
    write_page(HEAD ENTRY("2403.00001") ENTRY("2403.00002") ENTRY("2403.00003"));
    if (pages_find(&scene->pages, &(struct pages_request){(const char *[]){"."}, 1, false}, NULL) !=
        STATUS_OK)
        return -1;
    const struct listing_request request = {
        .pages = &scene->pages, .known = &(struct inventory){0}, .jobs = 1};
    return listing_make(&scene->listing, &request, &silence, NULL) == STATUS_OK &&
                   order_make(&scene->order, &scene->pages, &scene->listing, &silence, NULL) ==
                       STATUS_OK
               ? 0
               : -1;
}

static int clear(void **state)
{
    struct scene *scene = *state;
    chunk_clear(&scene->chunk);
    order_clear(&scene->order);
    listing_clear(&scene->listing);
    pages_clear(&scene->pages);
    unlink("page.md");
    int failed = chdir("/") != 0 || rmdir(scene->directory) != 0;
    free(scene->directory);
    free(scene);
    return failed ? -1 : 0;
}

static void read_again(struct scene *scene)
{
    struct buffer bytes = BUFFER_INIT;
    assert_int_equal(chunk_count(&scene->order), 1);
    assert_int_equal(chunk_read(&scene->chunk, &scene->order, 0, &bytes, NULL), STATUS_OK);
    assert_int_equal(scene->chunk.count, 3);
    buffer_free(&bytes);
}

static void an_unchanged_page_gives_all_it_had(void **state)
{
    static const char *const ids[] = {"2403.00001", "2403.00002", "2403.00003"};
    struct scene *scene = *state;
    read_again(scene);
    assert_false(scene->chunk.changed);
    for (size_t i = 0; i < 3; i++) {
        const struct found_paper *found = &scene->chunk.papers[i];
        assert_true(found->present);
        assert_string_equal(found->paper.id, ids[i]);
        assert_string_equal(found->paper.path, "page.md");
        assert_int_equal(found->paper.date, 20240320);
    }
}

static void a_paper_that_became_another_is_absent(void **state)
{
    struct scene *scene = *state;
    write_page(HEAD ENTRY("2403.00001") ENTRY("2403.99999") ENTRY("2403.00003"));
    read_again(scene);
    assert_true(scene->chunk.changed);
    assert_true(scene->chunk.papers[0].present);
    assert_false(scene->chunk.papers[1].present);
    assert_true(scene->chunk.papers[2].present);
}

static void a_page_that_was_cut_loses_its_end(void **state)
{
    struct scene *scene = *state;
    write_page(HEAD ENTRY("2403.00001"));
    read_again(scene);
    assert_true(scene->chunk.papers[0].present);
    assert_false(scene->chunk.papers[1].present);
    assert_false(scene->chunk.papers[2].present);
}

static void a_page_that_went_has_nothing(void **state)
{
    struct scene *scene = *state;
    unlink("page.md");
    read_again(scene);
    assert_true(scene->chunk.changed);
    for (size_t i = 0; i < 3; i++)
        assert_false(scene->chunk.papers[i].present);
}

static void chunks_grow_and_stay_few(void **state)
{
    (void)state;
    static const struct {
        size_t papers, of_a_chunk, chunks;
    } cases[] = {{1, 300, 1},       {301, 300, 2},     {901, 300, 4},
                 {30000, 300, 100}, {30001, 301, 100}, {1000000, 10000, 100}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct paper_order order = {.paper_count = cases[i].papers};
        assert_int_equal(chunk_papers(&order), cases[i].of_a_chunk);
        assert_int_equal(chunk_count(&order), cases[i].chunks);
    }
}

int main(void)
{
#define ORDERED(test) cmocka_unit_test_setup_teardown(test, order_page, clear)
    const struct CMUnitTest tests[] = {
        ORDERED(an_unchanged_page_gives_all_it_had), ORDERED(a_paper_that_became_another_is_absent),
        ORDERED(a_page_that_was_cut_loses_its_end),  ORDERED(a_page_that_went_has_nothing),
        cmocka_unit_test(chunks_grow_and_stay_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
