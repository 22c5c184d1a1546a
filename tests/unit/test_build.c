/* An index is a function of its pages: after any edits of them an ordinary run
 * makes the index that a first one would make, with the same documents, postings,
 * lexicon and answers; and publishes none where no page's bytes are others.
 * SEOGO_EDITS tells how often the archive is edited (25, with sanitizers 10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/build.h"
#include "indexer/build/verify.h"
#include "indexer/format/location.h"
#include "query/search/search.h"
#include "tests/harness/index_dump.h"

#include "silent_observer.h"

#ifdef __SANITIZE_ADDRESS__
#define EDITS 10
#else
#define EDITS 25
#endif

enum { PAGES_MAX = 64, PAPERS_MAX = 8 };

/* A page of the archive under test; papers is 0 where it does not exist. */
struct page {
    unsigned day, papers, first_id, vote;
    bool damaged;
};

struct scene {
    char directory[64];
    struct page pages[PAGES_MAX];
    unsigned next_id;
    uint64_t chance;
};

/* xorshift64*, of Vigna. */
static unsigned chance(struct scene *scene, unsigned below)
{
    scene->chance ^= scene->chance >> 12;
    scene->chance ^= scene->chance << 25;
    scene->chance ^= scene->chance >> 27;
    return (unsigned)((scene->chance * UINT64_C(2685821657736338717)) >> 33) % below;
}

static void page_path(size_t number, char out[64])
{
    snprintf(out, 64, "archive/page-%02zu.md", number);
}

static void write_paper(FILE *file, unsigned id, unsigned vote)
{
    static const char *const words[] = {"확산", "추론", "환각", "정렬", "학습", "모델", "언어"};
    static const char *const names[] = {"diffusion", "reasoning", "hallucination", "alignment"};
    fprintf(file, "\n### [Paper %u on %s](https://arxiv.org/abs/2401.%05u)\n\n", id, names[id % 4],
            id);
    fprintf(file, "Vote: %u\n\nAuthors: Writer %u, Other %u\n\n", vote, id % 11, id % 5);
    fprintf(file, "- %s %s(%s)을 다루는 %u번째 글입니다.\n", words[id % 7], words[(id / 7) % 7],
            names[id % 4], id);
    fprintf(file, "- %s의 %s를 줄였습니다.\n", words[id % 5], words[id % 3]);
}

static void write_page(struct scene *scene, size_t number)
{
    const struct page *page = &scene->pages[number];
    char path[64];
    page_path(number, path);
    unlink(path);
    if (page->papers == 0)
        return;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "## Daily Papers (2024-%02u-%02u)\n", page->day / 28 + 1, page->day % 28 + 1);
    for (unsigned i = 0; i < page->papers; i++)
        write_paper(file, page->first_id + i, page->vote);
    if (page->damaged)
        fputs("\n### A heading without a link\n\n- 글.\n", file);
    fclose(file);
}

static void fill_page(struct scene *scene, size_t number, unsigned day)
{
    struct page *page = &scene->pages[number];
    *page = (struct page){.day = day,
                          .papers = 1 + chance(scene, PAPERS_MAX),
                          .first_id = scene->next_id,
                          .vote = chance(scene, 100)};
    scene->next_id += page->papers;
    /* Some papers of another page stand here once more. */
    if (chance(scene, 5) == 0 && scene->next_id > 60)
        page->first_id = chance(scene, scene->next_id - 50);
}

/* One edit of the archive; false where no page's content is another then. */
static bool edit(struct scene *scene)
{
    size_t number = chance(scene, PAGES_MAX);
    struct page *page = &scene->pages[number];
    char path[64];
    if (page->papers == 0) {
        fill_page(scene, number, chance(scene, 330));
        write_page(scene, number);
        return true;
    }
    page_path(number, path);
    switch (chance(scene, 6)) {
    case 0: /* goes */
        page->papers = 0;
        break;
    case 1: /* a word of another length, and one of the same */
        page->vote = page->vote < 50 ? page->vote + 77 : page->vote - 40;
        break;
    case 2: /* moves to another day */
        page->day = (page->day + 1 + chance(scene, 300)) % 330;
        break;
    case 3: /* loses a paper, or all */
        page->papers--;
        break;
    case 4:
        page->damaged = !page->damaged;
        break;
    default: /* is only touched */
        assert_int_equal(utimensat(AT_FDCWD, path, NULL, 0), 0);
        return false;
    }
    write_page(scene, number);
    return true;
}

