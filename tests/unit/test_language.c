/* The laws of the query language for queries nobody wrote: random ones, huge
 * ones, and those of the table of fields and of the manual page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/harness/tree_text.h"

/* ---- memory that ends (linked with --wrap) ---- */

static size_t allocations_left = SIZE_MAX;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static bool is_granted(void)
{
    if (allocations_left == 0)
        return false;
    if (allocations_left < SIZE_MAX)
        allocations_left--;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return is_granted() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_granted() ? __real_calloc(count, size) : NULL;
}

void *__wrap_realloc(void *block, size_t size)
{
    return is_granted() ? __real_realloc(block, size) : NULL;
}

static void short_memory_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    const char *query = "a +\"b c\" -(d* OR NOT title:(e f)) id:x id:2401.01234 AND -votes:>3 "
                        "id:y 2401.01234 similar:a,b";
    enum status status = STATUS_NO_MEMORY;
    for (size_t room = 0; status != STATUS_OK; room++) {
        struct node *list;
        struct error error = {0};
        size_t offset;
        assert_true(room < 1000);
        allocations_left = room;
        status = query_parse(query, strlen(query), NULL, &list, &offset, &error);
        allocations_left = SIZE_MAX;
        if (status != STATUS_OK) {
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(error.code, STATUS_NO_MEMORY);
            assert_null(list);
        }
        assert_true(status != STATUS_OK || room > 20);
        node_free(list);
    }
    node_free(NULL);
}

/* ---- any bytes ---- */

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void survive(const char *query, size_t length)
{
    /* A block of its own size, so that a sanitizer sees a read behind the end. */
    char *copy = malloc(length ? length : 1);
    assert_non_null(copy);
    memcpy(copy, query, length);
    const char *fault = tree_round_trip(copy, length);
    free(copy);
    if (fault)
        print_error("%s: %.*s\n", fault, (int)length, query);
    assert_null(fault);
}

static void random_bytes_are_a_tree_or_an_error(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        char query[40];
        size_t length = next_random(&seed) % sizeof query;
        for (size_t i = 0; i < length; i++)
            query[i] = (char)next_random(&seed);
        survive(query, length);
    }
}

static const char *const pieces[] = {
    " ",       " ",      " ",          "(",       ")",        "\"",         "“",
    "”",       "+",      "-",          "*",       ":",        "：",         "AND",
    " AND ",   "OR",     " OR ",       "NOT",     " NOT ",    "title:",     "제목:",
    "author:", "date:",  "since:",     "votes:",  "id:",      "similar:",   "2024",
    "2024-03", "..",     ">=",         "<",       "10",       "2401.01234", "2402.04321v2",
    "a",       "b",      "확산",       "\u1112",  ",",        "f(x)",       "arxiv.org/abs/",
    "\u3000",  "\u00a0", "title:(a b", "(a OR b", "\xe3\x80", "\xff",       "title: ",
};
#define PIECES (sizeof pieces / sizeof *pieces)

static void random_pieces_are_a_tree_or_an_error(void **state)
{
    (void)state;
    uint32_t seed = 2;
    for (size_t round = 0; round < 60000; round++) {
        char query[512] = "";
        size_t length = 0;
        for (size_t count = next_random(&seed) % 14; count > 0; count--) {
            const char *piece = pieces[next_random(&seed) % PIECES];
            memcpy(query + length, piece, strlen(piece));
            length += strlen(piece);
        }
        survive(query, length);
    }
}

static void a_query_cut_anywhere_is_a_tree_or_an_error(void **state)
{
    (void)state;
    const char *query = "+강화학습 title:(LLM OR “언어 모델”) -author:\"Shanchuan Lin\" NOT 추론* "
                        "date:2024-03-20..2025 votes:>=50 id:2401.01234v2 생성(a b) f(x)";
    for (size_t length = 0; length <= strlen(query); length++)
        survive(query, length);
}

/* ---- limits ---- */

