#include "indexer/format/terms.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/calendar.h"
#include "shim/base/array.h"
#include "shim/base/buffer.h"
#include "shim/base/hash.h"
#include "indexer/format/fields.h"
#include "indexer/format/keys.h"
#include "shim/base/system.h"

/* Between two authors or two bullets, so that no phrase reaches across. */
#define POSITION_GAP 8
#define POSITION_LIMIT (UINT32_MAX / 2)
#define DAY_DIGITS 8

/* One token as it was met; text is an offset into the arena. */
struct occurrence {
    uint32_t hash;
    uint32_t text;
    uint32_t length;
    uint32_t position; /* or one of these */
    uint32_t posting;  /* its number, once there is one */
};
#define NO_POSITION UINT32_MAX     /* a bigram, or what stands for all of a text */
#define NO_WEIGHT (UINT32_MAX - 1) /* neither weighs nor adds to the length */

struct terms {
    struct analyzer *analyzer;
    struct buffer arena;
    struct occurrence *occurrences;
    size_t count, capacity;
    struct shim_posting *postings;
    size_t posting_capacity;
    uint32_t *slots; /* of a hash table: an occurrence's number, from 1 on */
    size_t slot_capacity;
    uint32_t *positions;
    size_t position_capacity;
    struct shim_value *values; /* one a slot at most */
    size_t value_count, value_capacity;
    struct buffer value_bytes; /* of days and numbers */
    struct buffer joined;      /* of values that are lists of texts */

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
    free(terms->slots);
    free(terms->positions);
    free(terms->values);
    buffer_free(&terms->value_bytes);
    buffer_free(&terms->joined);
    free(terms);
}

static bool add_occurrence(struct terms *t, const char *infix, const char *text, size_t length,
                           uint32_t position)
{
    size_t start = t->arena.length;
    struct occurrence *occurrence;

    if (t->count == UINT32_MAX || start > UINT32_MAX - 2 * TOKEN_BYTES_MAX ||
        !array_reserve(&t->occurrences, &t->capacity, t->count + 1, sizeof *t->occurrences) ||
        (*t->prefix && !buffer_add_text(&t->arena, t->prefix)) ||
        (*infix && !buffer_add_text(&t->arena, infix)) || !buffer_add(&t->arena, text, length))
        return false;
    occurrence = &t->occurrences[t->count++];
    occurrence->text = (uint32_t)start;
    occurrence->length = (uint32_t)(t->arena.length - start);
    occurrence->hash = hash_bytes(t->arena.data + start, occurrence->length);
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

/* One term, which stands nowhere in the text. */
static bool add_whole(struct terms *t, const struct field *field, const char *value)
{
    struct buffer term = BUFFER_INIT;
    bool added = field_add_term(field, value, strlen(value), &term);

    t->prefix = "";
    /* A pasted address lifts the papers that link there, so it weighs. */
    added = added &&
            add_occurrence(t, "", term.data, term.length, field->address ? NO_POSITION : NO_WEIGHT);
    buffer_free(&term);
    return added;
}

static bool add_value_of(struct terms *t, const struct field *field, const char *text)
{
    switch (field->type) {
    case FIELD_TEXT:
        return add_text(t, field->prefix, field->people ? ANALYZE_NAMES : 0, text);
    case FIELD_TERM:
        return add_whole(t, field, text);
    case FIELD_PAPER:
        t->prefix = field->prefix;
        return add_occurrence(t, "", text, strnlen(text, TOKEN_BYTES_MAX), NO_POSITION);
    case FIELD_LIKE:
    case FIELD_DAY:
    case FIELD_NUMBER:
    case FIELD_NEWS:
    case FIELD_SAVED:
        break;
    }
    return true;
}

static bool add_fields(struct terms *t, const struct paper *paper)
{
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++) {
        const struct field *field = field_at((enum field_id)i);
        const char *text;

        t->next = 1;
        for (size_t n = 0; (text = paper_text(paper, field_id(field), n)) != NULL; n++)
            if (!add_value_of(t, field, text))
                return false;
    }
    return true;
}

static bool add_key(struct terms *t, enum key_kind kind, const struct shim_bytes *texts,
                    size_t count)
{
    char key[KEY_MAX];
    size_t length = key_of(kind, texts, count, key);

    return length == 0 ||
           add_occurrence(t, "", key, length, key_weightless(kind) ? NO_WEIGHT : NO_POSITION);
}

/* Names beyond these are no person's. */
#define AUTHOR_NAMES_MAX 8

