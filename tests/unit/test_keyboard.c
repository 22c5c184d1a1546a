/* The keyboard in the other mode: what is typed reads back, syllable by
 * syllable and word by word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/keyboard.h"

static size_t put_syllable(uint32_t c, char *out)
{
    out[0] = (char)(unsigned char)(0xE0 | c >> 12);
    out[1] = (char)(unsigned char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(unsigned char)(0x80 | (c & 0x3F));
    return 3;
}

static void check_round_trip(const char *hangul, size_t length)
{
    char keys[KEYBOARD_KEYS_MAX], back[KEYBOARD_KEYS_MAX * 4];
    size_t n = keyboard_latin(hangul, length, keys, sizeof keys);

    assert_true(n > 0);
    assert_int_equal(keyboard_hangul(keys, n, back, sizeof back), length);
    assert_memory_equal(back, hangul, length);
}

static void every_syllable_reads_back(void **state)
{
    (void)state;
    for (uint32_t c = HANGUL_FIRST; c <= HANGUL_LAST; c++) {
        char hangul[3];

        check_round_trip(hangul, put_syllable(c, hangul));
    }
}

/* Finals and the initials behind them are told apart: 갃+아, 각+사, 가+까. */
static void words_read_back(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 100000; round++) {
        char hangul[3 * 12];
        size_t length = 0;

        for (uint32_t n = 1 + seed % 12; n > 0; n--) {
            seed = seed * 1664525u + 1013904223u;
            length += put_syllable(HANGUL_FIRST + (seed >> 8) % 11172, hangul + length);
        }
        check_round_trip(hangul, length);
    }
}

static void check_hangul(const char *keys, const char *expected)
{
    char out[KEYBOARD_KEYS_MAX * 4];
    size_t n = keyboard_hangul(keys, strlen(keys), out, sizeof out);

    assert_int_equal(n, strlen(expected));
    assert_memory_equal(out, expected, n);
}

static void latin_keys_make_hangul(void **state)
{
    (void)state;
    check_hangul("dlalwl", "이미지");
    check_hangul("ghkrtks", "확산");
    check_hangul("qkfmstkdlwm", "바른사이즈");
    check_hangul("rkrtk", "각사");
    check_hangul("rkRk", "가까");
    check_hangul("rkqt", "값");
    check_hangul("dkrdkfk", "악아라");
    check_hangul("rhkwp", "과제");
    check_hangul("Tkdwl", "쌍지");
}

/* Shift makes another jamo of seven keys; elsewhere it was held too long. */
static void capitals_are_shifted_keys(void **state)
{
    (void)state;
    check_hangul("DLALWL", "이미찌");
    check_hangul("DlAlwL", "이미지");
    check_hangul("RKEk", "까따");
    check_hangul("dOrl", "얘기");
    check_hangul("dPdml", "예의");
}

static void keys_that_make_no_syllables_are_none(void **state)
{
    (void)state;
    check_hangul("", "");
    check_hangul("model", "");
    check_hangul("k", "");
    check_hangul("r", "");
    check_hangul("rkr rk", "");
    check_hangul("dlalwl1", "");
    check_hangul("이미지", "");
    check_hangul("rkk", "");
    check_hangul("rkE", ""); /* ㄸ is no final */
}

static void check_latin(const char *hangul, const char *expected)
{
    char out[KEYBOARD_KEYS_MAX];
    size_t n = keyboard_latin(hangul, strlen(hangul), out, sizeof out);

    assert_int_equal(n, strlen(expected));
    assert_memory_equal(out, expected, n);
}

static void hangul_makes_latin_keys(void **state)
{
    (void)state;
    check_latin("ㅡㅐㅇ디", "model");
    check_latin("ㅍㅑㅇ대", "video");
    check_latin("ㅎㅔㅅ", "gpt");
    check_latin("ㄳㄶㅄ", "rtsgqt");
    check_latin("ㄲㄸㅃㅆㅉㅒㅖ", "REQTWOP");
    check_latin("ㅘㅙㅚㅝㅞㅟㅢ", "hkhohlnjnpnlml");
}

static void other_characters_are_none(void **state)
{
    (void)state;
    check_latin("", "");
    check_latin("모델a", "");
    check_latin("모 델", "");
    check_latin("模", "");
    check_latin("ㆍ", ""); /* U+318D, on no key */
    check_latin("모\xff", "");
    check_latin("\xeb\xaa", "");
}

static void what_does_not_fit_is_none(void **state)
{
    char keys[KEYBOARD_KEYS_MAX + 2], out[4 * KEYBOARD_KEYS_MAX];

    (void)state;
    assert_int_equal(keyboard_latin("값", 3, out, 4), 4);
    assert_int_equal(keyboard_latin("값", 3, out, 3), 0);
    assert_int_equal(keyboard_latin("값", 3, out, 0), 0);
    assert_int_equal(keyboard_hangul("rkrk", 4, out, 7), 6); /* room for any character */
    assert_int_equal(keyboard_hangul("rkrk", 4, out, 6), 0);
    assert_int_equal(keyboard_hangul("rkrk", 4, out, 0), 0);
    for (size_t i = 0; i < sizeof keys; i++)
        keys[i] = i % 2 ? 'k' : 'r';
    assert_int_equal(keyboard_hangul(keys, KEYBOARD_KEYS_MAX, out, sizeof out),
                     KEYBOARD_KEYS_MAX / 2 * 3);
    assert_int_equal(keyboard_hangul(keys, KEYBOARD_KEYS_MAX + 2, out, sizeof out), 0);
}

/* Each in an allocation of its own, so that a read outside is seen. */
static void any_bytes_are_survived(void **state)
{
    uint32_t seed = 7;

    (void)state;
    for (int round = 0; round < 50000; round++) {
        size_t length = seed % 80, capacity = seed >> 8 & 63;
        char *bytes = malloc(length + !length), *out = malloc(capacity + !capacity);

        assert_non_null(bytes);
        assert_non_null(out);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = round % 2 ? "rkstlhQO\xea\xb0\x80"[(seed >> 16) % 11] : (char)(seed >> 24);
        }
        assert_true(keyboard_hangul(bytes, length, out, capacity) <= capacity);
        assert_true(keyboard_latin(bytes, length, out, capacity) <= capacity);
        seed = seed * 1664525u + 1013904223u;
        free(bytes);
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_syllable_reads_back),
        cmocka_unit_test(words_read_back),
        cmocka_unit_test(latin_keys_make_hangul),
        cmocka_unit_test(capitals_are_shifted_keys),
        cmocka_unit_test(keys_that_make_no_syllables_are_none),
        cmocka_unit_test(hangul_makes_latin_keys),
        cmocka_unit_test(other_characters_are_none),
        cmocka_unit_test(what_does_not_fit_is_none),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
