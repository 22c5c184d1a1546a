/* The formats that programs read. */
#include "render_fixture.h"

#include <cjson/cJSON.h>
#include <stdio.h>

#include "query/render/json.h"
#include "query/render/visible.h"

/* The byte that an offset of a string in JSON stands for. */
static size_t byte_at(const char *text, double offset, enum offset_unit unit)
{
    size_t at = 0, passed = 0;

    while (passed < (size_t)offset) {
        unsigned char byte = (unsigned char)text[at];
        size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        assert_int_not_equal(byte, 0);
        passed += unit == OFFSET_BYTE ? bytes : unit == OFFSET_UTF16 && bytes == 4 ? 2 : 1;
        at += bytes;
    }
    assert_int_equal(passed, (size_t)offset); /* not inside a character */
    return at;
}

/* mark: [start, end], or [part, start, end]. */
static void expect_slice(const char *text, const cJSON *mark, enum offset_unit unit,
                         const char *expected)
{
    int count = cJSON_GetArraySize(mark);
    size_t start, end;

    assert_true(count >= 2);
    start = byte_at(text, cJSON_GetArrayItem(mark, count - 2)->valuedouble, unit);
    end = byte_at(text, cJSON_GetArrayItem(mark, count - 1)->valuedouble, unit);
    assert_int_equal(end - start, strlen(expected));
    assert_memory_equal(text + start, expected, strlen(expected));
}

static cJSON *parsed(const struct answer *answer, enum offset_unit unit)
{
    char *text = printed(answer, (struct render_options){.format = FORMAT_JSON, .offsets = unit});
    cJSON *tree = cJSON_Parse(text);

    assert_non_null(tree);
    assert_int_equal(strcspn(text, "\n"), strlen(text) - 1); /* one line */
    free(text);
    return tree;
}

static const cJSON *at_key(const cJSON *tree, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(tree, key);
    assert_non_null(item);
    return item;
}

static void offsets_cut_the_same_text_in_every_unit(void **state)
{
    static char title[8192];
    uint32_t seed = 99;

    (void)state;
    for (unsigned round = 0; round < 300; round++) {
        enum offset_unit unit = (enum offset_unit)(round % 3);
        struct stated stated = {.id = "1",
                                .authors = "李明 🙂, Zoë Ng, 김하늘",
                                .title_word = "찾은말",
                                .bullet_word = "찾은말",
                                .author_word = "Zoë"};
        struct answer answer;
        const cJSON *hit, *marks;
        cJSON *tree;
        random_text(title, next_random(&seed) % 40, &seed);
        strcat(title, " 찾은말 끝");
        stated.title = stated.bullet = title;
        answer = answer_of(&stated, 1);
        tree = parsed(&answer, unit);
        hit = cJSON_GetArrayItem(at_key(tree, "hits"), 0);
        marks = at_key(hit, "highlights");
        expect_slice(at_key(hit, "title")->valuestring,
                     cJSON_GetArrayItem(at_key(marks, "title"), 0), unit, "찾은말");
        expect_slice(cJSON_GetArrayItem(at_key(hit, "summary"), 0)->valuestring,
                     cJSON_GetArrayItem(at_key(marks, "summary"), 0), unit, "찾은말");
        expect_slice("Zoë Ng", cJSON_GetArrayItem(at_key(marks, "authors"), 0), unit, "Zoë");
        assert_int_equal(
            cJSON_GetArrayItem(cJSON_GetArrayItem(at_key(marks, "authors"), 0), 0)->valueint, 1);
        cJSON_Delete(tree);
        answer_clear(&answer);
    }
}

static const struct stated two[] = {
    {.id = "2405.04233",
     .title = "Vidu & \"100%\" $O(n^{2})$ {x}_1",
     .authors = "Fan Bao, Jun Zhu",
     .bullet = "긴 영상 🙂 생성",
     .votes = 48,
     .date = 20240508,
     .match = MATCH_SOUND,
     .title_word = "Vidu",
     .author_word = "Jun",
     .bullet_word = "생성"},
    {.id = "b\n7",
     .title = "line\none",
     .authors = "",
     .bullet = "",
     .votes = VOTES_UNKNOWN,
     .url = "https://example.org/a b"},
};

