/* The stored paper: what is written is read back, and nothing else is taken
 * for a record. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>
#include <cmocka.h>

#include "indexer/format/record.h"
#include "shim/base/utf8.h"

static char *copy(const char *text)
{
    char *const result = strdup(text);
    assert_non_null(result);
    return result;
}

static struct paper sample(void)
{
    struct paper paper = {.id = copy("2402.13616"),
                          .title = copy("Say \"A*\" \\ $\\nabla^2$"),
                          .url = copy("https://arxiv.org/abs/2402.13616"),
                          .date = 20240222,
                          .votes = 43,
                          .path = copy("2024/02/22.md"),
                          .line = 5};
    assert_true(paper_add_author(&paper, copy("Ada O'Brien")));
    assert_true(paper_add_author(&paper, copy("김서고")));
    assert_true(paper_add_bullet(&paper, copy("첫 번째 항목"), 13));
    assert_true(paper_add_bullet(&paper, copy("second"), 14));
    assert_true(
        paper_add_fact(&paper, (struct fact){.field = FIELD_LINK, .text = copy("a.example/b")}));
    assert_true(paper_add_place(&paper, copy("other/2402.md"), 9));
    return paper;
}

static void assert_same_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        assert_true(a == b);
    else
        assert_string_equal(a, b);
}

static void assert_same(const struct paper *a, const struct paper *b)
{
    assert_same_text(a->id, b->id);
    assert_same_text(a->title, b->title);
    assert_same_text(a->url, b->url);
    assert_same_text(a->thumbnail, b->thumbnail);
    assert_same_text(a->path, b->path);
    assert_int_equal(a->date, b->date);
    assert_int_equal(a->votes, b->votes);
    assert_int_equal(a->line, b->line);
    assert_int_equal(a->author_count, b->author_count);
    for (size_t i = 0; i < a->author_count; i++)
        assert_string_equal(a->authors[i], b->authors[i]);
    assert_int_equal(a->bullet_count, b->bullet_count);
    for (size_t i = 0; i < a->bullet_count; i++) {
        assert_string_equal(a->summary[i].text, b->summary[i].text);
        assert_int_equal(a->summary[i].line, b->summary[i].line);
    }
    assert_int_equal(a->fact_count, b->fact_count);
    for (size_t i = 0; i < a->fact_count; i++) {
        assert_int_equal(a->facts[i].field, b->facts[i].field);
        assert_same_text(a->facts[i].text, b->facts[i].text);
    }
    assert_int_equal(a->also_count, b->also_count);
    for (size_t i = 0; i < a->also_count; i++) {
        assert_string_equal(a->also[i].path, b->also[i].path);
        assert_int_equal(a->also[i].line, b->also[i].line);
    }
}

static void assert_round_trip(const struct paper *paper)
{
    struct buffer record = BUFFER_INIT;
    struct paper again, copied;
    assert_int_equal(record_write(paper, &record), STATUS_OK);
    assert_int_equal(utf8_valid_length(record.data, record.length), record.length);
    assert_int_equal(record_read(record.data, record.length, &again, NULL), STATUS_OK);
    assert_same(paper, &again);
    assert_true(paper_copy(&again, &copied));
    paper_clear(&again);
    assert_same(paper, &copied);
    assert_true(paper_add_author(&copied, copy("who comes later")));
    paper_clear(&copied);
    buffer_free(&record);
}

static void a_paper_is_written_as_compact_json(void **state)
{
    (void)state;
    struct paper paper = sample();
    struct buffer record = BUFFER_INIT;
    assert_true(buffer_add_text(&record, ">"));
    assert_int_equal(record_write(&paper, &record), STATUS_OK);
    assert_string_equal(record.data,
                        ">{\"id\":\"2402.13616\",\"title\":\"Say \\\"A*\\\" \\\\ $\\\\nabla^2$\","
                        "\"authors\":[\"Ada O'Brien\",\"김서고\"],\"votes\":43,\"date\":20240222,"
                        "\"url\":\"https://arxiv.org/abs/2402.13616\",\"thumbnail\":null,"
                        "\"summary\":[\"첫 번째 항목\",\"second\"],\"lines\":[13,14],"
                        "\"path\":\"2024/02/22.md\",\"line\":5,"
                        "\"facts\":[[\"link\",\"a.example/b\"]],\"also\":[[\"other/2402.md\",9]]}");
    buffer_free(&record);
    paper_clear(&paper);
}

static void a_paper_comes_back_as_it_was(void **state)
{
    (void)state;
    struct paper paper = sample();
    assert_round_trip(&paper);
    paper.votes = VOTES_UNKNOWN;
    assert_round_trip(&paper);
    paper.votes = VOTES_MAX;
    paper.line = paper.summary[0].line = UINT32_MAX;
    paper.thumbnail = copy("https://example.org/뷰.png");
    assert_round_trip(&paper);
    paper_clear(&paper);
    paper = (struct paper){
        .id = copy(""), .title = copy(""), .url = copy(""), .path = copy(""), .votes = 0};
    assert_round_trip(&paper);
    paper_clear(&paper);
}

static void a_path_of_any_bytes_survives(void **state)
{
    (void)state;
    struct paper paper = sample();
    free(paper.path);
    paper.path = copy("100%/\xff\xfe/한글/%41/\xea\xb0.md\xc0\x80\x01\n");
    struct buffer record = BUFFER_INIT;
    assert_int_equal(record_write(&paper, &record), STATUS_OK);
    assert_non_null(strstr(record.data, "\"100%25/%FF%FE/한글/%2541/%EA%B0.md%C0%80\\u0001\\n\""));
    buffer_free(&record);
    assert_round_trip(&paper);
    paper_clear(&paper);
}

static void a_paper_without_its_parts_is_not_written(void **state)
{
    (void)state;
    struct paper paper = sample();
    struct buffer record = BUFFER_INIT;
    char **const needed[] = {&paper.id, &paper.title, &paper.url, &paper.path};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        char *const part = *needed[i];
        *needed[i] = NULL;
        assert_int_equal(record_write(&paper, &record), STATUS_INVALID);
        *needed[i] = part;
    }
    paper.votes = VOTES_MAX + 1;
    assert_int_equal(record_write(&paper, &record), STATUS_INVALID);
    assert_int_equal(record.length, 0);
    buffer_free(&record);
    paper_clear(&paper);
}

static void assert_damaged(const char *data, size_t length)
{
    struct paper paper;
    struct error error;
    assert_int_equal(record_read(data, length, &paper, &error), STATUS_DAMAGED);
    assert_int_equal(error.code, STATUS_DAMAGED);
    assert_true(strlen(error.message) > 0);
    paper_clear(&paper);
}

static int left; /* allocations of cJSON's until one fails */

