/* The letters between two spaces (or more, where words are read together), and what the rules of
 * every script share: they read a run of letters and hand out its tokens. */
#ifndef SEOGO_ANALYSIS_CHUNK_H
#define SEOGO_ANALYSIS_CHUNK_H

#include "indexer/format/analysis/endings.h"
#include "indexer/format/analysis/letter.h"
#include "indexer/format/analysis/token.h"

/* Longer chunks are cut here, for writer and reader alike. */
#define CHUNK_MAX 1024

struct chunk {
    struct letter letters[CHUNK_MAX + CLUSTER_MAX];
    size_t count;
    bool last; /* it ends the text */
    bool tex;  /* it may hold what tex_spell_out() looks for */

    /* of the text */
    struct analysis analysis;
    uint32_t position, word; /* of the next token */
    bool stopped;            /* the sink wants no more */

    /* lent by the analyzer */
    struct stemming stemming;
    const struct endings *endings;
};

/* A token's normalized text while it is put together, and the letters of the
 * chunk, first to last, that it came from. */
struct token_text {
    char bytes[TOKEN_BYTES_MAX + LETTER_BYTES_MAX]; /* with room for the one that is too long */
    size_t length;
    size_t first, last;
    bool full;
};

/* A text of no letter yet: the next ones start at first. */
static inline void token_text_start(struct token_text *text, size_t first)
{
    text->length = 0;
    text->first = text->last = first;
    text->full = false;
}

/* Adds letters [first, last), signs too; a letter that does not fit any more cuts
 * the token. */
void token_text_add_signs(struct token_text *text, const struct chunk *chunk, size_t first,
                          size_t last);
/* The same without signs other than the dot, which stands inside a number. */
void token_text_add_letters(struct token_text *text, const struct chunk *chunk, size_t first,
                            size_t last);

/* Hands a token to the sink, unless its text is empty. */
void chunk_emit(struct chunk *chunk, const struct token_text *text, uint32_t position,
                unsigned flags);
/* Letters [first, last) as one token at the chunk's position. */
void chunk_emit_letters(struct chunk *chunk, size_t first, size_t last, unsigned flags);
/* Each two neighbours of them. */
void chunk_emit_bigrams(struct chunk *chunk, size_t first, size_t last, unsigned flags);

/* Where the letters of one class end that start at first. */
size_t chunk_run_end(const struct chunk *chunk, size_t first);

/* True for the run before letter end where it is still being typed. */
static inline bool chunk_is_unfinished(const struct chunk *chunk, size_t end)
{
    return chunk->analysis.reason == ANALYZE_PREFIX && chunk->last && end == chunk->count;
}

/* True where the tokens are those of the index, which also holds what a query need
 * not ask for. */
static inline bool chunk_is_stored(const struct chunk *chunk)
{
    return analysis_is_stored(&chunk->analysis);
}

#endif
