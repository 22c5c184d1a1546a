#include "indexer/format/analysis/chunk.h"

static void add(struct token_text *text, uint32_t code)
{
    size_t n;

    if (text->full)
        return;
    n = letter_encode(code, text->bytes + text->length);
    text->full = n > TOKEN_BYTES_MAX - text->length;
    if (!text->full)
        text->length += n;
}

void token_text_add_signs(struct token_text *text, const struct chunk *chunk, size_t first,
                          size_t last)
{
    for (size_t i = first; i < last; i++)
        add(text, chunk->letters[i].code);
    text->last = last;
}

void token_text_add_letters(struct token_text *text, const struct chunk *chunk, size_t first,
                            size_t last)
{
    const struct letter *letters = chunk->letters;

    for (size_t i = first; i < last; i++)
        if (letters[i].class != LETTER_SIGN || letters[i].code == '.')
            add(text, letters[i].code);
    text->last = last;
}

void chunk_emit(struct chunk *chunk, const struct token_text *text, uint32_t position,
                unsigned flags)
{
    const struct analysis *analysis = &chunk->analysis;
    struct token token;

    if (text->length == 0 || chunk->stopped)
        return;
    token = (struct token){
        .text = text->bytes,
        .length = text->length,
        .position = position,
        .word = chunk->word,
        .start = chunk->letters[text->first].start,
        .end = chunk->letters[text->last - 1].end,
        .flags = flags,
    };
    chunk->stopped = !analysis->sink(analysis->context, &token);
}

void chunk_emit_letters(struct chunk *chunk, size_t first, size_t last, unsigned flags)
{
    struct token_text text;

    token_text_start(&text, first);
    token_text_add_letters(&text, chunk, first, last);
    chunk_emit(chunk, &text, chunk->position, flags);
}

void chunk_emit_bigrams(struct chunk *chunk, size_t first, size_t last, unsigned flags)
{
    for (size_t i = first; i + 2 <= last; i++)
        chunk_emit_letters(chunk, i, i + 2, flags | TOKEN_BIGRAM);
}

size_t chunk_run_end(const struct chunk *chunk, size_t first)
{
    size_t i = first + 1;

    while (i < chunk->count && chunk->letters[i].class == chunk->letters[first].class)
        i++;
    return i;
}
