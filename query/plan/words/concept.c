#include "query/plan/words/concept.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "indexer/format/concept.h"
#include "query/plan/guess/guess.h"
#include "query/plan/rank/ranking.h"

/* Neighbours that are looked up together, at most. */
#define WORDS_MAX 4
/* Of one word; the thesaurus has no more. */
#define SENSES_MAX 2

static const bool FIELDS[TEXT_FIELDS] = {true, true, false};

/* The concepts of a word. */
struct senses {
    char numbers[SENSES_MAX][CONCEPT_BUCKET_MAX];
    size_t count;
};

/* The other words of the concepts, as they will be added. */
struct others {
    const struct lookup *l;
    const char *typed; /* the word's row */
    struct alternative items[ALTERNATIVES_MAX];
    double rarity[ALTERNATIVES_MAX];
    size_t count;
    double least; /* rarity of the most frequent word of all, INFINITY for none */
};

/* Nothing where one of the words has no row. */
static enum status add_row(struct buffer *out, const struct word *words, size_t n,
                           struct error *error)
{
    for (size_t i = 0; i < n; i++)
        if (!words[i].row)
            return STATUS_OK;
    for (size_t i = 0; i < n; i++)
        if (!concept_add_stem(out, words[i].row, strlen(words[i].row)))
            return error_no_memory(error);
    return STATUS_OK;
}

static enum status find_senses(const struct lookup *l, const char *row, size_t length,
                               struct senses *out)
{
    char bucket[CONCEPT_BUCKET_MAX];
    struct lexical_entry entry;
    struct shim_bytes value;
    size_t offset = 0;
    enum status status;

    out->count = 0;
    concept_bucket(row, length, bucket);
    status = guess_look_up(l, LEXICAL_MEANING, bucket, &value);
    while (status == STATUS_OK && out->count < SENSES_MAX &&
           lexical_next(value.data, value.length, &offset, &entry))
        if (entry.length == length && memcmp(entry.text, row, length) == 0)
            snprintf(out->numbers[out->count++], CONCEPT_BUCKET_MAX, "%u", (unsigned)entry.number);
    return status;
}

/* The stems of a word of the thesaurus as an alternative, its pieces one behind the
 * other; no pieces where the index lacks one. *rarity is that of the rarest. */
static enum status look_up(struct others *o, const struct lexical_entry *entry,
                           struct alternative *out, double *rarity)
{
    struct arena *arena = &o->l->planner->arena;
    char *text = arena_copy(arena, entry->text, entry->length);
    enum status status = STATUS_OK;

    *out = (struct alternative){.match = MATCH_RELATED, .meant = true, .label = text};
    out->pieces = arena_take(arena, CONCEPT_STEMS_MAX * sizeof *out->pieces);
    if (!text || !out->pieces)
        return error_no_memory(o->l->error);
    *rarity = 0;
    while (*text && status == STATUS_OK && out->piece_count < CONCEPT_STEMS_MAX) {
        size_t length = strcspn(text, " ");
        const char *stem = arena_copy(arena, text, length);
        struct piece *piece = &out->pieces[out->piece_count++];

        if (!stem)
            return error_no_memory(o->l->error);
        status = piece_look_up(o->l, stem, NULL, piece);
        if (status == STATUS_OK && piece_documents(piece) == 0) {
            out->piece_count = 0;
            return STATUS_OK;
        }
        *rarity = fmax(*rarity, piece_rarity(o->l->planner, piece));
        text += length + (text[length] == ' ');
    }
    out->adjacent = out->piece_count > 1;
    return status;
}

/* Whether the entry is the word itself, however it is spaced. */
static bool is_typed(const struct others *o, const struct lexical_entry *entry)
{
    const char *typed = o->typed;

    for (size_t i = 0; i < entry->length; i++) {
        if (*typed == ' ')
            typed++;
        if (entry->text[i] == ' ')
            continue;
        if (*typed++ != entry->text[i])
            return false;
    }
    return *typed == '\0';
}

/* Collects the words of one concept, the most frequent ones. */
static enum status collect(struct others *o, const char *number, double weight)
{
    const struct ranking *r = o->l->planner->ranking;
    size_t offset = 0, taken = 0;
    struct lexical_entry entry;
    struct shim_bytes value;
    double least = INFINITY;
    size_t first = o->count;
    enum status status = guess_look_up(o->l, LEXICAL_CONCEPT, number, &value);

    while (status == STATUS_OK && taken < r->concept_most && o->count < ALTERNATIVES_MAX &&
           lexical_next(value.data, value.length, &offset, &entry)) {
        struct alternative *one = &o->items[o->count];
        double rarity;

        status = look_up(o, &entry, one, &rarity);
        if (status != STATUS_OK || one->piece_count == 0)
            continue;
        least = fmin(least, rarity);
        if (is_typed(o, &entry))
            continue;
        one->weight = weight;
        o->rarity[o->count++] = rarity;
        taken++;
    }
    for (size_t i = first; i < o->count; i++)
        o->items[i].weight *= least;
    o->least = fmin(o->least, least);
    return status;
}

/* What the engine adds up for an alternative's pieces. */
static double sum_of(const struct planner *planner, const struct alternative *a)
{
    double sum = 0;

    for (size_t i = 0; i < a->piece_count; i++)
        sum += piece_rarity(planner, &a->pieces[i]);
    return sum;
}

