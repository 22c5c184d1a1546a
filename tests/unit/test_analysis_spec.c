/* tests/spec/analysis.txt: each text gives exactly the tokens behind it, and
 * whoever changes what the analyzer gives raises FINGERPRINT_ANALYZER. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "indexer/format/analysis/endings_table.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/analysis/sound.h"
#include "indexer/format/fingerprint.h"
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

static uint64_t digest_add(uint64_t digest, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        digest = (digest ^ (unsigned char)bytes[i]) * 0x100000001B3u; /* FNV-1a */
    return digest;
}

static uint64_t digest_word(uint64_t digest, struct analyzer *analyzer, const char *stem,
                            const uint32_t *form)
{
    struct buffer text = BUFFER_INIT, tokens = BUFFER_INIT;

    assert_true(buffer_add_text(&text, stem));
    for (; *form; form++) {
        char encoded[4];

        assert_true(buffer_add(&text, encoded, letter_encode(*form, encoded)));
    }
    assert_true(tokens_write(analyzer, ANALYZE_QUERY, 0, text.data, text.length, &tokens));
    digest = digest_add(digest, tokens.data, tokens.length);
    buffer_free(&text);
    buffer_free(&tokens);
    return digest;
}

/* What every row that the analyzer minds leaves of stems with and without batchim,
 * of a past tense and of one syllable. */
static uint64_t digest_endings(uint64_t digest, struct analyzer *analyzer)
{
    static const char *const STEMS[] = {"모델", "구조", "방법", "향상했", "값", "뷰"};

    for (size_t i = 0; i < ENDING_ROW_COUNT; i++)
        for (size_t k = 0; k < sizeof STEMS / sizeof *STEMS; k++)
            if (ENDING_ROWS[i].slot != NONE || ENDING_ROWS[i].kind == NOUN)
                digest = digest_word(digest, analyzer, STEMS[k], ENDING_ROWS[i].form);
    return digest;
}

struct spec {
    struct analyzer *analyzer;
    size_t cases, failed;
    int number; /* of the analyzer that the file was written for */
    uint64_t stored, digest;
};

static bool is_comment(const char *line)
{
    return *line == '\0' || strncmp(line, "# ", 2) == 0 || strcmp(line, "#") == 0;
}

static void read_case(struct spec *spec, char *line, size_t number)
{
    if (sscanf(line, "FINGERPRINT_ANALYZER %d %" SCNx64, &spec->number, &spec->stored) == 2)
        return;
    spec->digest = digest_add(spec->digest, line, strlen(line));
    spec->failed += !is_met(spec->analyzer, line, number);
    spec->cases++;
}

/* The keys of the words of a line of sound.txt, which an index holds too. */
static void read_sounds(struct spec *spec, char *line, size_t number)
{
    (void)number;
    for (char *rest = line, *word; (word = strtok_r(rest, " ", &rest));) {
        struct sound_keys keys;

        sound_keys_of(word, strlen(word), &keys);
        for (size_t i = 0; i < keys.count; i++)
            spec->digest = digest_add(spec->digest, keys.keys[i], strlen(keys.keys[i]) + 1);
    }
}

static void read_spec(struct spec *spec, const char *path,
                      void (*read)(struct spec *spec, char *line, size_t number))
{
    FILE *file = fopen(path, "r");
    size_t room = 0, number = 0;
    char *line = NULL;

    assert_non_null(file);
    for (ssize_t length; (length = getline(&line, &room, file)) >= 0;) {
        number++;
        if (length > 0 && line[length - 1] == '\n')
            line[length - 1] = '\0';
        if (!is_comment(line))
            read(spec, line, number);
    }
    free(line);
    fclose(file);
}

static int set_up(void **state)
{
    static struct spec spec;
    struct shim_stemmer *stemmer;
    struct stemming stemming;

    if (shim_stemmer_new(&stemmer, NULL) != STATUS_OK)
        return -1;
    stemming = (struct stemming){stem, stemmer};
    spec.analyzer = analyzer_new(&stemming);
    if (!spec.analyzer)
        return -1;
    read_spec(&spec, SEOGO_SOURCE_DIR "/tests/spec/analysis.txt", read_case);
    read_spec(&spec, SEOGO_SOURCE_DIR "/tests/spec/sound.txt", read_sounds);
    spec.digest = digest_endings(spec.digest, spec.analyzer);
    analyzer_free(spec.analyzer);
    shim_stemmer_free(stemmer);
    *state = &spec;
    return 0;
}

static void texts_give_their_tokens(void **state)
{
    const struct spec *spec = *state;

    assert_true(spec->cases >= CASES_MIN);
    assert_int_equal(spec->failed, 0);
}

static void other_tokens_are_another_analyzer(void **state)
{
    const struct spec *spec = *state;

    if (spec->number == FINGERPRINT_ANALYZER && spec->stored == spec->digest)
        return;
    print_error("Tokens or sound keys are not those of FINGERPRINT_ANALYZER %d any more. Where a\n"
                "word gives others than before, raise the number in fingerprint.h; where cases\n"
                "were only added, leave it. Then write at the head of analysis.txt:\n"
                "FINGERPRINT_ANALYZER %d %016" PRIx64 "\n",
                spec->number, FINGERPRINT_ANALYZER, spec->digest);
    fail();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_give_their_tokens),
        cmocka_unit_test(other_tokens_are_another_analyzer),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
