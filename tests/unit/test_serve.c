/* A session without its pipes: which calls are run, and what answers the rest. */
#include "search_library.h"

#include <cjson/cJSON.h>

#include "query/serve/session.h"
#include "query/serve/typed.h"

struct serving {
    struct scratch *scratch;
    char path[PATH_SIZE];
    const char *directories[1];
};

static int setup(void **state)
{
    struct serving *serving = calloc(1, sizeof *serving);

    assert_non_null(serving);
    scratch_setup((void **)&serving->scratch);
    library_build(serving->scratch, serving->path);
    serving->directories[0] = serving->path;
    *state = serving;
    return 0;
}

static int teardown(void **state)
{
    struct serving *serving = *state;
    int failed = scratch_teardown((void **)&serving->scratch);

    free(serving);
    return failed;
}

static struct session *begin(const struct serving *serving)
{
    struct session_options options = {
        .place = {.directories = serving->directories, .directory_count = 1, .often = true}};
    struct session *session;
    struct error error;

    search_request_init(&options.request, NULL, 0);
    assert_int_equal(session_new(&session, &options, &error), STATUS_OK);
    return session;
}

static void take(struct session *session, const char *line)
{
    struct error error;

    assert_int_equal(session_take(session, line, strlen(line), &error), STATUS_OK);
}

/* The answer to the line that waits longest; NULL where there is none. */
static cJSON *answer(struct session *session)
{
    struct buffer out = BUFFER_INIT;
    struct error error;
    cJSON *tree = NULL;

    assert_true(session_waits(session));
    assert_int_equal(session_answer(session, &out, &error), STATUS_OK);
    if (out.length) {
        assert_ptr_equal(memchr(out.data, '\n', out.length), out.data + out.length - 1);
        tree = cJSON_Parse(out.data);
        assert_non_null(tree);
    }
    buffer_free(&out);
    return tree;
}

/* The next answer is to this id, a number, with this code; 0 for a result. */
static void expect(struct session *session, int id, int code)
{
    cJSON *tree = answer(session);
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(tree, "error");

    assert_non_null(tree);
    assert_int_equal(cJSON_GetObjectItemCaseSensitive(tree, "id")->valueint, id);
    assert_int_equal(error ? cJSON_GetObjectItemCaseSensitive(error, "code")->valueint : 0, code);
    cJSON_Delete(tree);
}

static void expect_nothing(struct session *session)
{
    assert_null(answer(session));
}

#define CALL(id, method, params)                                                                   \
    "{\"jsonrpc\":\"2.0\",\"id\":" #id ",\"method\":\"" method "\",\"params\":" params "}"
#define SEARCH(id) CALL(id, "search", "{\"query\":\"latent\"}")
#define COMPLETE(id) CALL(id, "complete", "{\"query\":\"lat\"}")

static void the_newest_of_each_kind_is_run(void **state)
{
    struct session *session = begin(*state);

    take(session, SEARCH(1));
    take(session, COMPLETE(2));
    take(session, SEARCH(3));
    take(session, CALL(4, "show", "{\"id\":\"2401.00001\"}"));
    take(session, COMPLETE(5));
    expect(session, 1, -32800);
    expect(session, 2, -32800);
    expect(session, 3, 0);
    expect(session, 4, 0);
    expect(session, 5, 0);
    assert_false(session_waits(session));
    session_free(session);
}

static void what_has_begun_is_not_taken_back(void **state)
{
    struct session *session = begin(*state);

    take(session, SEARCH(1));
    expect(session, 1, 0);
    take(session, SEARCH(2));
    expect(session, 2, 0);
    session_free(session);
}

static void notifications_and_wrong_calls_supersede_as_they_should(void **state)
{
    struct session *session = begin(*state);

    take(session, SEARCH(1));
    take(session, "{\"jsonrpc\":\"2.0\",\"method\":\"search\",\"params\":{\"query\":\"a\"}}");
    take(session, "{\"id\":2,\"method\":\"search\",\"params\":{\"query\":\"a\"}}");
    expect(session, 1, 0);
    expect_nothing(session);
    expect(session, 2, -32600);
    session_free(session);
}

