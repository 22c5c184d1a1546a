#include "indexer/format/analysis/analysis.h"

#include <stdlib.h>

#include "indexer/format/analysis/chunk.h"
#include "indexer/format/analysis/cjk.h"
#include "indexer/format/analysis/eojeol.h"
#include "indexer/format/analysis/latin.h"
#include "indexer/format/analysis/memory.h"
#include "indexer/format/analysis/number.h"
#include "indexer/format/analysis/tex.h"

struct analyzer {
    struct endings *endings;
    struct memory *memory; /* or NULL */
    struct chunk chunk;
};

struct analyzer *analyzer_new(const struct stemming *stemming)
{
    struct analyzer *analyzer = calloc(1, sizeof *analyzer);

    if (!analyzer)
        return NULL;
    analyzer->endings = endings_new();
    if (!analyzer->endings) {
        free(analyzer);
        return NULL;
    }
    analyzer->chunk.endings = analyzer->endings;
    if (stemming)
        analyzer->chunk.stemming = *stemming;
    return analyzer;
}

void analyzer_free(struct analyzer *analyzer)
{
    if (!analyzer)
        return;
    endings_free(analyzer->endings);
    memory_free(analyzer->memory);
    free(analyzer);
}

void analyzer_remember(struct analyzer *analyzer)
{
    if (!analyzer->memory)
        analyzer->memory = memory_new();
}

/* A run of lone jamo, or of letters of a script without rules of its own. */
static size_t read_plain(struct chunk *chunk, size_t first)
{
    bool jamo = chunk->letters[first].class == LETTER_JAMO;
    size_t end = chunk_run_end(chunk, first);

    chunk_emit_letters(chunk, first, end, jamo ? TOKEN_JAMO : TOKEN_OTHER);
    chunk->position++;
    chunk->word++;
    return end;
}

static void read_chunk(struct chunk *chunk)
{
    size_t end;

    if (chunk->tex)
        tex_spell_out(chunk);
    chunk->tex = false;
    for (size_t i = 0; i < chunk->count && !chunk->stopped;) {
        switch (chunk->letters[i].class) {
        case LETTER_DIGIT:
            end = number_read(chunk, i);
            i = end > i ? end : latin_read(chunk, i);
            break;
        case LETTER_LATIN:
            i = latin_read(chunk, i);
            break;
        case LETTER_HANGUL:
            i = eojeol_read(chunk, i);
            break;
        case LETTER_CJK:
            i = cjk_read(chunk, i);
            break;
        case LETTER_JAMO:
        case LETTER_GREEK:
        case LETTER_OTHER:
            i = read_plain(chunk, i);
            break;
        default:
            i++;
        }
    }
    chunk->count = 0;
}

/* Some words are read together with the next one, where a plain space or the end of
 * a line parts them: 7 billion, Llama 3. The space is the letter behind the chunk. */
static bool goes_on(const struct chunk *chunk, const char *text, size_t length, size_t next)
{
    char space = text[chunk->letters[chunk->count].start];

    return chunk->count > 0 && chunk->count <= CHUNK_MAX / 2 && next < length &&
           (space == ' ' || space == '\n') &&
           (number_goes_on(chunk, text[next]) || latin_goes_on(chunk, text + next, length - next));
}

static bool run(struct chunk *chunk, const struct analysis *analysis, const char *text,
                size_t length)
{
    chunk->analysis = *analysis;
    chunk->position = chunk->word = 0;
    chunk->count = 0;
    chunk->last = chunk->stopped = chunk->tex = false;
    for (size_t offset = 0; offset < length && !chunk->stopped;) {
        const struct letter *letter = chunk->letters + chunk->count;
        size_t n = letter_next(text, length, &offset, chunk->letters + chunk->count);
        bool space = false;

        for (size_t i = 0; i < n && !space; i++, letter++) {
            space = letter->class == LETTER_SPACE;
            chunk->count += !space;
            chunk->tex = chunk->tex || tex_needs(letter);
        }
        if (space && goes_on(chunk, text, length, offset))
            chunk->count++; /* the space too */
        else if (space || chunk->count >= CHUNK_MAX)
            read_chunk(chunk);
    }
    chunk->last = true;
    if (!chunk->stopped)
        read_chunk(chunk);
    return !chunk->stopped;
}

bool analyzer_run(struct analyzer *analyzer, const struct analysis *analysis, const char *text,
                  size_t length)
{
    struct memory *memory = analyzer->memory;
    bool whole;

    if (!memory || !analysis_is_stored(analysis))
        return run(&analyzer->chunk, analysis, text, length);
    if (memory_replay(memory, analysis, text, length, &whole))
        return whole;
    const struct analysis kept = memory_begin(memory, analysis, text, length);
    whole = run(&analyzer->chunk, &kept, text, length);
    memory_end(memory, whole);
    return whole;
}