static void *allocate(size_t size)
{
    if (left-- > 0)
        return malloc(size);
    errno = ENOMEM;
    return NULL;
}

static void short_memory_is_no_damage(void **state)
{
    (void)state;
    struct paper paper = sample(), again;
    struct buffer record = BUFFER_INIT;
    enum status status;
    int allocations = 0;
    assert_int_equal(record_write(&paper, &record), STATUS_OK);
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = allocate, .free_fn = free});
    do {
        left = allocations++;
        status = record_read(record.data, record.length, &again, NULL);
        assert_true(status == STATUS_OK || status == STATUS_NO_MEMORY);
        paper_clear(&again);
    } while (status != STATUS_OK);
    cJSON_InitHooks(NULL);
    assert_true(allocations > 10);
    buffer_free(&record);
    paper_clear(&paper);
}

static void what_is_not_a_record_is_refused(void **state)
{
    (void)state;
    static const char *const good =
        "{\"id\":\"1\",\"title\":\"t\",\"authors\":[],\"votes\":null,\"date\":0,\"url\":\"u\","
        "\"thumbnail\":null,\"summary\":[\"a\"],\"lines\":[2],\"path\":\"p\",\"line\":1}";
    static const struct {
        const char *part, *broken;
    } changes[] = {
        {"\"id\"", "\"ID\""},
        {"\"1\"", "1"},
        {"null,\"date\"", "-1,\"date\""},
        {"null,\"date\"", "1e9,\"date\""},
        {":0,", ":0.5,"},
        {":0,", ":4294967296,"},
        {"[2]", "[2,3]"},
        {"[2]", "[]"},
        {"[2]", "[\"2\"]"},
        {"[]", "{}"},
        {"[]", "[null]"},
        {"\"p\"", "\"%\""},
        {"\"p\"", "\"%4\""},
        {"\"p\"", "\"%4g\""},
        {"\"p\"", "\"%00\""},
        {"}", ""},
        {"}", "}}"},
        {"\"t\"", "\"\xff\""},
        {"\"url\"", "\"uri\""},
        {"\"t\"", "\"\\ud800\""},
    };
    struct paper paper;
    assert_int_equal(record_read(good, strlen(good), &paper, NULL), STATUS_OK);
    paper_clear(&paper);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buffer text = BUFFER_INIT;
        const char *const at = strstr(good, changes[i].part);
        assert_non_null(at);
        assert_true(buffer_add(&text, good, (size_t)(at - good)));
        assert_true(buffer_add_text(&text, changes[i].broken));
        assert_true(buffer_add_text(&text, at + strlen(changes[i].part)));
        assert_damaged(text.data, text.length);
        buffer_free(&text);
    }
    assert_damaged("", 0);
    assert_damaged("[]", 2);
    for (size_t length = 0; length < strlen(good); length++)
        assert_damaged(good, length);
}