static enum status parse_repeated(const char *before, const char *piece, size_t bytes,
                                  size_t *offset, size_t *children)
{
    size_t start = strlen(before), count = strlen(piece), length = start;
    char *query = malloc(bytes);
    assert_non_null(query);
    memcpy(query, before, start);
    for (; length + count <= bytes; length += count)
        memcpy(query + length, piece, count);
    struct node *list;
    enum status status = query_parse(query, length, NULL, &list, offset, NULL);
    assert_true(*offset <= length);
    if (status == STATUS_OK)
        assert_null(tree_fault(list, length));
    *children = status == STATUS_OK ? list->child_count : 0;
    node_free(list);
    free(query);
    return status;
}

/* A quadratic step here takes minutes. Of the megabyte the sanitizers, which make all of it
 * slower, see the sixteenth. */
#ifdef __SANITIZE_ADDRESS__
#define TOKEN_BYTES (QUERY_LENGTH_MAX / 16)
#else
#define TOKEN_BYTES QUERY_LENGTH_MAX
#endif

static void a_megabyte_of_any_token_is_parsed(void **state)
{
    (void)state;
    static const char *const more[] = {
        "a ",  "\"a\" ", "()",  "a(",  "a()",     "a)",  "(a)",   "a OR ",     "id:x ",
        "-a ", "- ",     "+-*", "a*(", "title: ", "((",  "NOT ",  "date: x ",  "f(x)",
        "x\"", "\"\"",   "a:",  "-*",  "*a ",     "a,b", "((a) ", "similar:a,"};
    size_t offset, children;
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        parse_repeated("", more[i], TOKEN_BYTES, &offset, &children);
    for (size_t i = 0; i < PIECES; i++)
        parse_repeated("a", pieces[i], TOKEN_BYTES / 2, &offset, &children);
    assert_int_equal(parse_repeated("", "a ", QUERY_LENGTH_MAX, &offset, &children), STATUS_OK);
    assert_int_equal(children, QUERY_LENGTH_MAX / 2);
}

static void a_query_has_a_longest_length(void **state)
{
    (void)state;
    size_t offset, children;
    assert_int_equal(parse_repeated("", "a", QUERY_LENGTH_MAX, &offset, &children), STATUS_OK);
    assert_int_equal(parse_repeated("", "a", QUERY_LENGTH_MAX + 1, &offset, &children),
                     STATUS_BAD_QUERY);
    assert_int_equal(offset, QUERY_LENGTH_MAX);
}

/* depth pairs of parentheses, each around an item of its own so that none is
 * taken away. */
static enum status parse_nested(size_t depth, size_t *offset)
{
    char query[8 * QUERY_DEPTH_MAX] = "";
    for (size_t i = 0; i < depth; i++)
        strcat(query, "(a ");
    strcat(query, "b");
    for (size_t i = 0; i < depth; i++)
        strcat(query, ")");
    struct node *list;
    enum status status = query_parse(query, strlen(query), NULL, &list, offset, NULL);
    node_free(list);
    return status;
}

static void parentheses_have_a_deepest_depth(void **state)
{
    (void)state;
    size_t offset;
    assert_int_equal(parse_nested(QUERY_DEPTH_MAX, &offset), STATUS_OK);
    assert_int_equal(parse_nested(QUERY_DEPTH_MAX + 1, &offset), STATUS_BAD_QUERY);
    assert_int_equal(offset, 3 * QUERY_DEPTH_MAX);
    size_t children;
    assert_int_equal(parse_repeated("", "(a b)", 10 * QUERY_DEPTH_MAX, &offset, &children),
                     STATUS_OK); /* side by side they are not deep */
}

/* ---- what nodes and errors tell ---- */

static void a_node_knows_its_bytes(void **state)
{
    (void)state;
    const char *query = "a +title:\"b c\" NOT (d OR -e*) -f";
    struct node *list;
    size_t offset;
    assert_int_equal(query_parse(query, strlen(query), NULL, &list, &offset, NULL), STATUS_OK);
    assert_int_equal(list->child_count, 4);
    const struct node *phrase = list->children[1], *chain = list->children[2];
    assert_int_equal(phrase->start, 3); /* with its field, without its sign */
    assert_int_equal(phrase->end, 14);
    assert_string_equal(phrase->text, "b c");
    assert_int_equal(chain->kind, NODE_OR);
    assert_int_equal(chain->start, 20);
    assert_int_equal(chain->end, 28);
    assert_int_equal(chain->children[1]->start, 25); /* the NOT begins at its sign */
    assert_int_equal(chain->children[1]->children[0]->start, 26);
    assert_int_equal(list->children[3]->start, 31);
    node_free(list);
}

