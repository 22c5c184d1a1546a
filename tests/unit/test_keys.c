/* What people type whole is one key, however they type it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/keys.h"

/* The key of a text's words. */
static const char *key(enum key_kind kind, const char *text)
{
    static char keys[4][KEY_MAX];
    static size_t next;
    struct shim_bytes words[16];
    size_t count = key_words(text, strlen(text), words, 16);
    char *out = keys[next++ % 4];

    if (key_of(kind, words, count, out) == 0)
        *out = '\0';
    return out;
}

static void test_case_signs_and_spaces_do_not_count(void **state)
{
    (void)state;
    assert_string_equal(key(KEY_NAME, "Llama 3"), key(KEY_NAME, "LLaMA-3"));
    assert_string_equal(key(KEY_NAME, "llama3"), key(KEY_NAME, " [Llama\n3]"));
    assert_string_not_equal(key(KEY_NAME, "llama 3"), key(KEY_NAME, "llama 2"));
    assert_string_equal(key(KEY_TITLE, "Schölkopf"), key(KEY_TITLE, "scholkopf"));
    assert_string_equal(key(KEY_TITLE, "확산 모델"),
                        key(KEY_TITLE, "\u1112\u116A\u11A8\u1109\u1161\u11AB 모델")); /* NFD */
}

static void test_kinds_do_not_meet(void **state)
{
    (void)state;
    assert_string_not_equal(key(KEY_TITLE, "mamba"), key(KEY_NAME, "mamba"));
    assert_string_not_equal(key(KEY_AUTHOR, "k he"), key(KEY_INITIAL, "k he"));
}

static void test_names_of_an_author_are_parted(void **state)
{
    (void)state;
    assert_string_not_equal(key(KEY_AUTHOR, "Linjun Yang"), key(KEY_AUTHOR, "Lin Junyang"));
    assert_string_equal(key(KEY_AUTHOR, "See-Kiong Ng"), key(KEY_AUTHOR, "seekiong NG,"));
}

static void test_a_long_text_is_told_from_one_that_begins_alike(void **state)
{
    static const char begin[] = "a title that is longer than any key keeps of one, and ends in ";
    char one[128], other[128];

    (void)state;
    strcat(strcpy(one, begin), "one");
    strcat(strcpy(other, begin), "two");
    assert_string_not_equal(key(KEY_TITLE, one), key(KEY_TITLE, other));
    assert_true(strlen(key(KEY_TITLE, one)) < KEY_MAX);
}

static void test_signs_alone_have_no_key(void **state)
{
    (void)state;
    assert_string_equal(key(KEY_TITLE, "??? ..."), "");
    assert_string_equal(key(KEY_TITLE, ""), "");
}

static void test_more_words_than_fit_are_told(void **state)
{
    struct shim_bytes words[2];

    (void)state;
    assert_int_equal(key_words("one two", 7, words, 2), 2);
    assert_int_equal(key_words("one two three", 13, words, 2), 3);
    assert_int_equal(words[1].length, 3);
}

static void test_a_name_ends_at_a_colon_and_a_space(void **state)
{
    (void)state;
    assert_int_equal(key_name_length("Mamba: Linear-Time"), 5);
    assert_int_equal(key_name_length("Attention is all"), 0);
    assert_int_equal(key_name_length("16:9 pictures"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_case_signs_and_spaces_do_not_count),
        cmocka_unit_test(test_kinds_do_not_meet),
        cmocka_unit_test(test_names_of_an_author_are_parted),
        cmocka_unit_test(test_a_long_text_is_told_from_one_that_begins_alike),
        cmocka_unit_test(test_signs_alone_have_no_key),
        cmocka_unit_test(test_more_words_than_fit_are_told),
        cmocka_unit_test(test_a_name_ends_at_a_colon_and_a_space),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
