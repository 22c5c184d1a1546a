#include "indexer/format/analysis/cjk.h"

size_t cjk_read(struct chunk *chunk, size_t first)
{
    size_t end = chunk_run_end(chunk, first);

    chunk_emit_letters(chunk, first, end, TOKEN_OTHER);
    if (end - first > 2)
        chunk_emit_bigrams(chunk, first, end, TOKEN_OTHER);
    chunk->position++;
    chunk->word++;
    return end;
}
