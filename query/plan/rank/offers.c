#include "query/plan/rank/offers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/hash.h"
#include "shim/base/array.h"

/* A word of the papers; paper is the last one that had it. */
struct seen {
    const char *text;
    size_t length;
    uint32_t hash;
    size_t papers, paper, times;
    struct piece piece;
    double offer; /* strength * idf: how much it tells of the papers */
};

struct offers {
    struct planner *planner;
    struct seen *words;
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
        const struct seen *word = &offers->words[offers->slots[at] - 1];

        if (word->hash == hash && word->length == length && memcmp(word->text, text, length) == 0)
            break;
    }
    return &offers->slots[at];
}

static bool grow(struct offers *offers)
{
    size_t wanted = offers->capacity ? offers->capacity * 2 : WORDS_FIRST;
    size_t *slots = calloc(wanted * 2, sizeof *slots);
    struct seen *larger = slots ? realloc(offers->words, wanted * sizeof *larger) : NULL;

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

static bool take_token(void *context, const struct token *token)
{
    struct offers *offers = context;
    const unsigned passed = TOKEN_BIGRAM | TOKEN_SYLLABLE | TOKEN_PART | TOKEN_JAMO;
    struct seen *word;
    uint32_t hash;
    size_t *slot;

    if ((token->flags & passed) || token->length < 3 ||
        ((token->flags & TOKEN_HANGUL) && token->length < 6))
        return true;
    if (offers->count == offers->capacity && !grow(offers))
        return false;
    hash = hash_bytes(token->text, token->length);
    slot = slot_of(offers, token->text, token->length, hash);
    if (*slot == 0) {
        const char *text = arena_copy(&offers->planner->arena, token->text, token->length);

        if (!text)
            return false;
        offers->words[offers->count] =
            (struct seen){.text = text, .length = token->length, .hash = hash};
        *slot = ++offers->count;
    }
    word = &offers->words[*slot - 1];
    word->papers += word->papers == 0 || word->paper != offers->papers;
    word->paper = offers->papers;
    word->times++;
    return true;
}

enum status offers_add(struct offers *offers, const struct paper *paper, struct error *error)
{
    struct analyzer *analyzer = offers->planner->analyzer;
    bool read = analyzer_run(analyzer, &(struct analysis){ANALYZE_INDEX, 0, take_token, offers},
                             paper->title, strlen(paper->title));

    for (size_t i = 0; i < paper->bullet_count && read; i++)
        read = analyzer_run(analyzer, &(struct analysis){ANALYZE_INDEX, 0, take_token, offers},
                            paper->summary[i].text, strlen(paper->summary[i].text));
    offers->papers++;
    return read ? STATUS_OK : error_no_memory(error);
}

static int by_text(const void *left, const void *right)
{
    return strcmp(((const struct seen *)left)->text, ((const struct seen *)right)->text);
}

static int by_offer(const void *left, const void *right)
{
    const struct seen *a = left, *b = right;

    if (a->offer != b->offer)
        return a->offer > b->offer ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* offer, of what is looked up so far; it only falls with each field more. */
static void make_offer(const struct offers *offers, struct seen *word)
{
    word->offer = word->piece.weight *
                  log(offers->planner->documents / (piece_documents(&word->piece) + 0.5));
}

static double strength(const struct offers *offers, const struct seen *word, enum offers_by by,
                       size_t most_times)
{
    if (by == OFFERS_BY_PAPERS)
        return (double)word->papers / (double)offers->papers;
    return (1 + log((double)word->times)) / (1 + log((double)most_times));
}

/* Keeps the words that least papers have, with what they offer by summaries
 * alone, the highest first. They are looked up in the order of the index, where
 * a block that is read serves all of its words. */
static enum status look_at_summaries(struct offers *offers, enum offers_by by, size_t least,
                                     struct error *error)
{
    size_t kept = 0, most_times = 1;

    for (size_t i = 0; i < offers->count; i++)
        if (offers->words[i].times > most_times)
            most_times = offers->words[i].times;
    for (size_t i = 0; i < offers->count; i++)
        if (offers->words[i].papers >= least)
            offers->words[kept++] = offers->words[i];
    offers->count = kept;
    if (kept)
        qsort(offers->words, kept, sizeof *offers->words, by_text);
    for (size_t i = 0; i < kept; i++) {
        struct seen *word = &offers->words[i];
        enum status status =
            piece_look_up_in(offers->planner, TEXT_SUMMARY, word->text, &word->piece, error);

        if (status != STATUS_OK)
            return status;
        word->piece.weight = strength(offers, word, by, most_times);
        make_offer(offers, word);
    }
    if (kept)
        qsort(offers->words, kept, sizeof *offers->words, by_offer);
    return STATUS_OK;
}

/* Puts word among the best, of which there are most at most. */
static void keep(struct seen *best, size_t *count, size_t most, const struct seen *word)
{
    size_t at = *count;

    while (at > 0 && by_offer(word, &best[at - 1]) < 0)
        at--;
    array_insert(best, count, most, at, word, sizeof *word);
}

/* Looks in titles too, until no word that is left can offer more than the best.
 * They take the places of words that were looked at already. */
static enum status keep_best(struct offers *offers, enum offers_by by, size_t most,
                             struct error *error)
{
    size_t count = 0;

    for (size_t i = 0; i < offers->count && most > 0; i++) {
        struct seen word = offers->words[i];
        enum status status;

        if (count == most && word.offer < offers->words[count - 1].offer)
            break;
        status = piece_look_up_in(offers->planner, TEXT_TITLE, word.text, &word.piece, error);
        if (status != STATUS_OK)
            return status;
        if (piece_documents(&word.piece) <= (by == OFFERS_BY_TIMES ? word.papers : 0))
            continue;
        make_offer(offers, &word);
        keep(offers->words, &count, most, &word);
    }
    offers->count = count;
    return STATUS_OK;
}

enum status offers_choose(struct offers *offers, enum offers_by by, size_t least, size_t most,
                          struct alternative *out, struct error *error)
{
    enum status status = look_at_summaries(offers, by, least, error);

    if (status == STATUS_OK)
        status = keep_best(offers, by, most, error);
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
