/* Where the analyzer joins and where it ends: jamo, long words and chains, a sink that
 * wants no more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/harness/analysis_laws.h"

static void assert_tokens(struct analyzer *analyzer, const char *text, const char *wanted)
{
    struct buffer found = BUFFER_INIT;

    assert_true(tokens_write(analyzer, ANALYZE_INDEX, 0, text, strlen(text), &found));
    assert_string_equal(found.data ? found.data : "", wanted);
    buffer_free(&found);
}

/* Composition by other libraries has eaten U+11A7, which is no final consonant. */
static void jamo_compose_as_unicode_says(void **state)
{
    struct analyzer *analyzer = laws_analyzer();

    (void)state;
    assert_tokens(analyzer, "\u1100\u1161\u11A8", "각@0");
    assert_tokens(analyzer, "가\u11A8", "각@0");
    assert_tokens(analyzer, "\u1100\u1161\u11A7", "가@0 \u11A7@1c");
    assert_tokens(analyzer, "가\u11A7", "가@0 \u11A7@1c");
    assert_tokens(analyzer, "가\u11C2", "갛@0");
    assert_tokens(analyzer, "가\u11C3", "가@0 \u11C3@1c");
    assert_tokens(analyzer, "각\u11A8", "각@0 \u11A8@1c");
    assert_tokens(analyzer, "\u1112\u1175\u11C2", "힣@0");
    analyzer_free(analyzer);
}

static bool count_tokens(void *context, const struct token *token)
{
    (void)token;
    ++*(size_t *)context;
    return true;
}

static bool longest_token(void *context, const struct token *token)
{
    size_t *longest = context;

    if (token->length > *longest)
        *longest = token->length;
    return true;
}

static void long_words_are_cut(void **state)
{
    static const char *const UNITS[] = {"a", "모", "한a1", "ㅎ", "機", "м", "a-", "9.", "é"};
    struct analyzer *analyzer = laws_analyzer();
    struct buffer text = BUFFER_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        size_t longest = 0;

        buffer_clear(&text);
        for (int k = 0; k < 10000; k++)
            assert_true(buffer_add_text(&text, UNITS[i]));
        assert_true(analyzer_run(analyzer,
                                 &(struct analysis){ANALYZE_INDEX, 0, longest_token, &longest},
                                 text.data, text.length));
        assert_in_range(longest, 1, TOKEN_BYTES_MAX);
    }
    buffer_free(&text);
    analyzer_free(analyzer);
}

/* No part of a long chain is lost: each is a token. */
static void chains_keep_their_parts(void **state)
{
    struct analyzer *analyzer = laws_analyzer();
    struct buffer text = BUFFER_INIT;
    size_t count = 0;

    (void)state;
    for (int i = 0; i < 101; i++)
        assert_true(buffer_add_text(&text, i ? "-part" : "part"));
    assert_true(analyzer_run(analyzer, &(struct analysis){ANALYZE_INDEX, 0, count_tokens, &count},
                             text.data, text.length));
    assert_int_equal(count, 101);
    buffer_free(&text);
    analyzer_free(analyzer);
}

struct stopping {
    size_t seen, limit;
};

static bool stop_at_limit(void *context, const struct token *token)
{
    struct stopping *stopping = context;

    (void)token;
    return ++stopping->seen < stopping->limit;
}

static void a_sink_that_stops_is_not_called_again(void **state)
{
    static const char TEXT[] = "확산모델은 GPT-4o를 C++로 만들었다 YOLOv9 ㅎㅅ 機械学習";
    struct analyzer *analyzer = laws_analyzer();
    size_t total = 0;

    (void)state;
    assert_true(analyzer_run(analyzer, &(struct analysis){ANALYZE_INDEX, 0, count_tokens, &total},
                             TEXT, strlen(TEXT)));
    for (size_t limit = 1; limit <= total; limit++) {
        struct stopping stopping = {0, limit};

        assert_false(analyzer_run(analyzer,
                                  &(struct analysis){ANALYZE_INDEX, 0, stop_at_limit, &stopping},
                                  TEXT, strlen(TEXT)));
        assert_int_equal(stopping.seen, limit);
    }
    analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jamo_compose_as_unicode_says),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(chains_keep_their_parts),
        cmocka_unit_test(a_sink_that_stops_is_not_called_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
