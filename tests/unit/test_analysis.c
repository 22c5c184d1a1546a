/* The laws of the analyzer, over texts put together at random (from a fixed
 * seed) of what Korean pages hold, and over bytes that are no text. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/analysis/chunk.h"
#include "tests/harness/analysis_laws.h"

/* xorshift64*: the same numbers everywhere. */
static uint64_t next_number(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

static size_t below(uint64_t *state, size_t limit)
{
    return (size_t)(next_number(state) >> 33) % limit;
}

static const char *const PIECES[] = {
    "모델",
    "은",
    "확산",
    "의",
    "들에서는",
    "시켰습니다",
    "값으로",
    "결과",
    "정확도",
    "인",
    "LLM",
    "GPT-4o",
    "YOLOv9",
    "AnimateDiff",
    "Schölkopf",
    "C++",
    "A*",
    "Node.js",
    "O'Brien",
    "10,000",
    "70억",
    "2천 4백만",
    "7 billion",
    "3차원",
    "Llama 3",
    "擴散",
    "1.58",
    "M$^{2}$UGen",
    "$\\times$",
    "\\textsc{AI}",
    "π",
    "×",
    "(",
    ")",
    "\"",
    "-",
    "_",
    ".",
    "’",
    "ㅎㅅ",
    "ㅂ",
    "각",
    "e\xCC\x81",
    "한",
    "機械",
    "モデル",
    "ﾃﾞ",
    "мир",
    "ﬁ",
    "½",
    "ＧＰＴ",
    "😀",
    "\xC2\xAD",
    "\xE2\x80\x8B",
    "\xE2\x84\xAB",
    "K",
    "™",
    "हिन्दी",
    "\xCC\x88",
    "\xE1\x84\x80",
    "\xE1\x85\xA1",
    "\xE1\x86\xA7",
    "\xE1\x86\xA8",
    "\xE3\x85\xA4",
    "\xEF\xBE\xA1",
    "models",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\xFF",
};

#define TEXT_MAX 4096

/* Returns the length of a text of up to pieces pieces. */
static size_t random_text(uint64_t *state, size_t pieces, char out[TEXT_MAX])
{
    size_t length = 0;

    for (size_t i = below(state, pieces) + 1; i > 0; i--) {
        const char *piece = PIECES[below(state, sizeof PIECES / sizeof *PIECES)];
        size_t n = strlen(piece);

        if (length + n > TEXT_MAX)
            break;
        memcpy(out + length, piece, n);
        length += n;
    }
    return length;
}

/* Checks a copy in a block of its own size: a sanitizer sees a byte too far. */
static void assert_laws(struct analyzer *analyzer, const char *text, size_t length)
{
    char *copy = malloc(length + !length);
    const char *law;

    assert_non_null(copy);
    memcpy(copy, text, length);
    law = broken_law(analyzer, copy, length);
    if (law)
        fail_msg("broken: %s, by '%.*s'", law, (int)length, text);
    free(copy);
}

static void laws_hold_for_mixtures(void **state)
{
    struct analyzer *analyzer = laws_analyzer();
    uint64_t seed = 20240320;
    char text[TEXT_MAX];

    (void)state;
    for (int i = 0; i < 3000; i++) {
        size_t length = random_text(&seed, 30, text);

        assert_laws(analyzer, text, length);
    }
    analyzer_free(analyzer);
}

static void laws_hold_for_any_bytes(void **state)
{
    struct analyzer *analyzer = laws_analyzer();
    uint64_t seed = 7;
    char text[256];

    (void)state;
    for (int i = 0; i < 3000; i++) {
        size_t length = below(&seed, sizeof text);

        for (size_t k = 0; k < length; k++)
            text[k] = (char)(next_number(&seed) >> 56);
        assert_laws(analyzer, text, length);
    }
    analyzer_free(analyzer);
}

static void laws_hold_for_truncated_characters(void **state)
{
    static const char TEXT[] = "확산 é😀모델ᆨ";
    struct analyzer *analyzer = laws_analyzer();

    (void)state;
    for (size_t start = 0; start < sizeof TEXT; start++)
        for (size_t end = start; end < sizeof TEXT; end++)
            assert_laws(analyzer, TEXT + start, end - start);
    analyzer_free(analyzer);
}

static bool count_tokens(void *context, const struct token *token)
{
    (void)token;
    ++*(size_t *)context;
    return true;
}

/* Words right before, at and behind the place where a chunk is cut. */
static void laws_hold_at_the_border_of_chunks(void **state)
{
    static const char *const TAILS[] = {"모델은 LLM의", "GPT-4o", "C++", "O'Brien ㅎ", "½½", "$π$"};
    struct analyzer *analyzer = laws_analyzer();
    struct buffer text = BUFFER_INIT;

    (void)state;
    for (size_t n = CHUNK_MAX - 12; n < CHUNK_MAX + 3; n++)
        for (size_t i = 0; i < sizeof TAILS / sizeof *TAILS; i++) {
            buffer_clear(&text);
            for (size_t k = 0; k < n; k++)
                assert_true(buffer_add_char(&text, k % 7 ? 'x' : '-'));
            assert_true(buffer_add_text(&text, TAILS[i]));
            assert_laws(analyzer, text.data, text.length);
        }
    buffer_free(&text);
    analyzer_free(analyzer);
}

static void tokens_of_mixtures(struct buffer *out)
{
    struct analyzer *analyzer = laws_analyzer();
    uint64_t seed = 42;
    char text[TEXT_MAX];

    for (int i = 0; i < 200; i++) {
        size_t length = random_text(&seed, 40, text);

        assert_true(tokens_write(analyzer, ANALYZE_INDEX, 0, text, length, out));
        assert_true(tokens_write(analyzer, ANALYZE_QUERY, 0, "TITLE İI ıi ß", 16, out));
    }
    analyzer_free(analyzer);
}

static void no_locale_changes_a_token(void **state)
{
    static const char *const LOCALES[] = {"C", "C.UTF-8", "tr_TR.UTF-8", "ko_KR.UTF-8"};
    struct buffer wanted = BUFFER_INIT;

    (void)state;
    tokens_of_mixtures(&wanted);
    for (size_t i = 0; i < sizeof LOCALES / sizeof *LOCALES; i++) {
        struct buffer found = BUFFER_INIT;

        if (!setlocale(LC_ALL, LOCALES[i])) {
            print_message("locale %s is missing, skipped\n", LOCALES[i]);
            continue;
        }
        tokens_of_mixtures(&found);
        assert_string_equal(found.data, wanted.data);
        buffer_free(&found);
    }
    setlocale(LC_ALL, "C");
    buffer_free(&wanted);
}

/* What one text leaves in the analyzer changes nothing in the next. */
static void an_analyzer_remembers_nothing(void **state)
{
    struct analyzer *used = laws_analyzer();
    uint64_t seed = 99;
    char text[TEXT_MAX];

    (void)state;
    for (int i = 0; i < 300; i++) {
        size_t length = random_text(&seed, 20, text);
        struct analyzer *fresh = laws_analyzer();
        struct buffer first = BUFFER_INIT, second = BUFFER_INIT;

        assert_true(tokens_write(used, ANALYZE_INDEX, 0, text, length, &first));
        assert_true(tokens_write(fresh, ANALYZE_INDEX, 0, text, length, &second));
        assert_string_equal(first.data ? first.data : "", second.data ? second.data : "");
        buffer_free(&first);
        buffer_free(&second);
        analyzer_free(fresh);
    }
    analyzer_free(used);
}

static void names_have_the_same_tokens_unstemmed(void **state)
{
    struct analyzer *analyzer = laws_analyzer();
    uint64_t seed = 5;
    char text[TEXT_MAX];

    (void)state;
    for (int i = 0; i < 300; i++) {
        size_t length = random_text(&seed, 20, text), plain = 0, names = 0;

        assert_true(analyzer_run(
            analyzer, &(struct analysis){ANALYZE_INDEX, 0, count_tokens, &plain}, text, length));
        assert_true(analyzer_run(
            analyzer, &(struct analysis){ANALYZE_INDEX, ANALYZE_NAMES, count_tokens, &names}, text,
            length));
        assert_int_equal(plain, names);
    }
    analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(laws_hold_for_mixtures),
        cmocka_unit_test(laws_hold_for_any_bytes),
        cmocka_unit_test(laws_hold_for_truncated_characters),
        cmocka_unit_test(laws_hold_at_the_border_of_chunks),
        cmocka_unit_test(no_locale_changes_a_token),
        cmocka_unit_test(an_analyzer_remembers_nothing),
        cmocka_unit_test(names_have_the_same_tokens_unstemmed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
