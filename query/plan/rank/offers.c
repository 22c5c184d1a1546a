#include "query/plan/rank/offers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"
#include "shim/base/hash.h"

static bool take_token(void *context, const struct token *token)
{
    struct paper_words *words = context;
    const unsigned passed = TOKEN_BIGRAM | TOKEN_SYLLABLE | TOKEN_PART | TOKEN_JAMO;

    if ((token->flags & passed) || token->length < 3 ||
        ((token->flags & TOKEN_HANGUL) && token->length < 6))
        return true;
    if (!array_grow(&words->items, words->count, sizeof *words->items) ||
        !buffer_add(&words->texts, token->text, token->length))
        return false;
    words->items[words->count++] = (struct paper_word){
        (uint32_t)(words->texts.length - token->length), (uint32_t)token->length,
        hash_bytes(token->text, token->length), SUMMARIES_UNKNOWN};
    return true;
}

enum status paper_words_of(struct analyzer *analyzer, const struct paper *paper,
                           struct paper_words *out, struct error *error)
{
    const struct analysis analysis = {ANALYZE_INDEX, 0, take_token, out};
    bool read;

    *out = (struct paper_words){.texts = BUFFER_INIT};
    read = analyzer_run(analyzer, &analysis, paper->title, strlen(paper->title));
    for (size_t i = 0; i < paper->bullet_count && read; i++)
        read = analyzer_run(analyzer, &analysis, paper->summary[i].text,
                            strlen(paper->summary[i].text));
    return read ? STATUS_OK : error_no_memory(error);
}

void paper_words_free(struct paper_words *words)
{
    buffer_free(&words->texts);
    free(words->items);
    *words = (struct paper_words){.texts = BUFFER_INIT};
}

/* A word of the papers; paper is the last one that had it. */
struct offer {
    const char *text;
    size_t length;
    uint32_t hash;
    size_t papers, paper, times;
    struct paper_word *known; /* of the first paper; the others' know no more */
    struct piece piece;
    double value; /* strength * idf: how much it tells of the papers */
};

struct offers {
    struct planner *planner;
    struct offer *words;
    size_t count, capacity, papers;
    size_t *slots; /* open addressing, twice the capacity: a word's number + 1, 0 is empty */
};
#define WORDS_FIRST 1024

enum status offers_new(struct offers **out, struct planner *planner, struct error *error)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_no_memory(error);
    (*out)->planner = planner;
    return STATUS_OK;
}

void offers_free(struct offers *offers)
{
    if (!offers)
        return;
    free(offers->words);
    free(offers->slots);
    free(offers);
}

/* The slot of the word, or the empty one where it belongs. */
static size_t *slot_of(const struct offers *offers, const char *text, size_t length, uint32_t hash)
{
    size_t mask = offers->capacity * 2 - 1, at = hash & mask;

    for (; offers->slots[at]; at = (at + 1) & mask) {
        const struct offer *word = &offers->words[offers->slots[at] - 1];

        if (word->hash == hash && word->length == length && memcmp(word->text, text, length) == 0)
            break;
    }
    return &offers->slots[at];
}

static bool grow(struct offers *offers)
{
    size_t wanted = offers->capacity ? offers->capacity * 2 : WORDS_FIRST;
    size_t *slots = calloc(wanted * 2, sizeof *slots);
    struct offer *larger = slots ? realloc(offers->words, wanted * sizeof *larger) : NULL;

    if (!larger) {
        free(slots);
        return false;
    }
    free(offers->slots);
    offers->slots = slots;
    offers->words = larger;
    offers->capacity = wanted;
    for (size_t i = 0; i < offers->count; i++)
        *slot_of(offers, larger[i].text, larger[i].length, larger[i].hash) = i + 1;
    return true;
}

static bool add_word(struct offers *offers, const char *text, struct paper_word *one)
{
    struct offer *word;
    size_t *slot;

    if (offers->count == offers->capacity && !grow(offers))
        return false;
    slot = slot_of(offers, text, one->length, one->hash);
    if (*slot == 0) {
        const char *copy = arena_copy(&offers->planner->arena, text, one->length);

        if (!copy)
            return false;
        offers->words[offers->count] =
            (struct offer){.text = copy, .length = one->length, .hash = one->hash, .known = one};
        *slot = ++offers->count;
    }
    word = &offers->words[*slot - 1];
    if (word->known->summaries == SUMMARIES_UNKNOWN)
        word->known->summaries = one->summaries;
    word->papers += word->papers == 0 || word->paper != offers->papers;
    word->paper = offers->papers;
    word->times++;
    return true;
}

enum status offers_add(struct offers *offers, struct paper_words *words, struct error *error)
{
    for (size_t i = 0; i < words->count; i++)
        if (!add_word(offers, words->texts.data + words->items[i].start, &words->items[i]))
            return error_no_memory(error);
    offers->papers++;
    return STATUS_OK;
}

static int by_text(const void *left, const void *right)
{
    return strcmp(((const struct offer *)left)->text, ((const struct offer *)right)->text);
}

