/* A field is a row: those of harness/field_rows.h are indexed, asked for, explained
 * and completed, and no code knows them by name. */
static void add_facts(void *paper);
#define LIBRARY_FACTS add_facts
#include "search_library.h"

#include <cjson/cJSON.h>

#include "query/serve/session.h"

/* What the pages say beside BOOKS, by the last digit of the id. */
static const struct {
    char digit;
    const char *field, *text;
    uint32_t number;
} FACTS[] = {
    {'1', "venue", "ICLR", 0},
    {'1', "cites", NULL, 120},
    {'2', "venue", "NeurIPS 2023", 0},
    {'2', "cites", NULL, 0},
    {'2', "award", "Best Paper of the year", 0},
    {'3', "venue", "ICLR", 0},
    {'3', "venue", "TMLR", 0},
    {'3', "award", "우수 논문", 0},
    {'4', "cites", NULL, 50},
    {'4', "award", "Outstanding papers of diffusion", 0},
};

static void add_facts(void *into)
{
    struct paper *paper = into;

    for (size_t i = 0; i < sizeof FACTS / sizeof *FACTS; i++) {
        const struct field *field = field_named(FACTS[i].field, strlen(FACTS[i].field));
        char *text = FACTS[i].text ? strdup(FACTS[i].text) : NULL;

        assert_non_null(field);
        if (FACTS[i].digit == paper->id[9])
            assert_true(
                paper_add_fact(paper, (struct fact){field_id(field), text, FACTS[i].number}));
        else
            free(text);
    }
}

struct asking {
    struct scratch *scratch;
    char path[PATH_SIZE];
    struct searcher *searcher;
};

static int setup(void **state)
{
    struct asking *asking = calloc(1, sizeof *asking);
    struct error error = {0};

    assert_non_null(asking);
    scratch_setup((void **)&asking->scratch);
    library_build(asking->scratch, asking->path);
    const char *const directories[] = {asking->path};
    const struct searcher_place place = {.directories = directories, .directory_count = 1};
    assert_ok(searcher_open(&asking->searcher, &place, &error), error);
    *state = asking;
    return 0;
}

static int teardown(void **state)
{
    struct asking *asking = *state;

    searcher_free(asking->searcher);
    int failed = scratch_teardown((void **)&asking->scratch);
    free(asking);
    return failed;
}

/* The papers that query finds, as the last digits of their ids, latest first. */
static void finds(struct asking *asking, const char *query, const char *expected)
{
    struct search_request request;
    struct answer answer;
    struct error error = {0};
    char found[BOOK_COUNT + 1] = "";
    size_t offset;

    search_request_init(&request, query, strlen(query));
    request.sort = SORT_DATE;
    request.reversed = true;
    assert_ok(search(asking->searcher, &request, &answer, &offset, &error), error);
    for (size_t i = 0; i < answer.hit_count; i++)
        found[i] = answer.hits[i].paper.id[9];
    if (strcmp(found, expected) != 0)
        fail_msg("%s finds %s, not %s", query, found, expected);
    answer_clear(&answer);
}

static void breaks(struct asking *asking, const char *query, size_t at, const char *message)
{
    struct search_request request;
    struct answer answer;
    struct error error = {0};
    size_t offset;

    search_request_init(&request, query, strlen(query));
    assert_int_equal(search(asking->searcher, &request, &answer, &offset, &error),
                     STATUS_BAD_QUERY);
    assert_string_equal(error.message, message);
    assert_int_equal(offset, at);
    answer_clear(&answer);
}

static void a_term_is_found_whole_in_any_case(void **state)
{
    finds(*state, "venue:ICLR", "13");
    finds(*state, "venue:iclr", "13");
    finds(*state, "학회:ICLR", "13");
    finds(*state, "Conference: ICLR", "13");
    finds(*state, "venue:\"neurips 2023\"", "2");
    finds(*state, "venue:neurips", "");
    finds(*state, "venue:(TMLR OR \"NeurIPS 2023\")", "23");
    finds(*state, "venue:ICLR venue:TMLR", "3");
    finds(*state, "cites:>=0 -venue:ICLR", "24");
    finds(*state, "ICLR", "");
    breaks(*state, "venue:IC*", strlen("venue:IC"), "this field takes a whole value, not a prefix");
    breaks(*state, "venue:\"\"", strlen("venue:\""), "a value is missing here");
    breaks(*state, "venue:", 0, "this field has no value");
}

