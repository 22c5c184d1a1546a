/* Arithmetic of Hangul, beside utf8proc's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <utf8proc.h>

#include "indexer/format/analysis/hangul.h"

static void syllables_compose_as_unicode_has_them(void **state)
{
    (void)state;
    for (uint32_t c = HANGUL_FIRST; c <= HANGUL_LAST; c++) {
        utf8proc_int32_t jamo[4];
        utf8proc_ssize_t n =
            utf8proc_decompose_char((utf8proc_int32_t)c, jamo, 4, UTF8PROC_DECOMPOSE, &(int){0});
        uint32_t composed;

        assert_true(n == 2 || n == 3);
        assert_true(hangul_is_syllable(c));
        assert_true(hangul_is_leading((uint32_t)jamo[0]));
        assert_true(hangul_is_vowel((uint32_t)jamo[1]));
        composed = hangul_compose((uint32_t)jamo[0], (uint32_t)jamo[1]);
        assert_int_equal(hangul_batchim(c) != BATCHIM_NONE, n == 3);
        if (n == 3) {
            assert_true(hangul_is_trailing((uint32_t)jamo[2]));
            composed = hangul_add_trailing(composed, (uint32_t)jamo[2]);
        }
        assert_int_equal(composed, c);
        assert_int_equal(hangul_choseong(c), hangul_choseong((uint32_t)jamo[0]));
    }
    assert_false(hangul_is_syllable(HANGUL_FIRST - 1));
    assert_false(hangul_is_syllable(HANGUL_LAST + 1));
}

/* By name: HANGUL CHOSEONG KIYEOK is shown as HANGUL LETTER KIYEOK. */
static void initials_are_shown_as_compatibility_jamo(void **state)
{
    static const char *const SYLLABLES = "가까나다따라마바빠사싸아자짜차카타파하";
    static const char *const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    (void)state;
    for (size_t i = 0; i < 19; i++) {
        utf8proc_int32_t syllable, initial;

        utf8proc_iterate((const utf8proc_uint8_t *)SYLLABLES + 3 * i, 3, &syllable);
        utf8proc_iterate((const utf8proc_uint8_t *)INITIALS + 3 * i, 3, &initial);
        assert_int_equal(hangul_choseong((uint32_t)syllable), initial);
        assert_int_equal(hangul_choseong(0x1100 + (uint32_t)i), initial);
        assert_true(hangul_is_compatibility_jamo((uint32_t)initial));
    }
    assert_int_equal(hangul_choseong('a'), 'a');
    assert_int_equal(hangul_choseong(0x3131), 0x3131);
    assert_int_equal(hangul_choseong(0x1113), 0x1113); /* not modern */
}

static void a_batchim_closes_its_syllable(void **state)
{
    (void)state;
    assert_int_equal(hangul_batchim(0xAC00), BATCHIM_NONE);      /* 가 */
    assert_int_equal(hangul_batchim(0xAC08), BATCHIM_RIEUL);     /* 갈 */
    assert_int_equal(hangul_batchim(0xAC14), BATCHIM_SSANGSIOT); /* 갔 */
    assert_int_equal(hangul_batchim_jamo(hangul_batchim(0xAC04)), U'ㄴ');
    assert_int_equal(hangul_batchim_jamo(BATCHIM_NONE), 0);
    assert_int_equal(hangul_close(U'가', U'ㄴ'), U'간');
    assert_int_equal(hangul_close(U'하', U'ㅂ'), U'합');
    assert_int_equal(hangul_close(U'가', U'ㄸ'), U'가'); /* is never one */
}

static void a_syllable_is_read_where_it_stands(void **state)
{
    (void)state;
    assert_int_equal(hangul_at("힣다", strlen("힣다")), U'힣');
    assert_int_equal(hangul_at("가", 2), 0);
    assert_int_equal(hangul_at("漢", strlen("漢")), 0);
    assert_int_equal(hangul_at("ㄱ", strlen("ㄱ")), 0);
    assert_int_equal(hangul_at("abc", 3), 0);
    assert_int_equal(hangul_at("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_compose_as_unicode_has_them),
        cmocka_unit_test(initials_are_shown_as_compatibility_jamo),
        cmocka_unit_test(a_batchim_closes_its_syllable),
        cmocka_unit_test(a_syllable_is_read_where_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
