/* Which files are pages, what an archive's root is, what a order makes of the
 * papers on them, and what is kept of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/base/file.h"
#include "indexer/build/pages.h"
#include "indexer/build/order.h"

#include "silent_observer.h"

static int enter(void **state)
{
    char made[] = "/tmp/seogo-pages-XXXXXX";
    if (mkdtemp(made) == NULL || chdir(made) != 0)
        return -1;
    *state = getcwd(NULL, 0);
    return *state != NULL ? 0 : -1;
}

static int leave(void **state)
{
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", (char *)*state);
    int failed = chdir("/") != 0 || system(command) != 0;
    free(*state);
    return failed ? -1 : 0;
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void expect_root(const char *const *paths, size_t count, const char *below,
                        const char *directory)
{
    struct pages pages;
    char expected[512];
    snprintf(expected, sizeof expected, "%s%s", directory, below);
    assert_int_equal(pages_find(&pages, &(struct pages_request){paths, count, true}, NULL),
                     STATUS_OK);
    assert_string_equal(pages.root, expected);
    pages_clear(&pages);
}

static void the_root_is_the_longest_shared_directory(void **state)
{
    mkdir("a", 0700);
    mkdir("a/b", 0700);
    mkdir("a/bc", 0700);
    write_file("a/b/1.md", "");
    write_file("a/bc/2.md", "");
    expect_root((const char *[]){"a/b"}, 1, "/a/b", *state);
    expect_root((const char *[]){"a/b/1.md"}, 1, "/a/b", *state);
    expect_root((const char *[]){"a/b", "a/bc"}, 2, "/a", *state);
    expect_root((const char *[]){"a/b/1.md", "a/bc/2.md"}, 2, "/a", *state);
    expect_root((const char *[]){"a/b//", "a/./b/../b"}, 2, "/a/b", *state);
    expect_root((const char *[]){"a", "a/b/1.md"}, 2, "/a", *state);
    expect_root((const char *[]){"a/b/1.md", "a"}, 2, "/a", *state);
}

static void pages_come_in_byte_order_and_are_named_as_given(void **state)
{
    (void)state;
    struct pages pages;
    struct buffer shown = BUFFER_INIT;
    mkdir("a", 0700);
    mkdir("a/b", 0700);
    write_file("a/b/1.md", "");
    write_file("a/b.md", "");
    write_file("a/B.md", "");
    assert_int_equal(
        pages_find(&pages, &(struct pages_request){(const char *[]){"./a/"}, 1, false}, NULL),
        STATUS_OK);
    assert_int_equal(pages.files.count, 3);
    assert_string_equal(pages_relative(&pages, &pages.files.list[0]), "B.md");
    assert_string_equal(pages_relative(&pages, &pages.files.list[1]), "b.md");
    assert_string_equal(pages_relative(&pages, &pages.files.list[2]), "b/1.md");
    assert_true(pages_shown(&pages, &pages.files.list[2], &shown));
    assert_string_equal(shown.data, "./a/b/1.md");
    buffer_free(&shown);
    pages_clear(&pages);
}

static void a_page_is_a_regular_file(void **state)
{
    (void)state;
    struct buffer bytes = BUFFER_INIT;
    write_file("page", "bytes");
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(file_load("page", &bytes), 0);
    assert_int_equal(bytes.length, 5);
    assert_string_equal(bytes.data, "bytes");
    assert_int_equal(file_load("pipe", &bytes), EINVAL);
    assert_int_equal(file_load(".", &bytes), EISDIR);
    assert_int_equal(file_load("nowhere", &bytes), ENOENT);
    int large = open("large", O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    assert_int_equal(ftruncate(large, (off_t)FILE_BYTES_MAX + 1), 0);
    close(large);
    assert_int_equal(file_load("large", &bytes), EFBIG);
    buffer_free(&bytes);
}

#define ENTRY(id) "\n### [Title](https://arxiv.org/abs/" id ")\n\nVote: 1\n\nAuthors: A\n\n- 글.\n"

struct ordering {
    struct pages pages;
    struct listing listing;
    struct paper_order order;
};

static void make_order(struct ordering *ordering)
{
    const struct listing_request request = {
        .pages = &ordering->pages, .known = &(struct inventory){0}, .jobs = 2};
    assert_int_equal(pages_find(&ordering->pages,
                                &(struct pages_request){(const char *[]){"."}, 1, false}, NULL),
                     STATUS_OK);
    assert_int_equal(listing_make(&ordering->listing, &request, &silence, NULL), STATUS_OK);
    assert_int_equal(
        order_make(&ordering->order, &ordering->pages, &ordering->listing, &silence, NULL),
        STATUS_OK);
}

static void clear(struct ordering *ordering)
{
    order_clear(&ordering->order);
    listing_clear(&ordering->listing);
    pages_clear(&ordering->pages);
}

static void papers_are_ordered_from_the_newest_day(void **state)
{
    (void)state;
    struct ordering ordering;
    /* The last of the page comes twice, and its newer day stays. */
    write_file("a.md", "## Daily Papers (2024-01-01)\n" ENTRY("2401.00001") ENTRY("2401.00002")
                           ENTRY("2401.00003"));
    write_file("b.md", "## Daily Papers (2024-01-02)\n" ENTRY("2401.00003") ENTRY("2401.00004"));
    write_file("c.md", "## Daily Papers (2024-01-01)\n" ENTRY("2401.00005"));
    static const char *const expected[] = {"2401.00003", "2401.00004", "2401.00001", "2401.00002",
                                           "2401.00005"};
    make_order(&ordering);
    const struct paper_order *order = &ordering.order;
    assert_int_equal(order->paper_count, 5);
    assert_int_equal(order->duplicates, 1);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(order_id(order, &order->papers[i]), expected[i]);
    assert_int_equal(order->papers[0].date, 20240102);
    assert_int_equal(order->papers[4].date, 20240101);
    clear(&ordering);
}

