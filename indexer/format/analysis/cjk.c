#include "indexer/format/analysis/cjk.h"

#include "indexer/format/analysis/hanja.h"

/* A longer run is no Korean word. */
#define READ_MAX 8

/* The run as it is read in Hangul, where it is Hanja alone: who asks for 擴散 or
 * for 확산 finds both. One character reads as too many words. */
static void emit_reading(struct chunk *chunk, size_t first, size_t end)
{
    uint32_t syllable = 0;
    struct token_text text;

    if (end - first < 2 || end - first > READ_MAX || chunk_is_unfinished(chunk, end))
        return;
    token_text_start(&text, first);
    for (size_t i = first; i < end; i++) {
        syllable = hanja_reading(syllable, chunk->letters[i].code);
        if (syllable == 0)
            return;
        text.length += letter_encode(syllable, text.bytes + text.length);
    }
    text.last = end;
    chunk_emit(chunk, &text, chunk->position, TOKEN_HANGUL | TOKEN_STEM);
}

size_t cjk_read(struct chunk *chunk, size_t first)
{
    size_t end = chunk_run_end(chunk, first);

    emit_reading(chunk, first, end);
    chunk_emit_letters(chunk, first, end, TOKEN_OTHER);
    if (end - first > 2)
        chunk_emit_bigrams(chunk, first, end, TOKEN_OTHER);
    chunk->position++;
    chunk->word++;
    return end;
}