static struct build_report build(const char *directory, bool full, enum build_end expected)
{
    static const char *const paths[] = {"archive"};
    static const struct thesaurus thesaurus;
    const struct build_request request = {.pages = {paths, 1, false},
                                          .accept_loss = true,
                                          .directory = directory,
                                          .jobs = 2,
                                          .thesaurus = &thesaurus,
                                          .full = full};
    struct build_report report;
    struct error error = {0};
    enum build_end end = build_run(&request, &silence, &report, &error);
    if (end != expected)
        fail_msg("it ended as %d instead of %d: %s", end, expected, error.message);
    return report;
}

/* Everything in the live generation, part by part. */
static char *dump(const char *directory)
{
    char *text = NULL, *generation = NULL;
    size_t length;
    uint64_t number;
    struct location_parts parts = {0};
    assert_int_equal(location_current(directory, &generation, &number, NULL), STATUS_OK);
    assert_int_equal(location_parts(generation, &parts, NULL), STATUS_OK);
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (size_t i = 0; i < parts.count; i++) {
        fprintf(out, "part %s\n", strrchr(parts.paths[i], '/') + 1);
        assert_int_equal(index_dump(parts.paths[i], out), 0);
    }
    fclose(out);
    location_parts_clear(&parts);
    free(generation);
    return text;
}

/* The ids and scores that some queries find. */
static char *answers(const char *directory)
{
    static const char *const queries[] = {
        "확산 모델",          "diffusion",  "환각을 줄이는", "다이퓨전",
        "author:writer 추론", "votes:>=50", "hallucinaton",  ""};
    char *text = NULL;
    size_t length;
    struct searcher *searcher;
    const struct searcher_place place = {
        .directories = &directory, .directory_count = 1, .often = true};
    assert_int_equal(searcher_open(&searcher, &place, NULL), STATUS_OK);
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
        struct search_request request;
        struct answer answer = {0};
        size_t offset;
        search_request_init(&request, queries[q], strlen(queries[q]));
        request.count = 50;
        assert_int_equal(search(searcher, &request, &answer, &offset, NULL), STATUS_OK);
        fprintf(out, "%s: %zu\n", queries[q], answer.hit_count);
        for (size_t i = 0; i < answer.hit_count; i++)
            fprintf(out, "%s %.9g\n", answer.hits[i].paper.id, answer.hits[i].score);
        answer_clear(&answer);
    }
    fclose(out);
    searcher_free(searcher);
    return text;
}

static void expect_equal(char *edited, char *fresh, const char *what, unsigned number)
{
    size_t at = 0;
    while (edited[at] != '\0' && edited[at] == fresh[at])
        at++;
    if (edited[at] != fresh[at])
        fail_msg("after edit %u the %s differ: ...%.60s / ...%.60s", number, what,
                 edited + (at > 30 ? at - 30 : 0), fresh + (at > 30 ? at - 30 : 0));
    free(edited);
    free(fresh);
}

static void compare(unsigned number)
{
    expect_equal(dump("edited"), dump("fresh"), "indexes", number);
    expect_equal(answers("edited"), answers("fresh"), "answers", number);
}

static void an_edited_archive_has_the_index_of_a_new_one(void **state)
{
    struct scene *scene = *state;
    const char *wanted = getenv("SEOGO_EDITS");
    unsigned edits = wanted != NULL ? (unsigned)strtoul(wanted, NULL, 10) : EDITS;
    build("edited", false, BUILD_PUBLISHED);
    for (unsigned i = 1; i <= edits; i++) {
        bool changed = false;
        for (unsigned more = 1 + chance(scene, 3); more > 0; more--)
            changed |= edit(scene);
        struct build_report edited =
            build("edited", false, changed ? BUILD_PUBLISHED : BUILD_UNCHANGED);
        struct build_report fresh = build("fresh", true, BUILD_PUBLISHED);
        assert_int_equal(edited.warnings, fresh.warnings);
        assert_int_equal(edited.lost, fresh.lost);
        if (changed) {
            assert_int_equal(edited.papers, fresh.papers);
            assert_int_equal(edited.duplicates, fresh.duplicates);
            assert_int_equal(edited.terms, fresh.terms);
        }
        compare(i);
    }
}