/* Each of the others tells what the concept does, no more than the words typed. */
static void weigh(struct others *o, double typed)
{
    const struct planner *planner = o->l->planner;

    for (size_t i = 0; i < o->count; i++) {
        struct alternative *one = &o->items[i];
        double most = fmin(one->weight, planner->ranking->concept * typed);

        one->weight = most / sum_of(planner, one);
    }
}

/* A rare word tells hardly more than the others for the same thing. */
static void bound(const struct planner *planner, struct word *word, double least)
{
    for (size_t i = 0; i < word->count; i++) {
        struct alternative *a = &word->alternatives[i];
        double own = sum_of(planner, a) * a->weight, excess = own - least;

        if (excess > 0)
            a->weight *= (least + planner->ranking->concept_own * excess) / own;
    }
}

/* Puts the others behind the word itself and what it may have been meant for, and
 * before its fragments and what the archive relates to it. */
static void insert(struct planner *planner, struct word *word, const struct others *o)
{
    struct word before = *word,
                others = {.alternatives = (struct alternative *)o->items, .count = o->count};
    size_t first = 0;

    while (first < before.count && before.alternatives[first].match != MATCH_RELATED &&
           (!before.alternatives[first].partial || before.alternatives[first].all))
        first++;
    word->alternatives = NULL;
    word->count = 0;
    word_append(planner, word, &(struct word){.alternatives = before.alternatives, .count = first});
    word_append(planner, word, &others);
    before.alternatives += first;
    before.count -= first;
    word_append(planner, word, &before);
}

/* The rarity of what was typed: of several words, that of the rarest. */
static double typed_rarity(const struct planner *planner, const struct word *words, size_t n)
{
    double most = 0;

    for (size_t i = 0; i < n; i++)
        if (words[i].count && words[i].alternatives[0].match == MATCH_LITERAL)
            most = fmax(most, sum_of(planner, &words[i].alternatives[0]));
        else
            return INFINITY;
    return most;
}

static enum status add_others(struct others *o, const struct senses *senses, struct word *words,
                              size_t n, struct meant *out)
{
    struct planner *planner = o->l->planner;
    const struct ranking *r = planner->ranking;
    double weight = r->concept * (senses->count > 1 ? r->concept_second : 1);
    enum status status = STATUS_OK;

    for (size_t i = 0; i < senses->count && status == STATUS_OK; i++)
        status = collect(o, senses->numbers[i], weight);
    if (status != STATUS_OK)
        return status;
    out->count = n;
    if (o->count == 0)
        return STATUS_OK;
    weigh(o, typed_rarity(planner, words, n));
    if (n == 1) {
        if (planner->words > 1)
            bound(planner, words, o->least);
        insert(planner, words, o);
        return STATUS_OK;
    }
    out->word = arena_take(&planner->arena, sizeof *out->word);
    if (!out->word)
        return error_no_memory(o->l->error);
    *out->word = (struct word){.typed = o->typed,
                               .stem = o->typed,
                               .row = o->typed,
                               .start = words[0].start,
                               .end = words[n - 1].end,
                               .hangul = words[0].hangul};
    insert(planner, out->word, o);
    return STATUS_OK;
}

static enum status try_row(const struct lookup *l, struct word *words, size_t n, struct meant *out)
{
    struct arena *arena = &l->planner->arena;
    struct others *others;
    struct buffer row = BUFFER_INIT;
    struct senses senses = {.count = 0};
    enum status status = add_row(&row, words, n, l->error);

    if (status == STATUS_OK && row.length)
        status = find_senses(l, row.data, row.length, &senses);
    if (status == STATUS_OK && senses.count > 0) {
        others = arena_take(arena, sizeof *others);
        if (others) {
            others->l = l;
            others->least = INFINITY;
            others->typed = arena_copy(arena, row.data, row.length);
        }
        status = others && others->typed ? add_others(others, &senses, words, n, out)
                                         : error_no_memory(l->error);
    }
    buffer_free(&row);
    return status;
}

/* A rare word of Hangul is no name as a rare word of English is, but mostly one of
 * everyday that summaries do not use: it tells no more than a word of some papers. */
static void bound_everyday(const struct planner *planner, struct word *word)
{
    const double share = planner->ranking->everyday, most = share > 0 ? log(1 + 1 / share) : 0;

    if (most <= 0 || !word->hangul || planner->words < 2)
        return;
    for (size_t i = 0; i < word->count; i++) {
        struct alternative *a = &word->alternatives[i];

        if (!match_kind(a->match)->guessed)
            a->weight *= fmin(1, most / (a->weight * sum_of(planner, a)));
    }
}

enum status words_concept(struct planner *planner, struct word *words, size_t count,
                          struct meant *out, struct error *error)
{
    const struct lookup l = {planner, FIELDS, error};
    enum status status = STATUS_OK;

    *out = (struct meant){NULL, 0};
    if (planner->literal || planner->ranking->concept <= 0 || words[0].restricted)
        return STATUS_OK;
    for (size_t n = count < WORDS_MAX ? count : WORDS_MAX;
         n > 0 && out->count == 0 && status == STATUS_OK; n--)
        status = try_row(&l, words, n, out);
    for (size_t i = 0; i < (out->count ? out->count : 1) && status == STATUS_OK; i++)
        if (out->count != 1)
            bound_everyday(planner, &words[i]);
    return status;
}