static void an_error_shows_a_right_form(void **state)
{
    (void)state;
    struct node *list;
    struct error error;
    size_t offset;
    const char *query = "확산 date:2024-13";
    assert_int_equal(query_parse(query, strlen(query), NULL, &list, &offset, &error),
                     STATUS_BAD_QUERY);
    assert_null(list);
    assert_int_equal(error.code, STATUS_BAD_QUERY);
    assert_string_equal(error.message, "there is no such month");
    assert_string_equal(error.hint, "date:2024-03..2024-06");
    assert_int_equal(offset, strlen("확산 date:2024-"));
}

static bool holds_field(const struct node *node, enum field_id field)
{
    const struct field *row = field_at(field);
    bool found = node->field == (field_has_slot(row) ? field_id(field_stored(row)) : field) ||
                 (row->type == FIELD_PAPER && node->kind == NODE_ID) ||
                 (row->type == FIELD_LIKE && node->kind == NODE_SIMILAR);
    for (size_t i = 0; i < node->child_count; i++)
        found = found || holds_field(node->children[i], field);
    return found;
}

/* Under every name one word is saved. */
static enum status find_saved(void *saver, const char *name, struct buffer *out,
                              struct error *error)
{
    (void)saver, (void)name;
    return buffer_add_text(out, "word") ? STATUS_OK : error_no_memory(error);
}

static void every_example_of_the_fields_uses_its_field(void **state)
{
    const struct query_context context = {.saved = find_saved};
    (void)state;
    for (size_t i = FIELD_NONE; i < field_count(); i++) {
        const char *query = field_at((enum field_id)i)->example;
        struct node *list;
        size_t offset;
        assert_int_equal(query_parse(query, strlen(query), &context, &list, &offset, NULL),
                         STATUS_OK);
        assert_true(holds_field(list, (enum field_id)i) ||
                    field_at((enum field_id)i)->type == FIELD_SAVED);
        node_free(list);
    }
}

/* Every `.\" example: seogo ... 'query'` of the manual page. */
static void every_example_of_the_manual_is_a_query(void **state)
{
    const struct query_context context = {.today = 20240322, .saved = find_saved};
    (void)state;
    FILE *file = fopen(SEOGO_SOURCE_DIR "/query/man/seogo-query.7", "r");
    assert_non_null(file);
    char line[512];
    size_t examples = 0;
    while (fgets(line, sizeof line, file)) {
        char *open = strchr(line, '\''), *close = strrchr(line, '\'');
        if (strncmp(line, ".\\\" example: seogo ", 19) != 0)
            continue;
        assert_true(open && close > open);
        *close = '\0';
        struct node *list;
        size_t offset;
        assert_int_equal(query_parse(open + 1, strlen(open + 1), &context, &list, &offset, NULL),
                         STATUS_OK);
        node_free(list);
        examples++;
    }
    fclose(file);
    assert_true(examples >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_memory_is_said_and_nothing_leaks),
        cmocka_unit_test(random_bytes_are_a_tree_or_an_error),
        cmocka_unit_test(random_pieces_are_a_tree_or_an_error),
        cmocka_unit_test(a_query_cut_anywhere_is_a_tree_or_an_error),
        cmocka_unit_test(a_megabyte_of_any_token_is_parsed),
        cmocka_unit_test(a_query_has_a_longest_length),
        cmocka_unit_test(parentheses_have_a_deepest_depth),
        cmocka_unit_test(a_node_knows_its_bytes),
        cmocka_unit_test(an_error_shows_a_right_form),
        cmocka_unit_test(every_example_of_the_fields_uses_its_field),
        cmocka_unit_test(every_example_of_the_manual_is_a_query),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
