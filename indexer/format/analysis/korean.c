/* Hangul words: stem, bigrams of a longer stem, one-syllable stems; and Han
 * and kana, which are written without spaces, as overlapping bigrams. */
#include "indexer/format/analysis/analyzer.h"

#include "indexer/format/analysis/hangul.h"

/* A stem that stands alone keeps two syllables: 회의 is not 회 + 의. */
#define STEM_MIN 2

static void emit_letters(struct analyzer *a, size_t first, size_t last, unsigned flags)
{
    struct token_text text;

    token_text_clear(&text);
    token_text_add_letters(&text, a->letters, first, last);
    emit(a, &text, a->position, first, last, flags);
}

static void emit_bigrams(struct analyzer *a, size_t first, size_t last, unsigned flags)
{
    for (size_t i = first; i + 2 <= last; i++)
        emit_letters(a, i, i + 2, flags | TOKEN_BIGRAM);
}

/* What may stand between a word and its josa: "모델"은, (VLM)을, `x`의. */
static bool closes(uint32_t code)
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
static bool may_carry_josa(const struct analyzer *a, size_t first)
{
    size_t i = first;

    while (i > 0 && a->letters[i - 1].class == LETTER_SIGN && closes(a->letters[i - 1].code))
        i--;
    return i > 0 && a->letters[i - 1].class != LETTER_SIGN &&
           a->letters[i - 1].class != LETTER_JAMO;
}

static size_t run_end(const struct analyzer *a, size_t first, enum letter_class class)
{
    size_t i = first + 1;

    while (i < a->count && a->letters[i].class == class)
        i++;
    return i;
}

size_t analyze_hangul(struct analyzer *a, size_t first)
{
    size_t end = run_end(a, first, LETTER_HANGUL), stem = end - first, n = end - first;
    uint32_t codes[CHUNK_MAX + CLUSTER_MAX];
    bool doubtful = false, unfinished;

    for (size_t i = 0; i < n; i++)
        codes[i] = a->letters[first + i].code;
    if (may_carry_josa(a, first) && endings_strip(a->endings, codes, n, 0, &doubtful) == 0)
        return end;
    unfinished = is_unfinished(a, end);
    doubtful = false;
    if (!unfinished)
        stem = endings_strip(a->endings, codes, n, STEM_MIN, &doubtful);

    emit_letters(a, first, first + stem, TOKEN_HANGUL | (stem < n ? TOKEN_STEM : 0));
    if (doubtful && a->reason == ANALYZE_QUERY)
        emit_letters(a, first, end, TOKEN_HANGUL | TOKEN_SURFACE);
    if (stem > 2)
        emit_bigrams(a, first, first + stem, TOKEN_HANGUL);
    if (!unfinished && stem == n && endings_leave_syllable(a->endings, codes, n, &doubtful) &&
        !(doubtful && a->reason == ANALYZE_QUERY))
        emit_letters(a, first, first + 1, TOKEN_HANGUL | TOKEN_STEM | TOKEN_SYLLABLE);
    a->position++;
    a->word++;
    return end;
}

size_t analyze_cjk(struct analyzer *a, size_t first)
{
    size_t end = run_end(a, first, LETTER_CJK);

    emit_letters(a, first, end, TOKEN_OTHER);
    if (end - first > 2)
        emit_bigrams(a, first, end, TOKEN_OTHER);
    a->position++;
    a->word++;
    return end;
}
