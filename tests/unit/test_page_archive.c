/* The whole archive, where it lies beside the project ($SEOGO_SHARED or
 * ../shared): every paper is read, none is warned of, and every title is the
 * one of papers_list.csv, an independent listing (date,title,url). */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/base/buffer.h"
#include "indexer/page/page.h"

#define PAPERS 3591 /* 3,590 and one of them on two days */
#define ROWS_ON_PAGES 3591

struct archive {
    struct paper *papers; /* their titles, ids, links and dates */
    size_t count, warnings, bullets, authors, thumbnails, voted;
    const char *page;
};

static char *archive_path(const char *name)
{
    const char *const shared = getenv("SEOGO_SHARED");
    struct buffer path = BUFFER_INIT;
    assert_true(shared != NULL
                    ? buffer_add_format(&path, "%s/archive/%s", shared, name)
                    : buffer_add_format(&path, SEOGO_SOURCE_DIR "/../shared/archive/%s", name));
    return buffer_detach(&path);
}

/* The bytes of a file, or an empty buffer where it cannot be read. */
static struct buffer file_bytes(const char *path)
{
    struct buffer bytes = BUFFER_INIT;
    FILE *const file = fopen(path, "rb");
    if (file == NULL)
        return bytes;
    size_t got;
    do {
        assert_true(buffer_reserve(&bytes, 65536));
        got = fread(bytes.data + bytes.length, 1, 65536, file);
        bytes.length += got;
    } while (got > 0);
    fclose(file);
    return bytes;
}

static bool keep_paper(void *context, struct paper *paper)
{
    struct archive *const archive = context;
    if (archive->count == PAPERS)
        fail_msg("%s:%u: a paper more than there are", archive->page, paper->line);
    if (paper->date == 0)
        fail_msg("%s:%u: no date", archive->page, paper->line);
    archive->bullets += paper->bullet_count;
    archive->authors += paper->author_count > 0;
    archive->thumbnails += paper->thumbnail != NULL;
    archive->voted += paper->votes != VOTES_UNKNOWN;
    archive->papers[archive->count++] = (struct paper){
        .id = paper->id, .title = paper->title, .url = paper->url, .date = paper->date};
    paper->id = paper->title = paper->url = NULL;
    return true;
}

static bool keep_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    struct archive *const archive = context;
    print_error("%s:%u: %s\n", archive->page, line, page_trouble_is(trouble)->what);
    archive->warnings++;
    return true;
}

static int read_archive(void **state)
{
    char *const pattern = archive_path("20[0-9][0-9]/*/*.md");
    glob_t pages = {0};
    *state = NULL;
    if (glob(pattern, 0, NULL, &pages) == 0) {
        struct archive *const archive = calloc(1, sizeof *archive);
        assert_non_null(archive);
        archive->papers = calloc(PAPERS, sizeof *archive->papers);
        assert_non_null(archive->papers);
        const struct page_sink sink = {archive, keep_paper, keep_warning};
        for (size_t i = 0; i < pages.gl_pathc; i++) {
            struct buffer bytes = file_bytes(pages.gl_pathv[i]);
            archive->page = pages.gl_pathv[i];
            assert_int_equal(page_read(bytes.data, bytes.length, archive->page, &sink), PAGE_OK);
            buffer_free(&bytes);
        }
        *state = archive;
    }
    globfree(&pages);
    free(pattern);
    return 0;
}

static int free_archive(void **state)
{
    struct archive *const archive = *state;
    for (size_t i = 0; archive != NULL && i < archive->count; i++)
        paper_clear(&archive->papers[i]);
    if (archive != NULL)
        free(archive->papers);
    free(archive);
    return 0;
}

static const struct archive *archive_of(void **state)
{
    if (*state == NULL) {
        print_message("skipped: no archive beside the project\n");
        skip();
    }
    return *state;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const struct paper *)a)->id, ((const struct paper *)b)->id);
}

static void no_paper_is_lost_and_no_warning_is_false(void **state)
{
    const struct archive *const archive = archive_of(state);
    assert_int_equal(archive->count, PAPERS);
    assert_int_equal(archive->warnings, 0);
    qsort(archive->papers, archive->count, sizeof *archive->papers, compare_ids);
    size_t twice = 0;
    for (size_t i = 1; i < archive->count; i++)
        twice += compare_ids(&archive->papers[i - 1], &archive->papers[i]) == 0;
    assert_int_equal(twice, 1);
}

static void every_part_of_the_papers_is_read(void **state)
{
    const struct archive *const archive = archive_of(state);
    assert_int_equal(archive->voted, 3474);
    assert_int_equal(archive->authors, 3580);
    assert_int_equal(archive->thumbnails, 3428);
    assert_int_equal(archive->bullets, 15717);
}

/* One value of a CSV row with its quoting undone; *at moves behind it. */
static char *csv_value(const char **at)
{
    struct buffer value = BUFFER_INIT;
    const bool quoted = **at == '"';
    *at += quoted;
    for (; **at != '\0'; ++*at) {
        if (quoted ? **at == '"' && (*at)[1] != '"' : strchr(",\r\n", **at) != NULL)
            break;
        *at += quoted && **at == '"';
        assert_true(buffer_add_char(&value, **at));
    }
    *at += quoted;
    while (**at == '\r')
        ++*at;
    *at += **at != '\0';
    return buffer_detach(&value);
}

/* 2024-03-20 as 20240320. */
static uint32_t day_of(const char *date)
{
    uint32_t day = 0;
    for (; *date != '\0'; date++)
        day = *date == '-' ? day : day * 10 + (uint32_t)(*date - '0');
    return day;
}

static const struct paper *paper_of(const struct archive *archive, const char *url, uint32_t day)
{
    const struct paper *found = NULL;
    for (size_t i = 0; i < archive->count; i++) {
        const struct paper *const paper = &archive->papers[i];
        if ((found == NULL || paper->date == day) && strcmp(paper->url, url) == 0)
            found = paper;
    }
    return found;
}

static void every_title_is_the_one_of_the_listing(void **state)
{
    const struct archive *const archive = archive_of(state);
    char *const path = archive_path("papers_list.csv");
    struct buffer listing = file_bytes(path);
    assert_true(listing.length > 0 && buffer_add_char(&listing, '\0'));
    const char *at = strchr(listing.data, '\n') + 1;
    size_t rows = 0;
    while (*at != '\0') {
        char *const date = csv_value(&at), *const title = csv_value(&at),
                    *const url = csv_value(&at);
        const struct paper *const paper = paper_of(archive, url, day_of(date));
        rows += paper != NULL;
        if (paper != NULL)
            assert_string_equal(paper->title, title);
        free(date);
        free(title);
        free(url);
    }
    assert_int_equal(rows, ROWS_ON_PAGES);
    buffer_free(&listing);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_paper_is_lost_and_no_warning_is_false),
        cmocka_unit_test(every_part_of_the_papers_is_read),
        cmocka_unit_test(every_title_is_the_one_of_the_listing),
    };
    return cmocka_run_group_tests(tests, read_archive, free_archive);
}
