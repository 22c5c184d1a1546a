/* tests/spec/language.txt: each query gives the tree or the error below it, and
 * the tree printed as a query gives itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/harness/tree_text.h"

#define CASES_MIN 120

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Replaces \xNN and \\ in a line of the specification. */
static void unescape(const char *line, size_t length, struct buffer *out)
{
    buffer_clear(out);
    for (size_t i = 0; i < length; i++) {
        char c = line[i];
        if (c == '\\' && i + 1 < length && line[i + 1] == '\\') {
            i++;
        } else if (c == '\\') {
            assert_true(i + 3 < length && line[i + 1] == 'x');
            int high = hex(line[i + 2]), low = hex(line[i + 3]);
            assert_true(high >= 0 && low >= 0);
            c = (char)(high * 16 + low);
            i += 3;
        }
        assert_true(buffer_add_char(out, c));
    }
}

/* "= tree" or "! offset message". */
static void describe(const struct buffer *query, struct buffer *out)
{
    struct node *list;
    struct error error;
    size_t offset;
    buffer_clear(out);
    const char *text = query->data ? query->data : "";
    if (query_parse(text, query->length, NULL, &list, &offset, &error) == STATUS_OK)
        assert_true(buffer_add_text(out, "= ") && tree_write(list, out));
    else
        assert_true(buffer_add_format(out, "! %zu %s", offset, error.message));
    node_free(list);
}

static bool is_met(const char *line, size_t number, const struct buffer *query,
                   struct buffer *found)
{
    describe(query, found);
    bool same = strcmp(found->data, line) == 0;
    if (!same)
        print_error("language.txt:%zu:\n  wanted %s\n  found  %s\n", number, line, found->data);
    const char *fault = tree_round_trip(query->data ? query->data : "", query->length);
    if (fault)
        print_error("language.txt:%zu: %s\n", number, fault);
    return same && !fault;
}

static void queries_give_their_trees(void **state)
{
    (void)state;
    FILE *file = fopen(SEOGO_SOURCE_DIR "/tests/spec/language.txt", "r");
    assert_non_null(file);
    struct buffer query = BUFFER_INIT, found = BUFFER_INIT;
    char *line = NULL;
    size_t room = 0, number = 0, cases = 0, failed = 0;
    bool asked = false;
    for (ssize_t length; (length = getline(&line, &room, file)) >= 0;) {
        number++;
        if (length > 0 && line[length - 1] == '\n')
            line[--length] = '\0';
        if (strncmp(line, "> ", 2) == 0 || strcmp(line, ">") == 0) {
            assert_false(asked);
            unescape(line + (length > 1 ? 2 : 1), (size_t)(length > 1 ? length - 2 : 0), &query);
            asked = true;
        } else if (*line == '=' || *line == '!') {
            assert_true(asked);
            failed += !is_met(line, number, &query, &found);
            cases++;
            asked = false;
        } else {
            assert_true(*line == '#' || *line == '\0');
        }
    }
    free(line);
    fclose(file);
    buffer_free(&query);
    buffer_free(&found);
    assert_false(asked);
    assert_true(cases >= CASES_MIN);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(queries_give_their_trees)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