#define HEAD                                                                                        \
    "{\"seogo\":\"" SEOGO_VERSION "\",\"format_version\":1,\"query\":\"음악\",\"total\":[2,2,2]," \
    "\"took_ms\":3.25,\"offsets\":\"utf16\",\"notes\":[\"a note\"]"
#define HIT_1                                                                                      \
    "{\"rank\":1,\"score\":9.5,\"match\":\"sound\",\"id\":\"2405.04233\","                         \
    "\"title\":\"Vidu & \\\"100%\\\" $O(n^{2})$ {x}_1\",\"authors\":[\"Fan Bao\",\"Jun Zhu\"],"    \
    "\"votes\":48,\"date\":\"2024-05-08\",\"url\":\"https://arxiv.org/abs/2405.04233\","           \
    "\"thumbnail\":null,\"summary\":[\"긴 영상 🙂 생성\"],"                                 \
    "\"path\":\"/archive/2024/03/2024-03-20.md\",\"line\":7,\"highlights\":{\"title\":[[0,4]],"    \
    "\"authors\":[[1,0,3]],\"summary\":[[0,8,10]]}}"
#define HIT_2                                                                                      \
    "{\"rank\":2,\"score\":8.5,\"match\":\"literal\",\"id\":\"b\\n7\",\"title\":\"line\\none\","   \
    "\"authors\":[],\"votes\":null,\"date\":null,\"url\":\"https://example.org/a b\","             \
    "\"thumbnail\":null,\"summary\":[\"\"],\"path\":\"/archive/2024/03/2024-03-20.md\","           \
    "\"line\":7,\"highlights\":{\"title\":[],\"authors\":[],\"summary\":[]}}"

static void expect_printed(struct render_options options, const char *expected)
{
    struct answer answer = answer_of(two, 2);
    char *text;

    add_note(&answer, "a note");
    text = printed(&answer, options);
    assert_string_equal(text, expected);
    free(text);
    answer_clear(&answer);
}

static void json_is_one_object(void **state)
{
    (void)state;
    expect_printed((struct render_options){.format = FORMAT_JSON, .offsets = OFFSET_UTF16},
                   HEAD ",\"hits\":[" HIT_1 "," HIT_2 "]}\n");
}

static void jsonl_is_the_head_then_a_hit_a_line(void **state)
{
    (void)state;
    expect_printed((struct render_options){.format = FORMAT_JSONL, .offsets = OFFSET_UTF16},
                   HEAD "}\n" HIT_1 "\n" HIT_2 "\n");
}

static void sexp_is_what_emacs_reads(void **state)
{
    (void)state;
    expect_printed(
        (struct render_options){.format = FORMAT_SEXP, .offsets = OFFSET_CHAR},
        "(:seogo \"" SEOGO_VERSION "\" :format-version 1 :query \"음악\" :total (2 2 2) "
        ":took-ms 3.25 :offsets \"char\" :notes (\"a note\") :hits ((:rank 1 :score 9.5 "
        ":match \"sound\" :id \"2405.04233\" :title \"Vidu & \\\"100%\\\" $O(n^{2})$ {x}_1\" "
        ":authors (\"Fan Bao\" \"Jun Zhu\") :votes 48 :date \"2024-05-08\" "
        ":url \"https://arxiv.org/abs/2405.04233\" :thumbnail nil "
        ":summary (\"긴 영상 🙂 생성\") :path \"/archive/2024/03/2024-03-20.md\" :line 7 "
        ":highlights (:title ((0 4)) :authors ((1 0 3)) :summary ((0 7 9))))\n"
        "(:rank 2 :score 8.5 :match \"literal\" :id \"b\\u000a7\" :title \"line\\u000aone\" "
        ":authors nil :votes nil :date nil :url \"https://example.org/a b\" :thumbnail nil "
        ":summary (\"\") :path \"/archive/2024/03/2024-03-20.md\" :line 7 "
        ":highlights (:title nil :authors nil :summary nil))))\n");
}

