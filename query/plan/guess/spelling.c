#include "query/plan/guess/spelling.h"

#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "indexer/format/analysis/keyboard.h"
#include "query/plan/guess/memory.h"
#include "query/plan/rank/ranking.h"

/* Syllables of a word in which more than one slip makes another word. */
#define SHORT_SYLLABLES 3

size_t spelling_keys(const char *word, size_t length, char out[SPELLING_KEYS_MAX])
{
    if (length == 0 || (unsigned char)word[0] >= 0x80)
        return keyboard_latin(word, length, out, SPELLING_KEYS_MAX);
    if (length > SPELLING_KEYS_MAX)
        return 0;
    memcpy(out, word, length);
    return length;
}

size_t spelling_most(size_t keys)
{
    return keys < 4 ? 0 : keys < 9 ? 1 : 2;
}

/* One bit for each key that occurs. */
static uint64_t keys_mask(const char *keys, size_t n)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < n; i++)
        mask |= (uint64_t)1 << (keys[i] & 63);
    return mask;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t spelling_distance(const char *a, size_t a_length, const char *b, size_t b_length,
                         size_t most)
{
    size_t rows[3][SPELLING_KEYS_MAX + 1];
    size_t longer = a_length > b_length ? a_length - b_length : b_length - a_length;

    /* An edit changes two kinds of keys at most. */
    if (longer > most ||
        (size_t)__builtin_popcountll(keys_mask(a, a_length) ^ keys_mask(b, b_length)) > 2 * most)
        return most + 1;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        size_t smallest = now[0] = i;

        for (size_t j = 1; j <= b_length; j++) {
            bool same = a[i - 1] == b[j - 1];

            now[j] = least(before[j - 1] + !same, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], earlier[j - 2] + 1);
            smallest = least(smallest, now[j]);
        }
        if (smallest > most)
            return most + 1;
    }
    return least(rows[a_length % 3][b_length], most + 1);
}

/* What was typed, as keys. */
struct typed_keys {
    char keys[SPELLING_KEYS_MAX];
    size_t count, edits; /* at most so many were slips */
    bool hangul;
    bool likely; /* only the slips that people make often */
};

/* Whether two keys are one, shifted or not (ㅆ for ㅅ), or vowels that are taken for
 * each other: ㅐ and ㅔ, ㅓ and ㅕ, ㅏ and ㅑ, ㅗ and ㅛ, ㅜ and ㅠ, ㅜ and ㅡ. */
static bool is_likely(char a, char b)
{
    static const char PAIRS[][3] = {"op", "ju", "ki", "hy", "nb", "nm"};

    a |= 0x20; /* lower case */
    b |= 0x20;
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        if ((a == PAIRS[i][0] && b == PAIRS[i][1]) || (b == PAIRS[i][0] && a == PAIRS[i][1]))
            return true;
    return a == b;
}

/* Whether words one edit apart differ by a likely key, or by two that changed places. */
static bool differ_likely(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i])
            return is_likely(a[i], b[i]) ||
                   (i + 1 < length && a[i] == b[i + 1] && a[i + 1] == b[i]);
    return false;
}

/* The words of one vocabulary bucket that are few enough edits away. */
static enum status find_spellings(const struct lookup *l, const struct typed_keys *typed,
                                  size_t letters, struct guesses *out)
{
    char other[SPELLING_KEYS_MAX];
    struct shim_bytes value;
    struct lexical_entry entry;
    size_t offset = 0;
    enum status status = guess_vocabulary(l, typed->hangul, letters, &value);

    while (status == STATUS_OK && lexical_next(value.data, value.length, &offset, &entry)) {
        size_t n = spelling_keys(entry.text, entry.length, other);
        size_t edits = n ? spelling_distance(typed->keys, typed->count, other, n, typed->edits)
                         : typed->edits + 1;
        struct guess one;

        if (edits == 0 || edits > typed->edits ||
            (typed->likely && (n != typed->count || !differ_likely(typed->keys, other, n))))
            continue;
        one.similarity = 1 - (double)edits / 4;
        /* Of words as many edits away the one that more papers hold. */
        one.score = -(double)edits - 1 / (2.0 + entry.number);
        if (!guesses_keep(out, &l->planner->arena, (struct shim_bytes){entry.text, entry.length},
                          one))
            return error_no_memory(l->error);
    }
    return status;
}

/* The words of text's script that differ from it by slips. */
static enum status find_slips(const struct lookup *l, const char *text, struct guesses *out)
{
    struct typed_keys typed = {.hangul = (unsigned char)text[0] >= 0x80};
    size_t letters, reach;
    enum status status = STATUS_OK;

    typed.count = spelling_keys(text, strlen(text), typed.keys);
    typed.edits = spelling_most(typed.count);
    if (typed.edits == 0)
        return STATUS_OK;
    letters = typed.hangul ? strlen(text) / HANGUL_BYTES : typed.count;
    if (typed.hangul && letters <= SHORT_SYLLABLES)
        typed.edits = 1;
    typed.likely = typed.hangul && letters < SHORT_SYLLABLES;
    reach = typed.hangul ? 0 : typed.edits; /* a slip adds or takes no whole syllable */
    for (size_t n = letters - reach; n <= letters + reach && status == STATUS_OK; n++)
        status = find_spellings(l, &typed, n, out);
    return status;
}

enum status guess_spelling(const struct lookup *l, struct word *word, const char *text,
                           const char **nearest)
{
    const struct ranking *r = l->planner->ranking;
    struct guesses best = {.count = 0};
    enum status status;

    *nearest = NULL;
    if (l->planner->literal || l->planner->pasted || r->spelling <= 0)
        return STATUS_OK;
    status = guesses_once(l, GUESSED_SPELLING, text, find_slips, &best);
    for (size_t i = 0; i < best.count && i < r->spelling_most && status == STATUS_OK; i++) {
        double weight = r->spelling * best.items[i].similarity;
        const char *stem;

        status =
            guess_add(l, word,
                      (struct alternative){
                          .match = MATCH_SPELLING, .weight = weight, .label = best.items[i].text},
                      &stem);
        if (!*nearest && stem)
            *nearest = best.items[i].text;
    }
    return status;
}