static void deep_nesting_is_damage_and_not_a_crash(void **state)
{
    (void)state;
    struct buffer text = BUFFER_INIT;
    for (int i = 0; i < 100000; i++)
        assert_true(buffer_add_text(&text, "{\"id\":["));
    assert_damaged(text.data, text.length);
    buffer_free(&text);
}

/* ---- random papers ---- */

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static char *random_text(uint64_t *seed, bool any_bytes)
{
    static const char *const pieces[] = {"가", "A*", "\"", "\\", "%", "%41",
                                         " ",  "é",  "𝛼",  "/",  "<"};
    struct buffer text = BUFFER_INIT;
    for (uint32_t i = next(seed) % 12; i > 0; i--) {
        if (any_bytes && next(seed) % 3 == 0)
            assert_true(buffer_add_char(&text, (char)(unsigned char)(1 + next(seed) % 255)));
        else
            assert_true(buffer_add_text(&text, pieces[next(seed) % 11]));
    }
    char *const result = buffer_detach(&text);
    assert_non_null(result);
    return result;
}

static void random_papers_come_back(void **state)
{
    (void)state;
    uint64_t seed = 20240320;
    for (int round = 0; round < 2000; round++) {
        struct paper paper = {.id = random_text(&seed, false),
                              .title = random_text(&seed, false),
                              .url = random_text(&seed, false),
                              .thumbnail = next(&seed) % 2 ? random_text(&seed, false) : NULL,
                              .date = next(&seed),
                              .votes = (long)(next(&seed) % 1000) - 1,
                              .path = random_text(&seed, true),
                              .line = next(&seed)};
        for (uint32_t i = next(&seed) % 9; i > 0; i--)
            assert_true(paper_add_author(&paper, random_text(&seed, false)));
        for (uint32_t i = next(&seed) % 9; i > 0; i--)
            assert_true(paper_add_bullet(&paper, random_text(&seed, false), next(&seed)));
        assert_round_trip(&paper);
        paper_clear(&paper);
    }
}

static void a_mutated_record_never_crashes_the_reader(void **state)
{
    (void)state;
    struct paper paper = sample();
    struct buffer record = BUFFER_INIT;
    assert_int_equal(record_write(&paper, &record), STATUS_OK);
    uint64_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char *const bytes = malloc(record.length);
        assert_non_null(bytes);
        memcpy(bytes, record.data, record.length);
        for (uint32_t i = 1 + next(&seed) % 3; i > 0; i--)
            bytes[next(&seed) % record.length] = (char)(unsigned char)next(&seed);
        struct paper again;
        const enum status status = record_read(bytes, record.length, &again, NULL);
        assert_true(status == STATUS_OK || status == STATUS_DAMAGED);
        paper_clear(&again);
        free(bytes);
    }
    buffer_free(&record);
    paper_clear(&paper);
}

static void well_formed_utf8_is_told_from_the_rest(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length, valid;
    } cases[] = {
        {"", 0, 0},
        {"plain ascii that is longer than a word", 38, 38},
        {"a\0b", 3, 3},
        {"한글 abc 𝛼", 15, 15},
        {"abcdefgh\xff", 9, 8},
        {"ab\xea\xb0", 4, 2},       /* cut short */
        {"\xc0\x80", 2, 0},         /* overlong */
        {"\xed\xa0\x80", 3, 0},     /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0}, /* beyond U+10FFFF */
        {"\xea\xb0\x80\x80", 4, 3}, /* a lone continuation */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(utf8_valid_length(cases[i].text, cases[i].length), cases[i].valid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paper_is_written_as_compact_json),
        cmocka_unit_test(a_paper_comes_back_as_it_was),
        cmocka_unit_test(a_path_of_any_bytes_survives),
        cmocka_unit_test(a_paper_without_its_parts_is_not_written),
        cmocka_unit_test(what_is_not_a_record_is_refused),
        cmocka_unit_test(short_memory_is_no_damage),
        cmocka_unit_test(deep_nesting_is_damage_and_not_a_crash),
        cmocka_unit_test(random_papers_come_back),
        cmocka_unit_test(a_mutated_record_never_crashes_the_reader),
        cmocka_unit_test(well_formed_utf8_is_told_from_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
