/* How the lexicon is stored: what is written reads back, and what is damaged is
 * not read past its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/lexical.h"

static const uint32_t NUMBERS[] = {0,     1,       127,       128,       300,       16383,
                                   16384, 2097152, 268435455, 268435456, UINT32_MAX};
enum { NUMBER_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

/* Texts of 0 to 300 bytes, with numbers of every length. */
static void fill(struct buffer *value, char texts[NUMBER_COUNT][300])
{
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        memset(texts[i], (int)i + 1, 300);
        assert_true(lexical_add(value, &(struct lexical_entry){texts[i], i * 30, NUMBERS[i]}));
    }
}

static void entries_read_back(void **state)
{
    struct buffer value = BUFFER_INIT;
    char texts[NUMBER_COUNT][300];
    struct lexical_entry entry;
    size_t offset = 0;

    (void)state;
    fill(&value, texts);
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        assert_true(lexical_next(value.data, value.length, &offset, &entry));
        assert_int_equal(entry.length, i * 30);
        assert_memory_equal(entry.text, texts[i], entry.length);
        assert_int_equal(entry.number, NUMBERS[i]);
    }
    assert_int_equal(offset, value.length);
    assert_false(lexical_next(value.data, value.length, &offset, &entry));
    buffer_free(&value);
}

static void small_entries_are_small(void **state)
{
    struct buffer value = BUFFER_INIT;

    (void)state;
    assert_true(lexical_add(&value, &(struct lexical_entry){"모델", 6, 127}));
    assert_int_equal(value.length, 8);
    buffer_free(&value);
}

/* Entries lie inside the value, whatever it holds. */
static size_t read_all(const char *value, size_t length)
{
    struct lexical_entry entry;
    size_t offset = 0, count = 0, before = 0;

    for (; lexical_next(value, length, &offset, &entry); count++, before = offset) {
        assert_true(offset > before && offset <= length);
        assert_true(entry.text >= value && entry.length <= length);
        assert_true(entry.text + entry.length <= value + offset);
    }
    assert_true(offset <= length);
    return count;
}

static void a_cut_value_gives_the_entries_before_the_cut(void **state)
{
    struct buffer value = BUFFER_INIT;
    char texts[NUMBER_COUNT][300];
    size_t last = 0;

    (void)state;
    fill(&value, texts);
    for (size_t length = 0; length <= value.length; length++) {
        char *cut = malloc(length + !length);
        size_t count;

        assert_non_null(cut);
        memcpy(cut, value.data, length);
        count = read_all(cut, length);
        assert_true(count == last || count == last + 1);
        last = count;
        free(cut);
    }
    assert_int_equal(last, NUMBER_COUNT);
    buffer_free(&value);
}

static void any_bytes_are_survived(void **state)
{
    uint32_t seed = 5;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        size_t length = seed >> 10 & 31;
        char *value = malloc(length + !length);

        assert_non_null(value);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            value[i] = (char)(seed >> 24 & (round % 2 ? 0x87 : 0xFF));
        }
        read_all(value, length);
        seed = seed * 1664525u + 1013904223u;
        free(value);
    }
}

static void a_length_beyond_the_end_is_no_entry(void **state)
{
    struct lexical_entry entry;
    size_t offset = 0;

    (void)state;
    assert_false(lexical_next("\xff\xff\xff\xff\x0f", 5, &offset, &entry));
    offset = 0;
    assert_false(lexical_next("\xff\xff\xff\xff\xff\xff\xff", 7, &offset, &entry));
    offset = 0;
    assert_false(lexical_next("\x02"
                              "ab",
                              3, &offset, &entry)); /* no number */
}

static void keys_are_told_apart_and_fit(void **state)
{
    char key[LEXICAL_KEY_MAX], other[LEXICAL_KEY_MAX], text[400];
    size_t n = lexical_key(LEXICAL_SOUND, "PLT", 3, key);

    (void)state;
    assert_int_equal(n, strlen(METADATA_LEXICON "sPLT"));
    assert_memory_equal(key, METADATA_LEXICON "sPLT", n);
    assert_int_equal(lexical_key(LEXICAL_RELATED, "PLT", 3, other), n);
    assert_memory_not_equal(key, other, n);
    memset(text, 'x', sizeof text);
    assert_int_equal(lexical_key(LEXICAL_RELATED, text, sizeof text, key), LEXICAL_KEY_MAX);
    assert_int_equal(lexical_key(LEXICAL_RELATED, NULL, 0, key), strlen(METADATA_LEXICON) + 1);
}

static void check_bucket(bool hangul, size_t letters, const char *expected)
{
    char out[LEXICAL_BUCKET_MAX];
    size_t n = lexical_bucket(hangul, letters, out);

    assert_int_equal(n, strlen(expected));
    assert_memory_equal(out, expected, n);
}

static void buckets_are_of_a_script_and_a_length(void **state)
{
    (void)state;
    check_bucket(true, 3, "h3");
    check_bucket(false, 3, "l3");
    check_bucket(false, 12, "l12");
    check_bucket(false, UINT32_MAX, "l4294967295");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_read_back),
        cmocka_unit_test(small_entries_are_small),
        cmocka_unit_test(a_cut_value_gives_the_entries_before_the_cut),
        cmocka_unit_test(any_bytes_are_survived),
        cmocka_unit_test(a_length_beyond_the_end_is_no_entry),
        cmocka_unit_test(keys_are_told_apart_and_fit),
        cmocka_unit_test(buckets_are_of_a_script_and_a_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