static int by_value(const void *left, const void *right)
{
    const struct offer *a = left, *b = right;

    if (a->value != b->value)
        return a->value > b->value ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* value, of what is looked up so far; it only falls with each field more. */
static void set_value(const struct offers *offers, struct offer *word)
{
    word->value = word->piece.weight *
                  log(offers->planner->documents / (piece_documents(&word->piece) + 0.5));
}

static double strength(const struct offers *offers, const struct offer *word, enum offers_by by,
                       size_t most_times)
{
    if (by == OFFERS_BY_PAPERS)
        return (double)word->papers / (double)offers->papers;
    return (1 + log((double)word->times)) / (1 + log((double)most_times));
}

/* In one go, where the database is remote. */
static enum status ask_for_all(const struct offers *offers, const struct lookup *l)
{
    struct shim_database *database = offers->planner->database;
    enum status status = STATUS_OK, settled;
    struct piece piece;
    bool more;

    if (!shim_database_is_remote(database))
        return STATUS_OK;
    shim_terms_note(database);
    for (size_t i = 0; i < offers->count && status == STATUS_OK; i++) {
        status = piece_look_up_in(l, TEXT_SUMMARY, offers->words[i].text, &piece);
        if (status == STATUS_OK)
            status = piece_look_up_in(l, TEXT_TITLE, offers->words[i].text, &piece);
    }
    settled = shim_terms_settle(database, &more, l->error);
    return status == STATUS_OK ? settled : status;
}

/* In how many summaries the words stand. They are looked up in the order of the index, where
 * a block that is read serves all of its words. */
static enum status look_up_summaries(struct offers *offers, const struct lookup *l)
{
    size_t unknown = 0;
    enum status status;

    for (size_t i = 0; i < offers->count; i++)
        unknown += offers->words[i].known->summaries == SUMMARIES_UNKNOWN;
    if (unknown > offers->count / 2)
        qsort(offers->words, offers->count, sizeof *offers->words, by_text);
    status = unknown ? ask_for_all(offers, l) : STATUS_OK;
    for (size_t i = 0; i < offers->count && status == STATUS_OK; i++) {
        struct offer *word = &offers->words[i];
        uint32_t *known = &word->known->summaries;

        if (*known == SUMMARIES_UNKNOWN) {
            status = piece_look_up_in(l, TEXT_SUMMARY, word->text, &word->piece);
            if (status == STATUS_OK)
                *known = word->piece.documents[TEXT_SUMMARY];
        }
        word->piece.documents[TEXT_SUMMARY] = *known;
    }
    return status;
}

/* Keeps the words that least papers have, with what they offer by summaries
 * alone, the highest first. */
static enum status look_at_summaries(struct offers *offers, const struct offers_choice *choice,
                                     const struct lookup *l)
{
    size_t kept = 0, most_times = 1;
    enum status status;

    for (size_t i = 0; i < offers->count; i++)
        if (offers->words[i].times > most_times)
            most_times = offers->words[i].times;
    for (size_t i = 0; i < offers->count; i++)
        if (offers->words[i].papers >= choice->least)
            offers->words[kept++] = offers->words[i];
    offers->count = kept;
    status = look_up_summaries(offers, l);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < kept; i++) {
        struct offer *word = &offers->words[i];

        word->piece.weight = strength(offers, word, choice->by, most_times);
        set_value(offers, word);
    }
    if (kept)
        qsort(offers->words, kept, sizeof *offers->words, by_value);
    return STATUS_OK;
}

/* Looks in titles too, until no word that is left can offer more than the best.
 * They take the places of words that were looked at already. */
static enum status keep_best(struct offers *offers, const struct offers_choice *choice,
                             const struct lookup *l)
{
    size_t count = 0, most = choice->most;

    for (size_t i = 0; i < offers->count && most > 0; i++) {
        struct offer word = offers->words[i];
        size_t at;
        enum status status;

        if (count == most && word.value < offers->words[count - 1].value)
            break;
        status = piece_look_up_in(l, TEXT_TITLE, word.text, &word.piece);
        if (status == STATUS_OK)
            status = piece_name_in(l, TEXT_SUMMARY, word.text, &word.piece);
        if (status != STATUS_OK)
            return status;
        if (piece_documents(&word.piece) <= (choice->by == OFFERS_BY_TIMES ? word.papers : 0))
            continue;
        set_value(offers, &word);
        for (at = count; at > 0 && by_value(&word, &offers->words[at - 1]) < 0;)
            at--;
        array_insert(offers->words, &count, most, at, &word, sizeof word);
    }
    offers->count = count;
    return STATUS_OK;
}

enum status offers_choose(struct offers *offers, const struct offers_choice *choice,
                          struct alternative *out, struct error *error)
{
    const struct lookup l = {offers->planner, NULL, error};
    enum status status = look_at_summaries(offers, choice, &l);

    if (status == STATUS_OK)
        status = keep_best(offers, choice, &l);
    if (status != STATUS_OK || offers->count == 0)
        return status;
    out->pieces = arena_take(&offers->planner->arena, offers->count * sizeof *out->pieces);
    if (!out->pieces)
        return error_no_memory(error);
    for (size_t i = 0; i < offers->count; i++)
        out->pieces[i] = offers->words[i].piece;
    out->piece_count = offers->count;
    return STATUS_OK;
}
