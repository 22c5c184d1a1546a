#include "indexer/format/analysis/endings.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "indexer/format/analysis/endings_table.h"
#include "indexer/format/analysis/hangul.h"

#define SYLLABLES (HANGUL_LAST - HANGUL_FIRST + 1)

/* Sorted by last syllable, then longest first, then outermost first; those
 * that end in syllable s are first[s] to first[s + 1]. */
struct endings {
    struct ending table[ENDINGS_MAX];
    uint16_t first[SYLLABLES + 1];
};

static uint32_t last_syllable(const struct ending *ending)
{
    return ending->text[ending->length - 1];
}

/* Of two endings with the same last syllable. */
static int compare_endings(const struct ending *x, const struct ending *y)
{
    int order;

    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    order = memcmp(x->text, y->text, x->length * sizeof *x->text);
    if (order)
        return order;
    return x->slot > y->slot ? -1 : x->slot < y->slot;
}

/* Puts ending into its place among those before end, down to begin. */
static void insert(struct ending *table, size_t begin, size_t end, const struct ending *ending)
{
    size_t at = end;

    while (at > begin && compare_endings(ending, &table[at - 1]) < 0)
        at--;
    memmove(&table[at + 1], &table[at], (end - at) * sizeof *table);
    table[at] = *ending;
}

/* Every program that analyzes pays for this when it starts, so that the last
 * syllable is sorted by counting. */
struct endings *endings_new(void)
{
    struct endings *e = calloc(1, sizeof *e);
    struct ending *unsorted = malloc(ENDINGS_MAX * sizeof *unsorted);
    uint16_t *used = calloc(SYLLABLES, sizeof *used);
    size_t count = 0;

    if (e && unsorted && used) {
        count = endings_table(unsorted);
        for (size_t i = 0; i < count; i++)
            e->first[last_syllable(&unsorted[i]) - HANGUL_FIRST + 1]++;
        for (size_t s = 0; s < SYLLABLES; s++)
            e->first[s + 1] = (uint16_t)(e->first[s] + e->first[s + 1]);
        for (size_t i = 0; i < count; i++) {
            size_t s = last_syllable(&unsorted[i]) - HANGUL_FIRST;

            insert(e->table, e->first[s], (size_t)e->first[s] + used[s]++, &unsorted[i]);
        }
    } else {
        free(e);
        e = NULL;
    }
    free(unsorted);
    free(used);
    return e;
}

void endings_free(struct endings *endings)
{
    free(endings);
}

static bool allowed(enum before before, const uint32_t *word, size_t rest)
{
    uint32_t final;

    if (before == ANY || rest == 0) /* behind Latin letters anything goes */
        return before != SSANGSIOT;
    final = hangul_final(word[rest - 1]);
    switch (before) {
    case VOWEL:
        return final == FINAL_NONE;
    case CONSONANT:
        return final != FINAL_NONE;
    case VOWEL_OR_RIEUL: /* 값으로 is not 값으 + 로 */
        return (final == FINAL_NONE && word[rest - 1] != U'으') || final == FINAL_RIEUL;
    case CONSONANT_NOT_RIEUL:
        return final != FINAL_NONE && final != FINAL_RIEUL;
    case SSANGSIOT:
        return final == FINAL_SSANGSIOT;
    default:
        return true;
    }
}

static bool ends_with(const uint32_t *word, size_t length, const struct ending *ending)
{
    const uint32_t *end;

    if (length < ending->length)
        return false;
    end = word + length - ending->length;
    for (size_t i = 0; i < ending->length; i++)
        if (end[i] != ending->text[i])
            return false;
    return true;
}

/* The longest ending of word that may stand in a slot below outermost, or at
 * it where it is INNER; NULL for none. */
static const struct ending *find(const struct endings *e, const uint32_t *word, size_t length,
                                 size_t shortest, int outermost)
{
    uint32_t last = word[length - 1] - HANGUL_FIRST;

    for (size_t i = e->first[last]; i < e->first[last + 1]; i++) {
        const struct ending *ending = &e->table[i];

        if (!ends_with(word, length, ending))
            continue;
        if (ending->slot == KEPT) /* longest first: what follows would cut into it */
            return NULL;
        if ((int)ending->slot > outermost || ((int)ending->slot == outermost && outermost != INNER))
            continue;
        if (length >= ending->length + shortest &&
            allowed(ending->before, word, length - ending->length))
            return ending;
    }
    return NULL;
}

static bool is_doubtful(uint32_t syllable)
{
    /* Endings of one syllable that are as often part of a noun. */
    static const char32_t DOUBTFUL[] = U"이가의과와로에만고게인나";

    for (size_t i = 0; DOUBTFUL[i]; i++)
        if (DOUBTFUL[i] == syllable)
            return true;
    return false;
}

/* Josa of one syllable that a word of two may end in; not 한, 할, 해 or 히. */
static bool is_josa(uint32_t syllable)
{
    static const char32_t OUTER_JOSA[] = U"은는이가을를의";

    for (size_t i = 0; OUTER_JOSA[i]; i++)
        if (OUTER_JOSA[i] == syllable)
            return true;
    return false;
}

size_t endings_strip(const struct endings *endings, const uint32_t *word, size_t length,
                     size_t shortest, bool *doubtful)
{
    size_t stem = length;
    int outermost = FINAL + 1;

    while (stem > shortest && stem > 0) {
        const struct ending *ending = find(endings, word, stem, shortest, outermost);

        if (!ending)
            break;
        stem -= ending->length;
        outermost = (int)ending->slot;
    }
    *doubtful = length - stem == 1 && is_doubtful(word[length - 1]);
    return stem;
}

bool endings_leave_syllable(const struct endings *endings, const uint32_t *word, size_t length,
                            bool *doubtful)
{
    static const char32_t SURE[] = U"은는을를";
    const struct ending *ending;

    if (length < 2 || length > 3)
        return false;
    ending = find(endings, word, length, 1, FINAL + 1);
    if (!ending || ending->length != length - 1)
        return false;
    *doubtful = length == 2;
    for (size_t i = 0; SURE[i]; i++)
        if (ending->text[0] == SURE[i])
            *doubtful = false;
    return ending->slot == INNER || (length == 2 && ending->slot == OUTER && is_josa(word[1]));
}
