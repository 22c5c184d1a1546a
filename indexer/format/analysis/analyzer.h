/* The analyzer's inside: the working memory that its files share. */
#ifndef SEOGO_ANALYSIS_ANALYZER_H
#define SEOGO_ANALYSIS_ANALYZER_H

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/analysis/endings.h"
#include "indexer/format/analysis/letter.h"

/* Letters between two spaces that are looked at together; longer runs are cut
 * here, for writer and reader alike. */
#define CHUNK_MAX 1024

struct analyzer {
    struct stemming stemming;
    struct endings *endings;
    struct letter letters[CHUNK_MAX + CLUSTER_MAX];
    size_t count;

    /* of the text being analyzed */
    enum analysis_reason reason;
    unsigned options;
    token_sink *sink;
    void *context;
    uint32_t position, word;
    bool last; /* the chunk ends the text */
    bool stopped;
};

/* A token's normalized text while it is put together. */
struct token_text {
    char bytes[TOKEN_BYTES_MAX];
    size_t length;
    bool full;
};

static inline void token_text_clear(struct token_text *text)
{
    text->length = 0;
    text->full = false;
}

/* Adds the letter; a letter that does not fit any more cuts the token. */
void token_text_add(struct token_text *text, uint32_t code);
/* Adds letters [first, last) that are letters or digits, or dots inside a number. */
void token_text_add_letters(struct token_text *text, const struct letter *letters, size_t first,
                            size_t last);

/* Hands the token to the sink; first and last are the letters it came from. */
void emit(struct analyzer *a, const struct token_text *text, uint32_t position, size_t first,
          size_t last, unsigned flags);

/* True for the run before letter end where it is still being typed. */
static inline bool is_unfinished(const struct analyzer *a, size_t end)
{
    return a->reason == ANALYZE_PREFIX && a->last && end == a->count;
}

/* Takes TeX out of the chunk: formatting commands, $ ^ { }, Greek letters and
 * symbols by their names (see tex.c). */
void untex(struct analyzer *a);

/* Each analyzes the run that starts at letter first, advances a->position and
 * a->word, and returns where it ends. */
size_t analyze_latin(struct analyzer *a, size_t first);
size_t analyze_hangul(struct analyzer *a, size_t first);
size_t analyze_cjk(struct analyzer *a, size_t first);

#endif
