#include "indexer/format/analysis/eojeol.h"

#include "indexer/format/analysis/endings.h"

/* A stem that stands alone keeps two syllables: 회의 is not 회 + 의. */
#define STEM_MIN 2

/* What may stand between a word and its josa: "모델"은, (VLM)을, `x`의. */
static bool may_close(uint32_t code)
{
    switch (code) {
    case ')':
    case ']':
    case '}':
    case '>':
    case '"':
    case '\'':
    case '`':
    case '$':
    case '*':
    case '+':
    case '#':
    case '%':
    case 0x2019: /* ’ */
    case 0x201D: /* ” */
    case 0x300B: /* 》 */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
        return true;
    default:
        return false;
    }
}

/* Is there a word right before the run, as in LLM의 or "모델"은? A quote that
 * only opens is no word. */
static bool may_carry_josa(const struct chunk *chunk, size_t first)
{
    size_t i = first;

    while (i > 0 && chunk->letters[i - 1].class == LETTER_SIGN &&
           may_close(chunk->letters[i - 1].code))
        i--;
    return i > 0 && chunk->letters[i - 1].class != LETTER_SIGN &&
           chunk->letters[i - 1].class != LETTER_JAMO;
}

size_t eojeol_read(struct chunk *chunk, size_t first)
{
    size_t end = chunk_run_end(chunk, first), stem = end - first, n = end - first;
    uint32_t codes[CHUNK_MAX + CLUSTER_MAX];
    bool doubtful = false, unfinished;

    for (size_t i = 0; i < n; i++)
        codes[i] = chunk->letters[first + i].code;
    if (may_carry_josa(chunk, first) && endings_strip(chunk->endings, codes, n, 0, &doubtful) == 0)
        return end;
    unfinished = chunk_is_unfinished(chunk, end);
    doubtful = false;
    if (!unfinished)
        stem = endings_strip(chunk->endings, codes, n, STEM_MIN, &doubtful);

    chunk_emit_letters(chunk, first, first + stem, TOKEN_HANGUL | (stem < n ? TOKEN_STEM : 0));
    if (doubtful && chunk->analysis.reason == ANALYZE_QUERY)
        chunk_emit_letters(chunk, first, end, TOKEN_HANGUL | TOKEN_SURFACE);
    if (stem > 2)
        chunk_emit_bigrams(chunk, first, first + stem, TOKEN_HANGUL);
    if (!unfinished && stem == n && endings_leave_syllable(chunk->endings, codes, n, &doubtful) &&
        !(doubtful && chunk->analysis.reason == ANALYZE_QUERY))
        chunk_emit_letters(chunk, first, first + 1, TOKEN_HANGUL | TOKEN_STEM | TOKEN_SYLLABLE);
    chunk->position++;
    chunk->word++;
    return end;
}
