#include "indexer/format/terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/buffer.h"
#include "indexer/format/fields.h"

/* Between two authors or two bullets, so that no phrase reaches across. */
#define POSITION_GAP 8
#define POSITION_LIMIT (UINT32_MAX / 2)

/* One token as it was met; text is an offset into the arena. order is the first
 * eight bytes as a number, which tell most terms apart without a look there. */
struct occurrence {
    uint64_t order;
    uint32_t text;
    uint32_t length;
    uint32_t position; /* NO_POSITION for a bigram */
};
#define NO_POSITION UINT32_MAX

struct terms {
    struct analyzer *analyzer;
    struct buffer arena;
    struct occurrence *occurrences;
    size_t count, capacity;
    struct shim_posting *postings;
    size_t posting_capacity;
    uint32_t *positions;
    size_t position_capacity;
    struct shim_value values[5];
    char numbers[4][SHIM_SORTABLE_MAX + 1];
    char date[9];

    const char *prefix;  /* of the field being analyzed */
    uint32_t base, next; /* positions: of this text's first token, behind its last */
};

struct terms *terms_new(struct analyzer *analyzer)
{
    struct terms *t = calloc(1, sizeof *t);

    if (t)
        t->analyzer = analyzer;
    return t;
}

void terms_free(struct terms *terms)
{
    if (!terms)
        return;
    buffer_free(&terms->arena);
    free(terms->occurrences);
    free(terms->postings);
    free(terms->positions);
    free(terms);
}

/* Grows *array to hold count items of size bytes. */
static bool grow(void *array, size_t *capacity, size_t count, size_t size)
{
    void **items = array, *larger;
    size_t wanted = *capacity ? *capacity : 1024;

    if (count <= *capacity)
        return true;
    while (wanted < count) {
        if (wanted > SIZE_MAX / 2 / size)
            return false;
        wanted *= 2;
    }
    larger = realloc(*items, wanted * size);
    if (!larger)
        return false;
    *items = larger;
    *capacity = wanted;
    return true;
}

static uint64_t order_of(const char *text, size_t length)
{
    unsigned char first[sizeof(uint64_t)] = {0};

    memcpy(first, text, length < sizeof first ? length : sizeof first);
    return (uint64_t)first[0] << 56 | (uint64_t)first[1] << 48 | (uint64_t)first[2] << 40 |
           (uint64_t)first[3] << 32 | (uint64_t)first[4] << 24 | (uint64_t)first[5] << 16 |
           (uint64_t)first[6] << 8 | first[7];
}

static bool add_occurrence(struct terms *t, const char *infix, const char *text, size_t length,
                           uint32_t position)
{
    size_t start = t->arena.length;
    struct occurrence *occurrence;

    if (t->count == UINT32_MAX || start > UINT32_MAX - 2 * TOKEN_BYTES_MAX ||
        !grow(&t->occurrences, &t->capacity, t->count + 1, sizeof *t->occurrences) ||
        (*t->prefix && !buffer_add_text(&t->arena, t->prefix)) ||
        (*infix && !buffer_add_text(&t->arena, infix)) || !buffer_add(&t->arena, text, length))
        return false;
    occurrence = &t->occurrences[t->count++];
    occurrence->text = (uint32_t)start;
    occurrence->length = (uint32_t)(t->arena.length - start);
    occurrence->order = order_of(t->arena.data + start, occurrence->length);
    occurrence->position = position;
    return true;
}

static bool take_token(void *context, const struct token *token)
{
    struct terms *t = context;
    uint32_t position = t->base + token->position;

    if (position < t->base || position >= POSITION_LIMIT) /* no paper is that long; do not wrap */
        return false;
    if (position >= t->next)
        t->next = position + 1;
    if (token->flags & TOKEN_BIGRAM)
        return add_occurrence(t, PREFIX_BIGRAM, token->text, token->length, NO_POSITION);
    return add_occurrence(t, "", token->text, token->length, position);
}

static bool add_text(struct terms *t, const char *prefix, unsigned options, const char *text)
{
    t->prefix = prefix;
    t->base = t->next;
    if (!analyzer_run(t->analyzer, &(struct analysis){ANALYZE_INDEX, options, take_token, t}, text,
                      strlen(text)))
        return false;
    t->next += POSITION_GAP;
    return true;
}

static bool add_fields(struct terms *t, const struct paper *paper)
{
    const char *title = field_at(FIELD_TITLE)->prefix, *author = field_at(FIELD_AUTHOR)->prefix;
    const char *summary = field_at(FIELD_SUMMARY)->prefix;

    t->next = 1;
    if (!add_text(t, title, 0, paper->title))
        return false;
    t->next = 1;
    for (size_t i = 0; i < paper->author_count; i++)
        if (!add_text(t, author, ANALYZE_NAMES, paper->authors[i]))
            return false;
    t->next = 1;
    for (size_t i = 0; i < paper->bullet_count; i++)
        if (!add_text(t, summary, 0, paper->summary[i].text))
            return false;
    t->prefix = field_at(FIELD_ID)->prefix;
    return add_occurrence(t, "", paper->id, strnlen(paper->id, TOKEN_BYTES_MAX), NO_POSITION);
}

