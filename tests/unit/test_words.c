/* Distinct words and their numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/lexicon/words.h"

enum { MANY = 50000 };

static uint32_t number_of(struct words *words, const char *text)
{
    return words_number(words, text, strlen(text));
}

static void check_text(const struct words *words, uint32_t number, const char *text)
{
    size_t length;
    const char *found = words_text(words, number, &length);

    assert_int_equal(length, strlen(text));
    assert_memory_equal(found, text, length);
}

static void each_word_has_one_number(void **state)
{
    struct words words = {0};
    char text[32];

    (void)state;
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            snprintf(text, sizeof text, "word%u", i * 7919 % MANY);
            assert_int_equal(number_of(&words, text), i);
        }
    assert_int_equal(words.count, MANY);
    for (uint32_t i = 0; i < MANY; i += 7) {
        snprintf(text, sizeof text, "word%u", i * 7919 % MANY);
        check_text(&words, i, text);
    }
    words_free(&words);
    assert_int_equal(words.count, 0);
    words_free(&words);
}

static void words_are_their_bytes(void **state)
{
    struct words words = {0};

    (void)state;
    assert_int_equal(words_number(&words, "ab\0c", 4), 0);
    assert_int_equal(words_number(&words, "ab", 2), 1);
    assert_int_equal(words_number(&words, "ab\0d", 4), 2);
    assert_int_equal(words_number(&words, "ab\0c", 4), 0);
    assert_int_equal(words_number(&words, "abc", 2), 1);
    words_free(&words);
}

/* The same ranks whatever the order in which the words came. */
static void words_are_ranked_by_their_bytes(void **state)
{
    static const char *const SORTED[] = {"a", "aa", "ab", "b", "모델", "확산", "확산모델"};
    static const uint32_t ORDERS[][7] = {
        {0, 1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1, 0}, {3, 0, 6, 1, 5, 2, 4}};

    (void)state;
    for (size_t o = 0; o < sizeof ORDERS / sizeof *ORDERS; o++) {
        struct words words = {0};
        uint32_t *ranks;

        for (uint32_t i = 0; i < 7; i++)
            assert_int_equal(number_of(&words, SORTED[ORDERS[o][i]]), i);
        ranks = words_ranks(&words);
        assert_non_null(ranks);
        for (uint32_t i = 0; i < 7; i++) {
            assert_int_equal(ranks[i], ORDERS[o][i]);
            check_text(&words, i, SORTED[ORDERS[o][i]]);
        }
        free(ranks);
        words_free(&words);
    }
}

static void no_words_have_ranks(void **state)
{
    struct words words = {0};
    uint32_t *ranks = words_ranks(&words);

    (void)state;
    assert_non_null(ranks);
    free(ranks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_word_has_one_number),
        cmocka_unit_test(words_are_their_bytes),
        cmocka_unit_test(words_are_ranked_by_their_bytes),
        cmocka_unit_test(no_words_have_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