static void a_batch_is_one_line_in_which_the_newest_wins_too(void **state)
{
    struct session *session = begin(*state);
    cJSON *tree;

    take(session, SEARCH(1));
    take(session, "[" SEARCH(2) "," SEARCH(3) "]");
    expect(session, 1, -32800);
    tree = answer(session);
    assert_int_equal(cJSON_GetArraySize(tree), 2);
    assert_non_null(cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(tree, 0), "error"));
    assert_non_null(cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(tree, 1), "result"));
    cJSON_Delete(tree);
    session_free(session);
}

static void a_cancelled_call_is_told_so_or_left_as_its_protocol_wants(void **state)
{
    struct session *session = begin(*state);

    take(session, SEARCH(1));
    take(session, SEARCH("1"));
    take(session, CALL(2, "cancel", "{\"id\":1}"));
    take(session, CALL(3, "show", "{\"id\":\"2401.00001\"}"));
    take(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                  "\"params\":{\"requestId\":3}}");
    take(session, CALL(4, "cancel", "{}"));
    expect(session, 1, -32800); /* superseded before that */
    cJSON_Delete(answer(session));
    expect(session, 2, 0);
    expect_nothing(session);
    expect_nothing(session);
    expect(session, 4, 0);
    session_free(session);
}

static void ids_come_back_as_they_were_sent(void **state)
{
    static const char *const IDS[] = {"0", "-7", "9007199254740991", "\"a\"", "\"\"", "null"};
    struct session *session = begin(*state);

    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) {
        char line[128];
        struct buffer out = BUFFER_INIT;
        struct error error;

        snprintf(line, sizeof line, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}", IDS[i]);
        take(session, line);
        assert_int_equal(session_answer(session, &out, &error), STATUS_OK);
        snprintf(line, sizeof line, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":{}}\n", IDS[i]);
        assert_string_equal(out.data, line);
        buffer_free(&out);
    }
    session_free(session);
}

static void what_a_parameter_cannot_be_is_refused(void **state)
{
    static const char *const PARAMS[] = {"{\"id\":\"\"}",         "{\"id\":\"a b\"}",
                                         "{\"id\":7}",            "{}",
                                         "{\"id\":\"1\",\"a\":1}",
                                         "{\"id\":\"1\",\"offsets\":\"bit\"}",
                                         "{\"id\":\"1\",\"offsets\":8}"};
    struct session *session = begin(*state);
    char line[TOKEN_BYTES_MAX + 128], id[TOKEN_BYTES_MAX + 2] = "";

    for (size_t i = 0; i < sizeof PARAMS / sizeof *PARAMS; i++) {
        snprintf(line, sizeof line, CALL(1, "show", "%s"), PARAMS[i]);
        take(session, line);
        expect(session, 1, -32602);
    }
    memset(id, 'x', TOKEN_BYTES_MAX + 1);
    snprintf(line, sizeof line, CALL(1, "show", "{\"id\":\"%s\"}"), id);
    take(session, line);
    expect(session, 1, -32602);
    take(session, CALL(1, "show", "7"));
    expect(session, 1, -32600);
    session_free(session);
}

static void without_an_index_every_method_says_so(void **state)
{
    struct serving nowhere = *(struct serving *)*state;

    nowhere.directories[0] = "/nowhere/at/all";
    struct session *session = begin(&nowhere);
    take(session, SEARCH(1));
    expect(session, 1, -32003);
    take(session, COMPLETE(2));
    expect(session, 2, -32003);
    take(session, CALL(3, "search", "{\"query\":\"latent\",\"explain\":true}"));
    expect(session, 3, -32003);
    take(session, CALL(4, "show", "{\"id\":\"2401.00001\"}"));
    expect(session, 4, -32003);
    session_free(session);
}