/* A backslash that stood as it is would take the quote behind it away. */
static void sexp_escapes_what_would_end_a_string(void **state)
{
    const struct stated stated = {
        .id = "b7", .title = "a\\\" (evil) \\", .authors = "", .bullet = ""};
    struct answer answer = answer_of(&stated, 1);
    char *text = printed(&answer, (struct render_options){.format = FORMAT_SEXP});

    (void)state;
    assert_non_null(strstr(text, ":title \"a\\\\\\\" (evil) \\\\\" :authors"));
    free(text);
    answer_clear(&answer);
}

static void an_answer_without_hits_is_still_one(void **state)
{
    struct answer answer = answer_of(NULL, 0);
    char *text = printed(&answer, (struct render_options){.format = FORMAT_SEXP});

    (void)state;
    assert_non_null(strstr(text, ":notes nil :hits nil)\n"));
    free(text);
    text = printed(&answer, (struct render_options){.format = FORMAT_JSON});
    assert_non_null(strstr(text, "\"notes\":[],\"hits\":[]}\n"));
    free(text);
    answer_clear(&answer);
}

/* In JSON each stands as it is, but for what would hide in a terminal. */
static void json_escapes_what_hides_and_nothing_else(void **state)
{
    struct buffer out = BUFFER_INIT;

    (void)state;
    for (utf8proc_int32_t c = 0x80; c < 0x110000; c++) {
        char text[8] = "";

        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        utf8proc_encode_char(c, (utf8proc_uint8_t *)text);
        buffer_clear(&out);
        assert_true(json_add(&out, &(cJSON){.type = cJSON_String, .valuestring = text}));
        if (visible_hides(c))
            assert_memory_equal(out.data, "\"\\u", 3);
        else
            assert_true(out.length == strlen(text) + 2 &&
                        memcmp(out.data + 1, text, strlen(text)) == 0);
    }
    buffer_free(&out);
}

static void every_line_of_jsonl_parses(void **state)
{
    static char title[8192];
    uint32_t seed = 5;

    (void)state;
    for (unsigned round = 0; round < 200; round++) {
        struct stated stated = {.id = "1", .title = title, .authors = "", .bullet = title};
        struct answer answer;
        char *text;
        int lines = 0;
        random_text(title, next_random(&seed) % 60, &seed);
        answer = answer_of(&stated, 1);
        text = printed(&answer, (struct render_options){.format = FORMAT_JSONL});
        for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
            cJSON *tree = cJSON_Parse(line);
            assert_true(cJSON_IsObject(tree));
            cJSON_Delete(tree);
        }
        assert_int_equal(lines, 2);
        free(text);
        answer_clear(&answer);
    }
}

/* That the manual describes every key of tree, and its schema has it. */
static void expect_described(const char *manual, const cJSON *tree)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, tree)
    {
        char described[64], schema[64];
        snprintf(described, sizeof described, "\n.It Va %s\n", item->string);
        snprintf(schema, sizeof schema, "\"%s\": {", item->string);
        if (!strstr(manual, described) || !strstr(manual, schema))
            fail_msg("seogo-json(7) does not tell what %s is", item->string);
    }
}

static void the_manual_tells_every_key(void **state)
{
    static char manual[65536];
    struct answer answer = answer_of(two, 1);
    FILE *file = fopen(SEOGO_SOURCE_DIR "/query/man/seogo-json.7", "rb");
    const cJSON *hit;
    cJSON *tree;

    (void)state;
    assert_non_null(file);
    manual[fread(manual, 1, sizeof manual - 1, file)] = '\0';
    fclose(file);
    free(answer.hits[0].path);
    answer.hits[0].path = copy_of("/\xB3\xED.md");
    tree = parsed(&answer, OFFSET_BYTE);
    hit = cJSON_GetArrayItem(at_key(tree, "hits"), 0);
    expect_described(manual, tree);
    expect_described(manual, hit);
    expect_described(manual, at_key(hit, "highlights"));
    cJSON_Delete(tree);
    answer_clear(&answer);
}