/* Content tells, not a file's size and times. */
static void an_edit_that_keeps_size_and_time_is_seen(void **state)
{
    struct scene *scene = *state;
    struct stat before;
    char path[64];
    build("edited", false, BUILD_PUBLISHED);
    page_path(0, path);
    assert_int_equal(stat(path, &before), 0);
    scene->pages[0].vote = scene->pages[0].vote == 10 ? 11 : 10;
    write_page(scene, 0);
    struct timespec times[] = {before.st_atim, before.st_mtim};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    assert_int_equal(build("edited", false, BUILD_PUBLISHED).page_delta.changed, 1);
}

static void an_index_that_was_cut_is_made_anew(void **state)
{
    (void)state;
    build("edited", false, BUILD_PUBLISHED);
    assert_int_equal(truncate("edited/current/papers", 8192), 0);
    build("edited", false, BUILD_PUBLISHED);
    assert_int_equal(truncate("edited/current/pages", 100), 0);
    build("edited", false, BUILD_PUBLISHED);
    build("fresh", true, BUILD_PUBLISHED);
    compare(0);
}

static void write_over(const char *path, long at, size_t length)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    for (size_t i = 0; i < length; i++)
        fputc((int)(i * 37 + 11) & 0xFF, file);
    assert_int_equal(fclose(file), 0);
}

/* What is made is looked at before it is published: the papers by their number, and
 * every block by Xapian, also those that no search for all papers reads. */
static void a_generation_that_is_not_what_it_should_be_is_seen(void **state)
{
    static const char part[] = "edited/generation-1/papers";
    size_t terms, papers = build("edited", false, BUILD_PUBLISHED).papers;
    struct stat whole;
    struct error error = {0};
    (void)state;
    assert_int_equal(verify_generation("edited/generation-1", papers, 2, &terms, &error),
                     STATUS_OK);
    assert_int_equal(verify_generation("edited/generation-1", papers + 1, 2, &terms, &error),
                     STATUS_DAMAGED);
    assert_int_equal(stat(part, &whole), 0);
    for (long block = 1; block < whole.st_size / 8192; block++) {
        char kept[8192];
        FILE *file = fopen(part, "r+b");
        assert_non_null(file);
        assert_int_equal(fseek(file, block * 8192, SEEK_SET), 0);
        assert_int_equal(fread(kept, 1, sizeof kept, file), sizeof kept);
        write_over(part, block * 8192, sizeof kept);
        assert_int_not_equal(verify_generation("edited/generation-1", papers, 2, &terms, &error),
                             STATUS_OK);
        assert_int_equal(fseek(file, block * 8192, SEEK_SET), 0);
        assert_int_equal(fwrite(kept, 1, sizeof kept, file), sizeof kept);
        assert_int_equal(fclose(file), 0);
    }
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (scene == NULL)
        return -1;
    *state = scene;
    strcpy(scene->directory, "/tmp/seogo-build-XXXXXX");
    scene->chance = UINT64_C(20240320);
    if (mkdtemp(scene->directory) == NULL || chdir(scene->directory) != 0 ||
        mkdir("archive", 0777) != 0)
        return -1;
    for (size_t i = 0; i < 40; i++) {
        fill_page(scene, i, (unsigned)i * 8);
        scene->pages[i].vote = 10 + chance(scene, 80);
        write_page(scene, i);
    }
    return 0;
}

static int remove_one(const char *path, const struct stat *is, int type, struct FTW *at)
{
    (void)is;
    (void)type;
    (void)at;
    return remove(path);
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    int failed = chdir("/") != 0 || nftw(scene->directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(scene);
    return failed ? -1 : 0;
}

int main(void)
{
#define IN_AN_ARCHIVE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        IN_AN_ARCHIVE(an_edited_archive_has_the_index_of_a_new_one),
        IN_AN_ARCHIVE(an_edit_that_keeps_size_and_time_is_seen),
        IN_AN_ARCHIVE(an_index_that_was_cut_is_made_anew),
        IN_AN_ARCHIVE(a_generation_that_is_not_what_it_should_be_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
