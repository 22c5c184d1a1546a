/* What a query takes from outside its text: saved queries and today. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/language/language.h"
#include "tests/harness/tree_text.h"

/* Under every name one word is saved; under "a" a query that names b, and so on. */
static enum status find_saved(void *saver, const char *name, struct buffer *out,
                              struct error *error)
{
    (void)saver;
    if (strcmp(name, "none") == 0)
        return error_set(error, STATUS_NOT_FOUND, "save it", "there is no '%s'", name);
    const char *query = strcmp(name, "a") == 0     ? "x query:b"
                        : strcmp(name, "b") == 0   ? "query:a"
                        : strcmp(name, "two") == 0 ? "query:one -title:three"
                        : strcmp(name, "off") == 0 ? "date:2024-13"
                                                   : "word";
    return buffer_add_text(out, query) ? STATUS_OK : error_no_memory(error);
}

static void a_saved_query_stands_in_its_place(void **state)
{
    static const char *const trees[][2] = {
        {"query:one", "(list \"word\")"},
        {"x query:one", "(list \"x\" +(list \"word\"))"},
        {"x -query:two", "(list \"x\" -(list +(list \"word\") -title:\"three\"))"},
        {"x OR query:one", "(list (or \"x\" (list \"word\")))"},
    };
    const struct query_context context = {.saved = find_saved};
    (void)state;
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        struct buffer text = BUFFER_INIT;
        struct node *list;
        size_t offset;
        assert_int_equal(
            query_parse(trees[i][0], strlen(trees[i][0]), &context, &list, &offset, NULL),
            STATUS_OK);
        assert_true(tree_write(list, &text));
        assert_string_equal(text.data, trees[i][1]);
        node_free(list);
        buffer_free(&text);
    }
}

static void a_saved_query_that_is_none_is_told(void **state)
{
    static const struct {
        const char *query, *message;
        size_t offset;
    } rows[] = {
        {"x query:none", "there is no 'none'", 2},
        {"query:a",
         "in the saved query 'a': in the saved query 'b': the saved query 'a' names itself", 0},
        {"(x query:off)", "in the saved query 'off': there is no such month", 3},
    };
    const struct query_context context = {.saved = find_saved};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error error = {0};
        struct node *list;
        size_t offset;
        assert_int_equal(
            query_parse(rows[i].query, strlen(rows[i].query), &context, &list, &offset, &error),
            STATUS_BAD_QUERY);
        assert_string_equal(error.message, rows[i].message);
        assert_int_equal(offset, rows[i].offset);
        assert_true(*error.hint);
        assert_null(list);
    }
}

static void days_are_counted_from_today(void **state)
{
    static const struct {
        int64_t today;
        const char *query;
        int64_t low, high;
    } rows[] = {
        {20240301, "since:1d", 20240229, INT64_MAX},
        {20230301, "since:1d", 20230228, INT64_MAX},
        {20250101, "date:yesterday", 20241231, 20241231},
        {20250101, "date:어제", 20241231, 20241231},
        {20240531, "since:3m", 20240229, INT64_MAX},
        {20250531, "since:3개월", 20250228, INT64_MAX},
        {20240229, "since:1y", 20230228, INT64_MAX},
        {20240229, "until:1y", INT64_MIN, 20230228},
        {20240110, "date:2w", 20231227, 20240110},
        {20240110, "date:2w..1w", 20231227, 20240103},
        {20250101, "date:this-week", 20241230, 20250105},
        {20250101, "date:지난주", 20241223, 20241229},
        {20250101, "date:last-month", 20241201, 20241231},
        {20240331, "date:지난달", 20240201, 20240229},
        {20241231, "date:이번달", 20241201, 20241231},
        {20240229, "date:작년", 20230101, 20231231},
        {20240229, "date:last-year", 20230101, 20231231},
        {20241126, "since:monday", 20241125, INT64_MAX},
        {20241125, "since:월요일", 20241125, INT64_MAX},
        {20241124, "since:mon", 20241118, INT64_MAX},
        {20240101, "since:friday..", 0, 0},
        {20240103, "since:7d", 20231227, INT64_MAX},
        {20240103, "since:'", 0, 0},
        {20240103, "date:2025.05.01", 20250501, 20250501},
        {20240103, "date:202405", 20240501, 20240531},
        {20240103, "date:2025년5월", 20250501, 20250531},
        {20240103, "date:2025년5월1일", 20250501, 20250501},
        {20240103, "date:2025-W18", 20250428, 20250504},
        {20240103, "date:2020-W53", 20201228, 20210103},
        {20240103, "date:2021-W53", 0, 0},
        {20240103, "date:2024-W01", 20240101, 20240107},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct query_context context = {.today = rows[i].today};
        struct node *list = NULL;
        size_t offset;
        enum status status =
            query_parse(rows[i].query, strlen(rows[i].query), &context, &list, &offset, NULL);
        if (rows[i].low == 0 && rows[i].high == 0) {
            assert_int_equal(status, STATUS_BAD_QUERY);
            continue;
        }
        if (status != STATUS_OK || list->children[0]->low != rows[i].low ||
            list->children[0]->high != rows[i].high)
            fail_msg("%lld %s", (long long)rows[i].today, rows[i].query);
        node_free(list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_saved_query_stands_in_its_place),
        cmocka_unit_test(a_saved_query_that_is_none_is_told),
        cmocka_unit_test(days_are_counted_from_today),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
