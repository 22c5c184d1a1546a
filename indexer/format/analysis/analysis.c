#include "indexer/format/analysis/analyzer.h"

#include <stdlib.h>

struct analyzer *analyzer_new(const struct stemming *stemming)
{
    struct analyzer *a = calloc(1, sizeof *a);

    if (!a)
        return NULL;
    a->endings = endings_new();
    if (!a->endings) {
        free(a);
        return NULL;
    }
    if (stemming)
        a->stemming = *stemming;
    return a;
}

void analyzer_free(struct analyzer *analyzer)
{
    if (!analyzer)
        return;
    endings_free(analyzer->endings);
    free(analyzer);
}

void token_text_add(struct token_text *text, uint32_t code)
{
    char encoded[4];
    size_t n = letter_encode(code, encoded);

    if (text->full || n > TOKEN_BYTES_MAX - text->length) {
        text->full = true;
        return;
    }
    for (size_t i = 0; i < n; i++)
        text->bytes[text->length++] = encoded[i];
}

void token_text_add_letters(struct token_text *text, const struct letter *letters, size_t first,
                            size_t last)
{
    for (size_t i = first; i < last; i++)
        if (letters[i].class != LETTER_SIGN || letters[i].code == '.')
            token_text_add(text, letters[i].code);
}

void emit(struct analyzer *a, const struct token_text *text, uint32_t position, size_t first,
          size_t last, unsigned flags)
{
    struct token token = {
        .text = text->bytes,
        .length = text->length,
        .position = position,
        .word = a->word,
        .start = a->letters[first].start,
        .end = a->letters[last - 1].end,
        .flags = flags,
    };

    if (text->length > 0 && !a->stopped)
        a->stopped = !a->sink(a->context, &token);
}

/* A run of lone jamo, or of letters of a script without rules of its own. */
static size_t analyze_plain(struct analyzer *a, size_t first)
{
    uint8_t class = a->letters[first].class;
    struct token_text text;
    size_t end = first + 1;

    token_text_clear(&text);
    while (end < a->count && a->letters[end].class == class)
        end++;
    token_text_add_letters(&text, a->letters, first, end);
    emit(a, &text, a->position, first, end, class == LETTER_JAMO ? TOKEN_JAMO : TOKEN_OTHER);
    a->position++;
    a->word++;
    return end;
}

static void analyze_chunk(struct analyzer *a)
{
    untex(a);
    for (size_t i = 0; i < a->count && !a->stopped;) {
        switch (a->letters[i].class) {
        case LETTER_LATIN:
        case LETTER_DIGIT:
            i = analyze_latin(a, i);
            break;
        case LETTER_HANGUL:
            i = analyze_hangul(a, i);
            break;
        case LETTER_CJK:
            i = analyze_cjk(a, i);
            break;
        case LETTER_JAMO:
        case LETTER_GREEK:
        case LETTER_OTHER:
            i = analyze_plain(a, i);
            break;
        default:
            i++;
        }
    }
    a->count = 0;
}

bool analyze(struct analyzer *a, enum analysis_reason reason, unsigned options, const char *text,
             size_t length, token_sink *sink, void *context)
{
    a->reason = reason;
    a->options = options;
    a->sink = sink;
    a->context = context;
    a->position = a->word = 0;
    a->count = 0;
    a->last = a->stopped = false;
    for (size_t offset = 0; offset < length && !a->stopped;) {
        size_t n = letters_next(text, length, &offset, a->letters + a->count);
        bool space = false;

        for (size_t i = 0; i < n && !space; i++) {
            space = a->letters[a->count].class == LETTER_SPACE;
            a->count += !space;
        }
        if (space || a->count >= CHUNK_MAX)
            analyze_chunk(a);
    }
    a->last = true;
    if (!a->stopped)
        analyze_chunk(a);
    return !a->stopped;
}
