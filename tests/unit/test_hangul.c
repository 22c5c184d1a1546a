/* Arithmetic of Hangul, beside utf8proc's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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
        assert_int_equal(hangul_final(c) != FINAL_NONE, n == 3);
        if (n == 3) {
            assert_true(hangul_is_final((uint32_t)jamo[2]));
            composed = hangul_add_final(composed, (uint32_t)jamo[2]);
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

static void finals_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(hangul_final(0xAC00), FINAL_NONE);      /* 가 */
    assert_int_equal(hangul_final(0xAC04), FINAL_NIEUN);     /* 간 */
    assert_int_equal(hangul_final(0xAC08), FINAL_RIEUL);     /* 갈 */
    assert_int_equal(hangul_final(0xAC10), FINAL_MIEUM);     /* 감 */
    assert_int_equal(hangul_final(0xAC11), FINAL_PIEUP);     /* 갑 */
    assert_int_equal(hangul_final(0xAC14), FINAL_SSANGSIOT); /* 갔 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(syllables_compose_as_unicode_has_them),
        cmocka_unit_test(initials_are_shown_as_compatibility_jamo),
        cmocka_unit_test(finals_have_their_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