static void a_number_is_found_by_its_range(void **state)
{
    finds(*state, "cites:>=50", "14");
    finds(*state, "cites:50..119", "4");
    finds(*state, "cites:0", "2");
    finds(*state, "인용:<51", "24");
    breaks(*state, "cites:many", strlen("cites:"),
           "cites are a number, a bound or a range: 10, >=10 or 10..50");
}

static void a_text_is_asked_by_its_name_alone(void **state)
{
    finds(*state, "award:paper", "24");
    finds(*state, "award:\"best paper\"", "2");
    finds(*state, "award:outst*", "4");
    finds(*state, "상:diffusion", "4");
    finds(*state, "outstanding", "");
}

static void a_record_keeps_what_a_page_says(void **state)
{
    struct asking *asking = *state;
    struct search_request request;
    struct answer answer;
    struct error error = {0};
    size_t offset;

    search_request_init(&request, "id:2401.00001", strlen("id:2401.00001"));
    assert_ok(search(asking->searcher, &request, &answer, &offset, &error), error);
    assert_int_equal(answer.hit_count, 1);
    const struct paper *paper = &answer.hits[0].paper;
    assert_int_equal(paper->fact_count, 2);
    assert_string_equal(field_at(paper->facts[0].field)->name, "venue");
    assert_string_equal(paper->facts[0].text, "ICLR");
    assert_string_equal(field_at(paper->facts[1].field)->name, "cites");
    assert_int_equal(paper->facts[1].number, 120);
    answer_clear(&answer);
}

static void a_query_is_explained_by_its_rows(void **state)
{
    struct asking *asking = *state;
    struct search_request request;
    struct buffer out = BUFFER_INIT;
    struct error error = {0};
    struct explained explained;
    const char *query = "학회:ICLR cites:10..50 award:paper";

    search_request_init(&request, query, strlen(query));
    assert_ok(search_explain(asking->searcher, &request, &out, &explained, &error), error);
    assert_non_null(strstr(out.data, "term venue: \"ICLR\" must"));
    assert_non_null(strstr(out.data, "range cites: 10..50 must"));
    assert_non_null(strstr(out.data, "word award: \"paper\" must"));
    buffer_free(&out);
}

/* Completes query; what is proposed first must be text with its help. */
static void completes(struct asking *asking, const char *query, const char *text, const char *help)
{
    const char *const directories[] = {asking->path};
    struct session_options options = {.place = {.directories = directories, .directory_count = 1}};
    struct buffer line = BUFFER_INIT, out = BUFFER_INIT;
    struct session *session;
    struct error error;

    search_request_init(&options.request, NULL, 0);
    assert_int_equal(session_new(&session, &options, &error), STATUS_OK);
    assert_true(buffer_add_format(&line,
                                  "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"complete\","
                                  "\"params\":{\"query\":\"%s\"}}",
                                  query));
    assert_int_equal(session_take(session, line.data, line.length, &error), STATUS_OK);
    assert_int_equal(session_answer(session, &out, &error), STATUS_OK);
    cJSON *tree = cJSON_Parse(out.data);
    const cJSON *items = cJSON_GetObjectItem(cJSON_GetObjectItem(tree, "result"), "items");
    const cJSON *first = cJSON_GetArrayItem(items, 0);
    assert_non_null(first);
    assert_string_equal(cJSON_GetObjectItem(first, "text")->valuestring, text);
    if (help)
        assert_string_equal(cJSON_GetObjectItem(first, "help")->valuestring, help);
    cJSON_Delete(tree);
    session_free(session);
    buffer_free(&line);
    buffer_free(&out);
}

static void a_name_is_completed_with_its_help(void **state)
{
    completes(*state, "ven", "venue:", "where the paper appeared");
    completes(*state, "confer", "conference:", "where the paper appeared");
    completes(*state, "인", "인용:", "how often the paper is cited");
    completes(*state, "award:우", "우수", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_term_is_found_whole_in_any_case),
        cmocka_unit_test(a_number_is_found_by_its_range),
        cmocka_unit_test(a_text_is_asked_by_its_name_alone),
        cmocka_unit_test(a_record_keeps_what_a_page_says),
        cmocka_unit_test(a_query_is_explained_by_its_rows),
        cmocka_unit_test(a_name_is_completed_with_its_help),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