/* Days that alternate in a page, and a duplicate between two papers of a day. */
static void a_page_of_several_days_is_taken_apart(void **state)
{
    (void)state;
    struct ordering ordering;
    write_file("a.md", "## Daily Papers (2024-01-01)\n" ENTRY("2401.00001") ENTRY("2401.00002")
                           ENTRY("2401.00003") "\n## Daily Papers (2024-01-03)\n" ENTRY(
                               "2401.00004") "\n## Daily Papers (2024-01-01)\n" ENTRY("2401.00005")
                               ENTRY("2401.00001"));
    write_file("b.md", "## Daily Papers (2024-01-02)\n" ENTRY("2401.00002"));
    static const struct {
        const char *id;
        uint32_t page, place, date;
    } expected[] = {{"2401.00004", 0, 3, 20240103},
                    {"2401.00002", 1, 0, 20240102},
                    {"2401.00003", 0, 2, 20240101},
                    {"2401.00005", 0, 4, 20240101},
                    {"2401.00001", 0, 5, 20240101}};
    make_order(&ordering);
    const struct paper_order *order = &ordering.order;
    assert_int_equal(order->paper_count, 5);
    assert_int_equal(order->duplicates, 2);
    for (size_t i = 0; i < 5; i++) {
        const struct ordered_paper *paper = &order->papers[i];
        assert_string_equal(order_id(order, paper), expected[i].id);
        assert_int_equal(paper->page, expected[i].page);
        assert_int_equal(paper->place, expected[i].place);
        assert_int_equal(paper->date, expected[i].date);
    }
    clear(&ordering);
}

/* A path may hold any byte but NUL, and what was cut or is another's is empty. */
static void an_inventory_comes_back(void **state)
{
    struct inventory_page pages[] = {{"a\n1.md", hash_of("a", 1), 3, 1}, {"b.md", {0}, 0, 0}};
    struct inventory_paper papers[] = {{"2403.00001", hash_of("b", 1)}, {"b", {0}}};
    const struct inventory written = {
        .root = *state, .pages = pages, .page_count = 2, .papers = papers, .paper_count = 2};
    struct buffer bytes = BUFFER_INIT;
    struct inventory read;
    assert_true(inventory_write(&written, &bytes));
    assert_int_equal(mkdir("generation-1", 0700), 0);
    assert_int_equal(symlink("generation-1", "current"), 0);
    for (size_t length = 0; length <= bytes.length; length++) {
        int file = open("generation-1/" INVENTORY, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
        assert_int_equal(write(file, bytes.data, length), length);
        close(file);
        assert_int_equal(inventory_read(&read, ".", &(struct inventory){.root = *state}, NULL),
                         STATUS_OK);
        assert_true(read.page_count <= 2 && read.paper_count <= 2);
        for (size_t i = 0; i < read.page_count; i++) {
            assert_string_equal(read.pages[i].path, pages[i].path);
            assert_int_equal(read.pages[i].warnings, pages[i].warnings);
            assert_int_equal(read.pages[i].lost, pages[i].lost);
            assert_true(hash_equal(&read.pages[i].digest, &pages[i].digest));
            assert_ptr_equal(inventory_find(&read, pages[i].path), &read.pages[i]);
        }
        for (size_t i = 0; i < read.paper_count; i++) {
            assert_string_equal(read.papers[i].id, papers[i].id);
            assert_true(hash_equal(&read.papers[i].digest, &papers[i].digest));
        }
        inventory_clear(&read);
    }
    assert_int_equal(inventory_read(&read, ".", &(struct inventory){.root = *state}, NULL),
                     STATUS_OK);
    assert_int_equal(read.page_count, 2);
    assert_int_equal(read.paper_count, 2);
    assert_null(inventory_find(&read, "a"));
    inventory_clear(&read);
    assert_int_equal(inventory_read(&read, ".", &(struct inventory){.root = "/elsewhere"}, NULL),
                     STATUS_OK);
    assert_int_equal(read.page_count, 0);
    inventory_clear(&read);
    buffer_free(&bytes);
}

int main(void)
{
#define IN_A_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, enter, leave)
    const struct CMUnitTest tests[] = {
        IN_A_DIRECTORY(the_root_is_the_longest_shared_directory),
        IN_A_DIRECTORY(pages_come_in_byte_order_and_are_named_as_given),
        IN_A_DIRECTORY(a_page_is_a_regular_file),
        IN_A_DIRECTORY(papers_are_ordered_from_the_newest_day),
        IN_A_DIRECTORY(a_page_of_several_days_is_taken_apart),
        IN_A_DIRECTORY(an_inventory_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