/* Sorted by term, then by position; the arena is passed for the texts. */
static int compare_occurrences(const void *a, const void *b, void *arena)
{
    const struct occurrence *x = a, *y = b;
    size_t shorter = x->length < y->length ? x->length : y->length;
    int order;

    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    order = memcmp((char *)arena + x->text, (char *)arena + y->text, shorter);
    if (order)
        return order;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static bool same_term(const struct terms *t, const struct occurrence *a, const struct occurrence *b)
{
    return a->order == b->order && a->length == b->length &&
           memcmp(t->arena.data + a->text, t->arena.data + b->text, a->length) == 0;
}

/* Groups the sorted occurrences into postings. */
static bool make_postings(struct terms *t, size_t *count)
{
    size_t used = 0;

    *count = 0;
    if (!grow(&t->positions, &t->position_capacity, t->count, sizeof *t->positions) ||
        !grow(&t->postings, &t->posting_capacity, t->count, sizeof *t->postings))
        return false;
    for (size_t i = 0; i < t->count;) {
        struct shim_posting *posting = &t->postings[(*count)++];
        const struct occurrence *first = &t->occurrences[i];

        *posting = (struct shim_posting){.term = {t->arena.data + first->text, first->length},
                                         .positions = t->positions + used};
        for (; i < t->count && same_term(t, first, &t->occurrences[i]); i++) {
            uint32_t position = t->occurrences[i].position;

            /* Two forms of one word may give one term: it stands there once. */
            if (posting->position_count > 0 && t->positions[used - 1] == position)
                continue;
            posting->frequency++;
            if (position != NO_POSITION) {
                t->positions[used++] = position;
                posting->position_count++;
            }
        }
    }
    return true;
}

static void set_value(struct terms *t, size_t *count, uint32_t slot, const char *data,
                      size_t length)
{
    t->values[(*count)++] = (struct shim_value){slot, {data, length}};
}

static void set_number(struct terms *t, size_t *count, size_t which, uint32_t slot, double number)
{
    size_t length = shim_sortable(number, t->numbers[which]);

    set_value(t, count, slot, t->numbers[which], length);
}

/* In the order of the slots. */
static size_t make_values(struct terms *t, const struct paper *paper)
{
    size_t count = 0;

    if (paper->votes != VOTES_UNKNOWN)
        set_number(t, &count, 0, SLOT_VOTES, (double)paper->votes);
    if (paper->date) {
        uint32_t date = paper->date;

        for (size_t i = 8; i-- > 0; date /= 10)
            t->date[i] = (char)('0' + date % 10);
        set_value(t, &count, SLOT_DATE, t->date, 8);
    }
    set_value(t, &count, SLOT_ID, paper->id, strlen(paper->id));
    set_number(t, &count, 1, SLOT_POPULARITY, popularity_of(paper->votes));
    if (paper->date)
        set_number(t, &count, 2, SLOT_RECENCY, recency_of(paper->date));
    return count;
}

enum status terms_of(struct terms *terms, const struct paper *paper, struct shim_document *document)
{
    size_t count;

    terms->count = 0;
    buffer_clear(&terms->arena);
    if (!add_fields(terms, paper))
        return STATUS_NO_MEMORY;
    qsort_r(terms->occurrences, terms->count, sizeof *terms->occurrences, compare_occurrences,
            terms->arena.data);
    if (!make_postings(terms, &count))
        return STATUS_NO_MEMORY;
    document->postings = terms->postings;
    document->posting_count = count;
    document->values = terms->values;
    document->value_count = make_values(terms, paper);
    return STATUS_OK;
}

double popularity_of(long votes)
{
    const double pivot = 8;

    return votes < 0 ? 0.5 : (double)votes / ((double)votes + pivot);
}

/* Days since 1970-01-01 in the Gregorian calendar; after Howard Hinnant's
 * days_from_civil (chrono-Compatible Low-Level Date Algorithms). */
static long days_of(uint32_t date)
{
    long y = (long)(date / 10000), m = (long)(date / 100 % 100), d = (long)(date % 100);
    long era, year_of_era, day_of_year;

    y -= m <= 2;
    era = (y >= 0 ? y : y - 399) / 400;
    year_of_era = y - era * 400;
    day_of_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

double recency_of(uint32_t date)
{
    const double days_in_year = 365;

    if (date == 0)
        return 0;
    return exp((double)(days_of(date) - days_of(20230101)) / days_in_year);
}