static bool add_author_keys(struct terms *t, const char *author)
{
    struct shim_bytes names[AUTHOR_NAMES_MAX];
    size_t count = key_words(author, strlen(author), names, AUTHOR_NAMES_MAX);

    if (count == 0 || count > AUTHOR_NAMES_MAX)
        return true;
    return add_key(t, KEY_AUTHOR, names, count) &&
           (count == 1 ||
            add_key(t, KEY_INITIAL,
                    (const struct shim_bytes[]){key_initial(names[0]), names[count - 1]}, 2));
}

/* The month of a date, whatever its day, where it has one. */
static bool add_month_key(struct terms *t, uint32_t date)
{
    char month[16];
    int length = snprintf(month, sizeof month, "%06" PRIu32, date / 100);

    return date / 100 % 100 == 0 ||
           add_key(t, KEY_MONTH, &(const struct shim_bytes){month, (size_t)length}, 1);
}

static bool add_keys(struct terms *t, const struct paper *paper)
{
    const struct shim_bytes title = {paper->title, strlen(paper->title)};
    const struct shim_bytes name = {paper->title, key_name_length(paper->title)};

    t->prefix = "";
    if (!add_key(t, KEY_TITLE, &title, 1) || !add_key(t, KEY_NAME, &name, 1) ||
        !add_month_key(t, paper->date))
        return false;
    for (size_t i = 0; i < paper->author_count; i++)
        if (!add_author_keys(t, paper->authors[i]))
            return false;
    return true;
}

static bool same_term(const struct terms *t, const struct occurrence *a, const struct occurrence *b)
{
    return a->hash == b->hash && a->length == b->length &&
           memcmp(t->arena.data + a->text, t->arena.data + b->text, a->length) == 0;
}

/* Gives each occurrence the number of its term's posting, counts the postings, and in each
 * how many positions it may have. */
static void number_postings(struct terms *t, size_t slot_count, size_t *count)
{
    memset(t->slots, 0, slot_count * sizeof *t->slots);
    for (size_t i = 0; i < t->count; i++) {
        struct occurrence *one = &t->occurrences[i];
        size_t at = one->hash & (slot_count - 1);
        while (t->slots[at] && !same_term(t, one, &t->occurrences[t->slots[at] - 1]))
            at = (at + 1) & (slot_count - 1);
        if (t->slots[at]) {
            one->posting = t->occurrences[t->slots[at] - 1].posting;
        } else {
            t->slots[at] = (uint32_t)i + 1;
            one->posting = (uint32_t)(*count)++;
            t->postings[one->posting] =
                (struct shim_posting){.term = {t->arena.data + one->text, one->length}};
        }
        t->postings[one->posting].position_count += one->position < NO_WEIGHT;
    }
}

static int by_number(const void *a, const void *b, void *context)
{
    const uint32_t *x = a, *y = b;
    (void)context;
    return *x < *y ? -1 : *x > *y;
}

/* Two forms of one word may give one term: it stands there once. */
static size_t make_distinct(uint32_t *positions, size_t count)
{
    size_t kept = 0, at = 1;
    while (at < count && positions[at - 1] < positions[at])
        at++;
    if (at < count)
        system_sort(positions, count, sizeof *positions, by_number, NULL);
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || positions[kept - 1] != positions[i])
            positions[kept++] = positions[i];
    return kept;
}

static uint32_t *positions_of(struct terms *t, const struct shim_posting *posting)
{
    return t->positions + (posting->positions - t->positions);
}

/* Groups the occurrences into postings. */
static bool make_postings(struct terms *t, size_t *count)
{
    size_t slot_count = 64, used = 0;
    *count = 0;
    while (slot_count < 2 * t->count)
        slot_count *= 2;
    if (!array_reserve(&t->positions, &t->position_capacity, t->count, sizeof *t->positions) ||
        !array_reserve(&t->postings, &t->posting_capacity, t->count, sizeof *t->postings) ||
        !array_reserve(&t->slots, &t->slot_capacity, slot_count, sizeof *t->slots))
        return false;
    number_postings(t, slot_count, count);
    for (size_t i = 0; i < *count; i++) {
        t->postings[i].positions = t->positions + used;
        used += t->postings[i].position_count;
        t->postings[i].position_count = 0;
    }
    for (size_t i = 0; i < t->count; i++) {
        struct shim_posting *posting = &t->postings[t->occurrences[i].posting];
        uint32_t position = t->occurrences[i].position;
        if (position < NO_WEIGHT)
            positions_of(t, posting)[posting->position_count++] = position;
        else
            posting->frequency += position == NO_POSITION;
    }
    for (size_t i = 0; i < *count; i++) {
        struct shim_posting *posting = &t->postings[i];

        posting->position_count =
            make_distinct(positions_of(t, posting), posting->position_count);
        posting->frequency += (uint32_t)posting->position_count;
    }
    return true;
}