static void what_waits_is_bounded(void **state)
{
    struct session *session = begin(*state);
    size_t taken = 0;

    for (; !session_is_full(session) && taken < 1000; taken++)
        take(session, SEARCH(1));
    assert_int_equal(taken, 64);
    for (; session_waits(session); taken--)
        cJSON_Delete(answer(session));
    assert_int_equal(taken, 0);
    char *line = calloc(1, (1 << 20) + 1);
    assert_non_null(line);
    memset(line, ' ', 1 << 20);
    memcpy(line, SEARCH(1), strlen(SEARCH(1)));
    take(session, line);
    assert_true(session_is_full(session));
    free(line);
    session_free(session);
}

static void a_shutdown_ends_it(void **state)
{
    struct session *session = begin(*state);

    take(session, CALL(1, "shutdown", "{}"));
    take(session, SEARCH(2));
    assert_false(session_ended(session));
    expect(session, 1, 0);
    assert_true(session_ended(session));
    session_free(session);
}

static void types(const char *query, enum field_id field, const char *rest)
{
    struct typed typed = typed_of(query, strlen(query));

    if (typed.field != field || strcmp(query + typed.start, rest) != 0)
        fail_msg("%s: field %d, %s", query, typed.field, query + typed.start);
}

static void what_is_being_typed_is_at_the_end(void **state)
{
    (void)state;
    types("", FIELD_NONE, "");
    types("확산 모", FIELD_NONE, "모");
    types("확산 ", FIELD_NONE, "");
    types("+확산", FIELD_NONE, "확산");
    types("a -확산", FIELD_NONE, "확산");
    types("(확산", FIELD_NONE, "확산");
    types("\"확산 모", FIELD_NONE, "모");
    types("\"확산 모델\" 추", FIELD_NONE, "추");
    types("title:diff", FIELD_TITLE, "diff");
    types("TITLE:\"a dif", FIELD_TITLE, "dif");
    types("저자:kim", FIELD_AUTHOR, "kim");
    types("-author:\"Shanchuan L", FIELD_AUTHOR, "\"Shanchuan L");
    types("nofield:diff", FIELD_NONE, "nofield:diff");
    types("votes:>", FIELD_VOTES, ">");
}

static void begins(const char *typed, const char *name, bool expected)
{
    if (typed_begins(typed, strlen(typed), name) != expected)
        fail_msg("%s %s %s", typed, expected ? "does not begin" : "begins", name);
}

static void a_name_begins_at_the_keys_typed(void **state)
{
    (void)state;
    begins("", "title", true);
    begins("TI", "title", true);
    begins("titles", "title", false);
    begins("저", "저자", true);
    begins("저ㅈ", "저자", true);
    begins("젖", "저자", true);
    begins("저ㅅ", "저자", false);
    begins("ㅈ", "저자", true);
    begins("저자", "저자", true);
    begins("저자가", "저자", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_of_each_kind_is_run),
        cmocka_unit_test(what_has_begun_is_not_taken_back),
        cmocka_unit_test(notifications_and_wrong_calls_supersede_as_they_should),
        cmocka_unit_test(a_batch_is_one_line_in_which_the_newest_wins_too),
        cmocka_unit_test(a_cancelled_call_is_told_so_or_left_as_its_protocol_wants),
        cmocka_unit_test(ids_come_back_as_they_were_sent),
        cmocka_unit_test(what_a_parameter_cannot_be_is_refused),
        cmocka_unit_test(without_an_index_every_method_says_so),
        cmocka_unit_test(what_waits_is_bounded),
        cmocka_unit_test(a_shutdown_ends_it),
        cmocka_unit_test(what_is_being_typed_is_at_the_end),
        cmocka_unit_test(a_name_begins_at_the_keys_typed),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
