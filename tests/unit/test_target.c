/* Which words of a query a word of a text is compared with: all that it may be, hold or be
 * a part of, and hardly any other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/search/target.h"

#define WORDS 150
#define TEXT_MAX 40

static const char *const SYLLABLES[] = {"가", "나", "다", "라", "마", "바", "사", "아",
                                        "자", "차", "카", "타", "파", "하", "확", "산"};

static uint32_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void random_word(uint64_t *seed, char out[TEXT_MAX])
{
    out[0] = '\0';
    for (uint32_t n = 1 + next(seed) % 4; n > 0; n--)
        strcat(out, SYLLABLES[next(seed) % 16]);
}

static bool may_be(const struct target *target, const struct token *token)
{
    if (target->prefix || target->whole)
        return true;
    return token->length < target->length
               ? memmem(target->text, target->length, token->text, token->length) != NULL
               : memmem(token->text, token->length, target->text, target->length) != NULL;
}

/* Counts how many are compared, and fails where one is left out that must not be. */
static size_t compared(const struct targets *targets, const struct token *token)
{
    const uint64_t near = targets_near(targets, token);
    size_t count = 0, next = targets_next(targets, near, 0);

    for (size_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->items[i];
        bool long_enough = token->length > 3 && target->length > 3;

        if (next == i) {
            next = targets_next(targets, near, i + 1);
            count++;
        } else if (may_be(target, token) && (long_enough || token->length == target->length)) {
            fail_msg("%s is not compared with %s", target->text, token->text);
        }
    }
    return count;
}

static void what_may_be_marked_is_compared(void **state)
{
    static char texts[WORDS][TEXT_MAX];
    struct word words[WORDS] = {{0}};
    struct plan_part parts[WORDS + 1] = {{0}};
    struct plan plan = {.parts = parts};
    uint64_t seed = 20240320;
    size_t all = 0;
    struct targets targets;

    (void)state;
    for (size_t i = 0; i < WORDS; i++) {
        random_word(&seed, texts[i]);
        words[i] = (struct word){.hangul = true, .stem = texts[i]};
        parts[i].word = &words[i];
    }
    parts[WORDS].prefix = "확";
    plan.part_count = WORDS + 1;
    assert_true(targets_of(&targets, &plan, 1000));
    assert_true(targets.count > 64);
    for (size_t i = 0; i < 2000; i++) {
        char text[TEXT_MAX];

        random_word(&seed, text);
        all += compared(
            &targets, &(struct token){.text = text, .length = strlen(text), .flags = TOKEN_HANGUL});
    }
    assert_true(all < 2000 * targets.count / 2);
    targets_clear(&targets);
}

static void other_scripts_are_compared_with_what_they_are(void **state)
{
    struct word words[2] = {{.hangul = true, .stem = "latent"}, {.hangul = true, .stem = "모델"}};
    struct plan_part parts[2] = {{.word = &words[0]}, {.word = &words[1]}};
    struct plan plan = {.parts = parts, .part_count = 2};
    struct targets targets;

    (void)state;
    assert_true(targets_of(&targets, &plan, 1000));
    assert_int_equal(compared(&targets, &(struct token){.text = "latent", .length = 6}), 1);
    assert_int_equal(compared(&targets, &(struct token){.text = "a", .length = 1}), 0);
    targets_clear(&targets);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_be_marked_is_compared),
        cmocka_unit_test(other_scripts_are_compared_with_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
