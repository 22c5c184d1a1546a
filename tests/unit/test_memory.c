/* Analyses that are kept: the tokens are those of a fresh reading, come without one, and
 * do not become more than there is room for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/analysis/memory.h"
#include "shim/base/buffer.h"

/* Counts the words that are read, as each is stemmed. */
static size_t count_stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    ++*(size_t *)context;
    if (length < 2 || word[length - 1] != 's' || length > capacity)
        return 0;
    memcpy(out, word, length - 1);
    return length - 1;
}

static struct analyzer *counting_analyzer(size_t *stems)
{
    struct analyzer *analyzer = analyzer_new(&(struct stemming){count_stem, stems});

    assert_non_null(analyzer);
    return analyzer;
}

static bool write_token(void *context, const struct token *t)
{
    return buffer_add(context, t->text, t->length) &&
           buffer_add_format(context, " %u %u %zu-%zu %x\n", t->position, t->word, t->start, t->end,
                             t->flags);
}

static void read_text(struct analyzer *analyzer, const struct analysis *analysis, const char *text,
                      struct buffer *out)
{
    struct analysis a = *analysis;

    buffer_clear(out);
    a.sink = write_token;
    a.context = out;
    assert_true(buffer_reserve(out, 1));
    assert_true(analyzer_run(analyzer, &a, text, strlen(text)));
}

/* A text of its own for each number, of as many words, or one of more bytes than are kept. */
static void text_of(unsigned number, unsigned count, struct buffer *out)
{
    static const char *const WORDS[] = {"확산모델은", "GPT-4o", "models", "70억", "擴散", "Node.js",
                                        "값으로",     "π",      "ㅎㅅ",   "A*",   "2024", "the"};
    const unsigned words = number % 50 == 49 ? 900 : count;

    buffer_clear(out);
    for (unsigned i = 0; i < words; i++)
        assert_true(buffer_add_format(out, "%s ", WORDS[(number * 7 + i * i + i) % 12]));
    assert_true(buffer_add_format(out, "%u", number));
}

static void what_came_before_is_as_read_anew(void **state)
{
    static const struct analysis ANALYSES[] = {{.reason = ANALYZE_INDEX},
                                               {.reason = ANALYZE_HIGHLIGHT},
                                               {.reason = ANALYZE_INDEX, .options = ANALYZE_NAMES},
                                               {.reason = ANALYZE_QUERY},
                                               {.reason = ANALYZE_PREFIX}};
    size_t stems = 0;
    struct analyzer *remembering = counting_analyzer(&stems), *fresh = counting_analyzer(&stems);
    struct buffer text = BUFFER_INIT, kept = BUFFER_INIT, read = BUFFER_INIT;

    (void)state;
    analyzer_remember(remembering);
    for (unsigned i = 0; i < 1500; i++) {
        const struct analysis *analysis = &ANALYSES[i % 5];
        const unsigned number = i % 3 ? i % 101 : i % 1999;

        text_of(number, 20 + number % 40, &text);
        read_text(remembering, analysis, text.data, &kept);
        read_text(fresh, analysis, text.data, &read);
        assert_string_equal(kept.data, read.data);
    }
    buffer_free(&text);
    buffer_free(&kept);
    buffer_free(&read);
    analyzer_free(remembering);
    analyzer_free(fresh);
}

static size_t stems_of(struct analyzer *analyzer, unsigned number, size_t *stems)
{
    struct buffer text = BUFFER_INIT, tokens = BUFFER_INIT;
    size_t before = *stems;

    text_of(number, 300, &text);
    read_text(analyzer, &(struct analysis){.reason = ANALYZE_INDEX}, text.data, &tokens);
    buffer_free(&text);
    buffer_free(&tokens);
    return *stems - before;
}

static void it_is_not_read_again_while_there_is_room(void **state)
{
    size_t stems = 0;
    struct analyzer *analyzer = counting_analyzer(&stems);

    (void)state;
    assert_true(stems_of(analyzer, 1, &stems) > 0);
    assert_true(stems_of(analyzer, 1, &stems) > 0);
    analyzer_remember(analyzer);
    assert_true(stems_of(analyzer, 1, &stems) > 0);
    assert_true(stems_of(analyzer, 2, &stems) > 0);
    assert_int_equal(stems_of(analyzer, 1, &stems), 0);
    assert_true(stems_of(analyzer, 49, &stems) > 0);
    assert_true(stems_of(analyzer, 49, &stems) > 0); /* too long */
    /* What comes again stays, however much comes between; what does not is forgotten. */
    for (unsigned i = 3; i < 3000; i++) {
        stems_of(analyzer, i, &stems);
        if (i % 100 == 0)
            assert_int_equal(stems_of(analyzer, 1, &stems), 0);
    }
    assert_true(stems_of(analyzer, 2, &stems) > 0);
    analyzer_free(analyzer);
}

static bool stop_at_second(void *context, const struct token *token)
{
    (void)token;
    return ++*(size_t *)context < 2;
}

static void a_sink_may_stop(void **state)
{
    static const char text[] = "one two three";
    size_t stems = 0, tokens = 0;
    struct analyzer *analyzer = counting_analyzer(&stems);
    const struct analysis stopping = {ANALYZE_INDEX, 0, stop_at_second, &tokens};
    struct buffer first = BUFFER_INIT, again = BUFFER_INIT;

    (void)state;
    analyzer_remember(analyzer);
    assert_false(analyzer_run(analyzer, &stopping, text, strlen(text)));
    assert_int_equal(tokens, 2);
    read_text(analyzer, &(struct analysis){.reason = ANALYZE_INDEX}, text, &first);
    assert_non_null(strstr(first.data, "three"));
    tokens = 0;
    assert_false(analyzer_run(analyzer, &stopping, text, strlen(text)));
    assert_int_equal(tokens, 2);
    read_text(analyzer, &(struct analysis){.reason = ANALYZE_HIGHLIGHT}, text, &again);
    assert_string_equal(first.data, again.data);
    buffer_free(&first);
    buffer_free(&again);
    analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_came_before_is_as_read_anew),
        cmocka_unit_test(it_is_not_read_again_while_there_is_room),
        cmocka_unit_test(a_sink_may_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
