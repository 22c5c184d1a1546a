#include "indexer/format/analysis/endings.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/endings_table.h"
#include "indexer/format/analysis/hangul.h"

/* Of all syllables a few hundred end an ending: a table for each would be mostly empty. */
#define BUCKETS 2048u

/* A row as it ends a word: with the light verb that it stands behind. */
struct ending {
    uint32_t text[ENDING_MAX];
    size_t length; /* syllables, at least 1 */
    const struct ending_row *row;
};

/* The table is sorted by the bucket of the last syllable, then longest first, then
 * outermost first; those of bucket b are table[first[b]] to table[first[b + 1]]. */
struct endings {
    uint16_t first[BUCKETS + 1];
    struct ending table[];
};

static void add_form(struct ending *ending, const uint32_t *form)
{
    for (; *form; form++)
        if (hangul_is_compatibility_jamo(*form))
            ending->text[ending->length - 1] =
                hangul_close(ending->text[ending->length - 1], *form);
        else
            ending->text[ending->length++] = *form;
}

static void write_ending(struct ending *out, const uint32_t *verb, const struct ending_row *row)
{
    *out = (struct ending){.row = row};
    add_form(out, verb);
    add_form(out, row->form);
}

/* Writes every ending, in no order, where out is not NULL; returns their number. */
static size_t write_endings(struct ending *out)
{
    size_t count = 0;

    for (size_t i = 0; i < ENDING_ROW_COUNT; i++) {
        const struct ending_row *row = &ENDING_ROWS[i];
        bool light = row->kind == LIGHT_STEM || row->kind == LIGHT_INFINITIVE;

        if (row->slot == NONE && row->kind != NOUN)
            continue;
        for (size_t v = 0; v < (light ? LIGHT_VERB_COUNT : 1); v++, count++)
            if (out)
                write_ending(&out[count],
                             row->kind == LIGHT_STEM         ? LIGHT_VERBS[v].stem
                             : row->kind == LIGHT_INFINITIVE ? LIGHT_VERBS[v].infinitive
                                                             : U"",
                             row);
    }
    return count;
}

static size_t bucket_of(uint32_t last_syllable)
{
    return last_syllable % BUCKETS;
}

static size_t bucket_of_ending(const struct ending *ending)
{
    return bucket_of(ending->text[ending->length - 1]);
}

/* Of two endings of one bucket. */
static int compare_endings(const struct ending *x, const struct ending *y)
{
    int order;

    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    if (x->text[0] != y->text[0])
        return x->text[0] < y->text[0] ? -1 : 1;
    order = memcmp(x->text, y->text, x->length * sizeof *x->text);
    if (order)
        return order;
    return x->row->slot > y->row->slot ? -1 : x->row->slot < y->row->slot;
}

/* Puts ending into its place among those before end, down to begin. */
static void insert(struct ending *table, size_t begin, size_t end, const struct ending *ending)
{
    size_t at = end;

    while (at > begin && compare_endings(ending, &table[at - 1]) < 0)
        at--;
    if (at < end)
        memmove(&table[at + 1], &table[at], (end - at) * sizeof *table);
    table[at] = *ending;
}

/* Every program that analyzes pays for this when it starts, so rows are brought to their
 * buckets by counting, and put in order within them. */
struct endings *endings_new(void)
{
    size_t count = write_endings(NULL);
    struct endings *e = calloc(1, sizeof *e + count * sizeof *e->table);
    struct ending *unsorted = malloc(count * sizeof *unsorted);
    uint16_t *used = calloc(BUCKETS, sizeof *used);

    if (e && unsorted && used) {
        write_endings(unsorted);
        for (size_t i = 0; i < count; i++)
            e->first[bucket_of_ending(&unsorted[i]) + 1]++;
        for (size_t s = 0; s < BUCKETS; s++)
            e->first[s + 1] = (uint16_t)(e->first[s] + e->first[s + 1]);
        for (size_t i = 0; i < count; i++) {
            size_t s = bucket_of_ending(&unsorted[i]);

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

/* May the ending stand behind the first rest syllables of word? */
static bool fits(enum ending_before before, const uint32_t *word, size_t rest)
{
    uint32_t batchim;

    if (before == ANY || rest == 0) /* behind Latin letters anything goes */
        return before != SSANGSIOT;
    batchim = hangul_batchim(word[rest - 1]);
    switch (before) {
    case VOWEL:
        return batchim == BATCHIM_NONE;
    case CONSONANT:
        return batchim != BATCHIM_NONE;
    case VOWEL_OR_RIEUL: /* 값으로 is not 값으 + 로 */
        return (batchim == BATCHIM_NONE && word[rest - 1] != U'으') || batchim == BATCHIM_RIEUL;
    case CONSONANT_NOT_RIEUL:
        return batchim != BATCHIM_NONE && batchim != BATCHIM_RIEUL;
    case SSANGSIOT:
        return batchim == BATCHIM_SSANGSIOT;
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

/* The longest ending of word that may stand further in than outermost, or in the
 * same slot where it is INNER; NULL for none. */
static const struct ending *find(const struct endings *e, const uint32_t *word, size_t length,
                                 size_t shortest, enum ending_slot outermost)
{
    const size_t bucket = bucket_of(word[length - 1]);

    for (size_t i = e->first[bucket]; i < e->first[bucket + 1]; i++) {
        const struct ending *ending = &e->table[i];
        enum ending_slot slot;

        if (!ends_with(word, length, ending))
            continue;
        slot = ending->row->slot;
        if (ending->row->kind == NOUN) /* longest first: what follows would cut into it */
            return NULL;
        if (slot > outermost || (slot == outermost && slot != INNER))
            continue;
        if (length >= ending->length + shortest &&
            fits(ending->row->before, word, length - ending->length))
            return ending;
    }
    return NULL;
}

size_t endings_strip(const struct endings *endings, const uint32_t *word, size_t length,
                     size_t shortest, bool *doubtful)
{
    enum ending_slot outermost = OUTSIDE;
    unsigned flags = 0;
    size_t stem = length;

    while (stem > shortest && stem > 0) {
        const struct ending *ending = find(endings, word, stem, shortest, outermost);

        if (!ending)
            break;
        stem -= ending->length;
        outermost = ending->row->slot;
        flags = ending->row->flags;
    }
    *doubtful = length - stem == 1 && (flags & NOUN_LIKE);
    return stem;
}

bool endings_leave_syllable(const struct endings *endings, const uint32_t *word, size_t length,
                            bool *doubtful)
{
    const struct ending *ending;

    if (length < 2)
        return false;
    ending = find(endings, word, length, 1, OUTSIDE);
    if (!ending || ending->length != length - 1)
        return false;
    *doubtful = ending->row->flags & PERHAPS_AFTER_ONE;
    return ending->row->flags & (AFTER_ONE | PERHAPS_AFTER_ONE);
}

bool endings_may_come_off(uint32_t syllable)
{
    for (size_t i = 0; i < ENDING_ROW_COUNT; i++)
        if (ENDING_ROWS[i].form[0] == syllable && (ENDING_ROWS[i].flags & TRIED_OFF))
            return true;
    return false;
}
