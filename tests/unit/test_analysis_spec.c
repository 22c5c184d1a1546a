/* tests/spec/analysis.txt: each text gives exactly the tokens behind it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shim/xapian/shim.h"
#include "tests/harness/analysis_laws.h"

#define CASES_MIN 150
#define ARROW " => "

static size_t stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    return shim_stem(context, (struct shim_bytes){word, length}, out, capacity);
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Replaces \xNN in place and returns the length; any other backslash is one. */
static size_t unescape(char *text, size_t length)
{
    size_t n = 0;

    for (size_t i = 0; i < length; i++) {
        if (i + 3 < length && text[i] == '\\' && text[i + 1] == 'x' && hex(text[i + 2]) >= 0 &&
            hex(text[i + 3]) >= 0) {
            text[n++] = (char)(hex(text[i + 2]) * 16 + hex(text[i + 3]));
            i += 3;
        } else {
            text[n++] = text[i];
        }
    }
    return n;
}

/* "query: " and the like before the text; returns the length of the label. */
static size_t read_reason(const char *line, enum analysis_reason *reason, unsigned *options)
{
    static const struct {
        const char *label;
        enum analysis_reason reason;
        unsigned options;
    } LABELS[] = {
        {"query: ", ANALYZE_QUERY, 0},
        {"prefix: ", ANALYZE_PREFIX, 0},
        {"highlight: ", ANALYZE_HIGHLIGHT, 0},
        {"names: ", ANALYZE_INDEX, ANALYZE_NAMES},
    };

    *reason = ANALYZE_INDEX;
    *options = 0;
    for (size_t i = 0; i < sizeof LABELS / sizeof *LABELS; i++)
        if (strncmp(line, LABELS[i].label, strlen(LABELS[i].label)) == 0) {
            *reason = LABELS[i].reason;
            *options = LABELS[i].options;
            return strlen(LABELS[i].label);
        }
    return 0;
}

static bool is_met(struct analyzer *analyzer, char *line, size_t number)
{
    struct buffer found = BUFFER_INIT;
    enum analysis_reason reason;
    unsigned options;
    char *arrow = strstr(line, ARROW), *text = line + read_reason(line, &reason, &options);
    const char *wanted;
    bool met;

    assert_non_null(arrow);
    wanted = arrow + strlen(ARROW);
    assert_true(tokens_write(analyzer, reason, options, text,
                             unescape(text, (size_t)(arrow - text)), &found));
    met = strcmp(found.data ? found.data : "-", wanted) == 0;
    if (!met)
        print_error("analysis.txt:%zu:\n  wanted %s\n  found  %s\n", number, wanted,
                    found.data ? found.data : "-");
    buffer_free(&found);
    return met;
}

static void texts_give_their_tokens(void **state)
{
    FILE *file = fopen(SEOGO_SOURCE_DIR "/tests/spec/analysis.txt", "r");
    size_t room = 0, number = 0, cases = 0, failed = 0;
    struct shim_stemmer *stemmer;
    struct stemming stemming;
    struct analyzer *analyzer;
    struct error error;
    char *line = NULL;

    (void)state;
    assert_non_null(file);
    assert_int_equal(shim_stemmer_new(&stemmer, &error), STATUS_OK);
    stemming = (struct stemming){stem, stemmer};
    analyzer = analyzer_new(&stemming);
    assert_non_null(analyzer);
    for (ssize_t length; (length = getline(&line, &room, file)) >= 0;) {
        number++;
        if (length > 0 && line[length - 1] == '\n')
            line[length - 1] = '\0';
        if (*line == '\0' || strncmp(line, "# ", 2) == 0 || strcmp(line, "#") == 0)
            continue;
        failed += !is_met(analyzer, line, number);
        cases++;
    }
    free(line);
    fclose(file);
    analyzer_free(analyzer);
    shim_stemmer_free(stemmer);
    assert_true(cases >= CASES_MIN);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(texts_give_their_tokens)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