static bool set_value(struct terms *t, enum slot slot, const char *data, size_t length)
{
    if (!array_reserve(&t->values, &t->value_capacity, t->value_count + 1, sizeof *t->values))
        return false;
    t->values[t->value_count++] = (struct shim_value){slot, {data, length}};
    return true;
}

/* The bytes were reserved: what values point to does not move. */
static bool set_number(struct terms *t, enum slot slot, double number)
{
    char *data = t->value_bytes.data + t->value_bytes.length;
    size_t length = shim_sortable(number, data);

    t->value_bytes.length += length;
    return set_value(t, slot, data, length);
}

static bool set_day(struct terms *t, enum slot slot, uint32_t day)
{
    char *data = t->value_bytes.data + t->value_bytes.length;

    for (size_t i = DAY_DIGITS; i-- > 0; day /= 10)
        data[i] = (char)('0' + day % 10);
    t->value_bytes.length += DAY_DIGITS;
    return set_value(t, slot, data, DAY_DIGITS);
}

/* Appends the texts of a field, a newline between each two, of what will be a value. */
static bool join_texts(struct terms *t, const struct paper *paper, enum field_id field)
{
    const char *text;

    for (size_t n = 0; (text = paper_text(paper, field, n)) != NULL; n++)
        if ((n > 0 && !buffer_add_char(&t->joined, '\n')) || !buffer_add_text(&t->joined, text))
            return false;
    return true;
}

/* What facets count that has more values than one. */
static bool add_lists(struct terms *t, const struct paper *paper)
{
    size_t authors;

    buffer_clear(&t->joined);
    if (!join_texts(t, paper, FIELD_AUTHOR))
        return false;
    authors = t->joined.length;
    if (!join_texts(t, paper, FIELD_SOURCE))
        return false;
    return (authors == 0 || set_value(t, SLOT_AUTHORS, t->joined.data, authors)) &&
           (authors == t->joined.length ||
            set_value(t, SLOT_SOURCES, t->joined.data + authors, t->joined.length - authors));
}

static bool add_values(struct terms *t, const struct paper *paper)
{
    uint32_t number;

    t->value_count = 0;
    buffer_clear(&t->value_bytes);
    if (!buffer_reserve(&t->value_bytes, (field_count() + 2) * (SHIM_SORTABLE_MAX + 1)))
        return false;
    for (size_t i = FIELD_NONE + 1; i < field_count(); i++) {
        const struct field *field = field_at((enum field_id)i);

        if (!field_has_slot(field) || field_stored(field) != field ||
            !paper_number(paper, field_id(field), &number))
            continue;
        if (!(field->type == FIELD_DAY ? set_day(t, field->slot, calendar_first_day(number))
                                       : set_number(t, field->slot, number)))
            return false;
    }
    return add_lists(t, paper) && set_value(t, SLOT_ID, paper->id, strlen(paper->id)) &&
           set_number(t, SLOT_POPULARITY, terms_popularity(paper->votes)) &&
           (paper->date == 0 || set_number(t, SLOT_RECENCY, terms_recency(paper->date)));
}

enum status terms_of(struct terms *terms, const struct paper *paper, struct shim_document *document)
{
    size_t count;

    terms->count = 0;
    buffer_clear(&terms->arena);
    if (!add_fields(terms, paper) || !add_keys(terms, paper))
        return STATUS_NO_MEMORY;
    if (!make_postings(terms, &count) || !add_values(terms, paper))
        return STATUS_NO_MEMORY;
    document->postings = terms->postings;
    document->posting_count = count;
    document->values = terms->values;
    document->value_count = terms->value_count;
    return STATUS_OK;
}

double terms_popularity(long votes)
{
    const double pivot = 8;

    return votes < 0 ? 0.5 : (double)votes / ((double)votes + pivot);
}

double terms_recency(uint32_t date)
{
    const double days_in_year = 365;

    if (date == 0)
        return 0;
    return exp((double)(calendar_day_number(date) - calendar_day_number(20230101)) / days_in_year);
}
