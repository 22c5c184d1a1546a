/* Glosses: Korean words with their English in parentheses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/lexicon/gloss.h"

/* The text's glosses, as pairs of strings; NULL at the end. */
static void check(const char *text, ...)
{
    struct gloss gloss;
    size_t offset = 0, length = strlen(text);
    const char *korean, *english;
    va_list expected;

    va_start(expected, text);
    while ((korean = va_arg(expected, const char *)) != NULL) {
        english = va_arg(expected, const char *);
        if (!gloss_next(text, length, &offset, &gloss))
            fail_msg("no gloss %s (%s) in %s", korean, english, text);
        assert_int_equal(gloss.korean_length, strlen(korean));
        assert_memory_equal(gloss.korean, korean, gloss.korean_length);
        assert_int_equal(gloss.english_length, strlen(english));
        assert_memory_equal(gloss.english, english, gloss.english_length);
    }
    va_end(expected);
    assert_false(gloss_next(text, length, &offset, &gloss));
    assert_int_equal(offset, length);
}

static void glosses_are_found(void **state)
{
    (void)state;
    check("확산 모델(diffusion model)을 씁니다", "확산 모델", "diffusion model", NULL);
    check("확산 모델 (Diffusion)과 환각(hallucination)", "확산 모델", "Diffusion", "과 환각",
          "hallucination", NULL);
    check("정렬(a)", "정렬", "a", NULL);
}

static void the_english_ends_at_a_comma_semicolon_or_parenthesis(void **state)
{
    (void)state;
    check("강화 학습(reinforcement learning; RL)", "강화 학습", "reinforcement learning", NULL);
    check("정렬(alignment, 맞춤)", "정렬", "alignment", NULL);
    check("확산(diffusion (DDPM))", "확산", "diffusion ", NULL);
}

static void the_korean_is_of_one_phrase_and_four_words(void **state)
{
    (void)state;
    check("우리는 아주 큰 새 확산 모델(diffusion model)", "큰 새 확산 모델", "diffusion model",
          NULL);
    check("빠르고, 새 모델(model)", " 새 모델", "model", NULL);
    check("끝. 모델(model)", " 모델", "model", NULL);
    check("이름: 모델(model)", " 모델", "model", NULL);
    check("(이전) 모델(model)", " 모델", "model", NULL);
}

static void decomposed_hangul_has_glosses_too(void **state)
{
    (void)state;
    check("\u1112\u116A\u11A8\u1109\u1161\u11AB(diffusion)", "\u1112\u116A\u11A8\u1109\u1161\u11AB",
          "diffusion", NULL);
}

static void what_is_no_gloss_is_passed_over(void **state)
{
    (void)state;
    check("", NULL);
    check("모델(", NULL);
    check("모델(model", NULL);
    check("모델(모형)", NULL);
    check("모델(2024)", NULL);
    check("모델()", NULL);
    check("GPT(generative)", NULL);
    check("模型(model)", NULL);
    check("모델  (model)", NULL);
    check("(model)", NULL);
    check("모델((model))", NULL);
    check("\uA9FF(model)", NULL); /* before the first syllable */
    check("\uF900(model)", NULL); /* far behind the last */
}

static void long_english_is_a_sentence(void **state)
{
    char text[200] = "모델(";

    (void)state;
    memset(text + 7, 'x', GLOSS_BYTES_MAX);
    strcpy(text + 7 + GLOSS_BYTES_MAX, ")");
    text[7 + GLOSS_BYTES_MAX] = '\0';
    check(text, NULL);
    strcpy(text + 7 + GLOSS_BYTES_MAX, ")");
    check(text, "모델",
          "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", NULL);
    strcpy(text + 7 + GLOSS_BYTES_MAX, "x)");
    check(text, NULL);
}

/* Each in an allocation of its own, so that a read outside is seen. */
static void any_bytes_are_survived(void **state)
{
    static const char BYTES[] = "((((a );,가나\xe1\x84\x80\xea\xb0\xff";
    uint32_t seed = 11;

    (void)state;
    for (int round = 0; round < 50000; round++) {
        size_t length = seed >> 8 & 31, offset = 0, before;
        char *text = malloc(length + !length);
        struct gloss gloss;

        assert_non_null(text);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = BYTES[(seed >> 16) % sizeof BYTES];
        }
        for (before = 0; gloss_next(text, length, &offset, &gloss); before = offset) {
            assert_true(offset > before && offset <= length);
            assert_true(gloss.korean >= text && gloss.english_length > 0);
            assert_true(gloss.korean_length > 0 &&
                        gloss.korean + gloss.korean_length <= gloss.english);
            assert_true(gloss.english + gloss.english_length < text + length);
        }
        seed = seed * 1664525u + 1013904223u;
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(glosses_are_found),
        cmocka_unit_test(the_english_ends_at_a_comma_semicolon_or_parenthesis),
        cmocka_unit_test(the_korean_is_of_one_phrase_and_four_words),
        cmocka_unit_test(decomposed_hangul_has_glosses_too),
        cmocka_unit_test(what_is_no_gloss_is_passed_over),
        cmocka_unit_test(long_english_is_a_sentence),
        cmocka_unit_test(any_bytes_are_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