static void a_path_that_is_not_utf8_is_told_twice(void **state)
{
    struct answer answer = answer_of(two, 1);
    const cJSON *hit;
    cJSON *tree;

    (void)state;
    free(answer.hits[0].path);
    answer.hits[0].path = copy_of("/a b/\xB3\xED%.md");
    tree = parsed(&answer, OFFSET_BYTE);
    hit = cJSON_GetArrayItem(at_key(tree, "hits"), 0);
    assert_string_equal(at_key(hit, "path")->valuestring, "/a b/\uFFFD\uFFFD%.md");
    assert_string_equal(at_key(hit, "path_uri")->valuestring, "file:///a%20b/%B3%ED%25.md");
    cJSON_Delete(tree);
    answer_clear(&answer);
}

static void lines_are_a_line_a_hit(void **state)
{
    (void)state;
    expect_printed((struct render_options){.format = FORMAT_VIMGREP},
                   "/archive/2024/03/2024-03-20.md:7:1:Vidu & \"100%\" $O(n^{2})$ {x}_1\n"
                   "/archive/2024/03/2024-03-20.md:7:1:line⟨U+000A⟩one\n");
    expect_printed((struct render_options){.format = FORMAT_PATH},
                   "/archive/2024/03/2024-03-20.md\n/archive/2024/03/2024-03-20.md\n");
    expect_printed((struct render_options){.format = FORMAT_URL},
                   "https://arxiv.org/abs/2405.04233\nhttps://example.org/a%20b\n");
    expect_printed((struct render_options){.format = FORMAT_ID}, "2405.04233\nb⟨U+000A⟩7\n");
    expect_printed((struct render_options){.format = FORMAT_TREC},
                   "0 Q0 2405.04233 1 9.5 seogo\n0 Q0 b⟨U+000A⟩7 2 8.5 seogo\n");
    expect_printed((struct render_options){.format = FORMAT_TREC, .topic = "ko 7"},
                   "ko_7 Q0 2405.04233 1 9.5 seogo\nko_7 Q0 b⟨U+000A⟩7 2 8.5 seogo\n");
}

static void nul_ends_lines_and_keeps_paths_as_they_are(void **state)
{
    struct answer answer = answer_of(two, 1);
    struct render_options options = {.format = FORMAT_PATH};
    struct buffer out = BUFFER_INIT;
    char *text;

    (void)state;
    free(answer.hits[0].path);
    answer.hits[0].path = copy_of("/a\n\033/b\xFF.md");
    text = printed(&answer, options);
    assert_string_equal(text, "/a?\?/b\xFF.md\n");
    free(text);
    options.nul = true;
    assert_int_equal(render_answer(&answer, &options, &out), STATUS_OK);
    assert_int_equal(out.length, 11);
    assert_memory_equal(out.data, "/a\n\033/b\xFF.md", 11);
    buffer_free(&out);
    answer_clear(&answer);
}

static void formats_have_names(void **state)
{
    (void)state;
    size_t count = 0;
    for (; format_name(count); count++)
        for (size_t other = 0; other < count; other++)
            assert_string_not_equal(format_name(count), format_name(other));
    assert_null(format_at((enum format)count));
    assert_string_equal(format_name(FORMAT_VIMGREP), "vimgrep");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_cut_the_same_text_in_every_unit),
        cmocka_unit_test(json_is_one_object),
        cmocka_unit_test(jsonl_is_the_head_then_a_hit_a_line),
        cmocka_unit_test(sexp_is_what_emacs_reads),
        cmocka_unit_test(sexp_escapes_what_would_end_a_string),
        cmocka_unit_test(an_answer_without_hits_is_still_one),
        cmocka_unit_test(json_escapes_what_hides_and_nothing_else),
        cmocka_unit_test(every_line_of_jsonl_parses),
        cmocka_unit_test(the_manual_tells_every_key),
        cmocka_unit_test(a_path_that_is_not_utf8_is_told_twice),
        cmocka_unit_test(lines_are_a_line_a_hit),
        cmocka_unit_test(nul_ends_lines_and_keeps_paths_as_they_are),
        cmocka_unit_test(formats_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
