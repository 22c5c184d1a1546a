#include "query/search/target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/hangul.h"
#include "shim/base/array.h"

#define ALL_FIELDS (~0u)

/* What is a target already keeps the better of both. */
static bool add_target(struct targets *t, struct target target)
{
    target.length = strlen(target.text);
    for (size_t i = 0; i < t->count; i++) {
        struct target *known = &t->items[i];

        if (known->length != target.length || known->prefix != target.prefix ||
            memcmp(known->text, target.text, target.length) != 0)
            continue;
        known->weight = fmax(known->weight, target.weight);
        known->match = match_nearer(known->match, target.match);
        known->hangul = known->hangul || target.hangul;
        known->whole = known->whole && target.whole;
        known->fields |= target.fields;
        known->unmarked = known->unmarked && target.unmarked;
        return true;
    }
    if (!array_grow(&t->items, t->count, sizeof target))
        return false;
    t->items[t->count++] = target;
    return true;
}

static double rarity(uint32_t documents, uint32_t frequency)
{
    return log(1 + documents / (frequency + 1.0));
}

/* The pieces of a word's alternatives, without their fields' prefixes; bigrams
 * of a stem are marked through the stem. */
static bool add_piece(struct targets *t, const struct alternative *alternative,
                      const struct piece *piece, bool hangul, uint32_t documents)
{
    double marked_least = match_kind(alternative->match)->marked_least;
    double weight = alternative->weight * rarity(documents, piece_documents(piece));

    for (size_t f = 0; f < TEXT_FIELDS; f++) {
        const char *text = piece->text[f];

        if (text && !add_target(t, (struct target){.text = text + strlen(field_text(f)->prefix),
                                                   .weight = weight,
                                                   .match = alternative->match,
                                                   .hangul = hangul,
                                                   .fields = 1u << f,
                                                   .unmarked = alternative->weight < marked_least}))
            return false;
    }
    return true;
}

static bool add_word(struct targets *t, const struct word *word, uint32_t documents)
{
    struct target stem = {
        .text = word->stem, .weight = rarity(documents, 0), .hangul = true, .fields = ALL_FIELDS};

    if (word->count) {
        stem.weight = rarity(documents, piece_documents(word->alternatives[0].pieces));
        stem.match = word->alternatives[0].match;
    }
    if (word->hangul && !add_target(t, stem))
        return false;
    for (size_t i = 0; i < word->count; i++) {
        const struct alternative *a = &word->alternatives[i];

        if (a->partial)
            continue;
        for (size_t k = 0; k < a->piece_count; k++)
            if (!add_piece(t, a, &a->pieces[k], word->hangul, documents))
                return false;
    }
    return true;
}

static bool add_phrase(struct targets *t, const struct stems *phrase, uint32_t documents)
{
    for (size_t i = 0; i < phrase->count; i++)
        for (size_t f = 0; f < TEXT_FIELDS; f++) {
            struct target target = {
                .weight = rarity(documents, 1), .whole = true, .fields = 1u << f};

            if (!phrase->fields[f])
                continue;
            target.text = field_text(f)->people ? phrase->names[i] : phrase->texts[i];
            target.hangul = hangul_at(target.text, strlen(target.text)) != 0;
            if (!add_target(t, target))
                return false;
        }
    return true;
}

static bool add_part(struct targets *t, const struct plan_part *part, uint32_t documents)
{
    if (part->excluded)
        return true;
    if (part->word && !add_word(t, part->word, documents))
        return false;
    return (!part->phrase.texts || add_phrase(t, &part->phrase, documents)) &&
           (!part->prefix || add_target(t, (struct target){.text = part->prefix,
                                                           .weight = 1,
                                                           .prefix = true,
                                                           .fields = ALL_FIELDS}));
}

/* The bucket of the character at *at, which moves behind it. */
static size_t bucket_next(const char *text, size_t length, size_t *at)
{
    unsigned sum = (unsigned char)text[(*at)++];

    for (; *at < length && ((unsigned char)text[*at] & 0xC0) == 0x80; (*at)++)
        sum = sum * 5 + (unsigned char)text[*at];
    return sum % TARGET_BUCKETS;
}

/* The bucket of a text that is not empty. */
static size_t bucket_of(const char *text, size_t length)
{
    return (length * 7 + (unsigned char)text[0] + 3u * (unsigned char)text[length - 1]) %
           TARGET_BUCKETS;
}

/* Whether a token that is not the target may hold it or be a part of it. */
static bool goes_inside(const struct target *target)
{
    return target->hangul && target->length >= 2 * HANGUL_BYTES;
}

static void sort_in(struct targets *t, size_t number)
{
    const struct target *target = &t->items[number];
    const uint64_t bit = UINT64_C(1) << number % 64;

    /* A whole one must see each word, to know which of them stand side by side. */
    if (target->prefix || target->whole || target->length == 0) {
        t->always |= bit;
        return;
    }
    t->equal[bucket_of(target->text, target->length)] |= bit;
    for (size_t at = 0; goes_inside(target) && at < target->length;) {
        uint64_t *first = at == 0 ? t->begins : NULL;
        size_t bucket = bucket_next(target->text, target->length, &at);

        t->holds[bucket] |= bit;
        if (first)
            first[bucket] |= bit;
    }
}

bool targets_of(struct targets *out, const struct plan *plan, uint32_t documents)
{
    bool added = true;

    *out = (struct targets){.items = NULL};
    for (size_t i = 0; i < plan->part_count && added; i++)
        added = add_part(out, &plan->parts[i], documents);
    for (size_t i = 0; i < out->count; i++)
        sort_in(out, i);
    return added;
}

void targets_clear(struct targets *targets)
{
    free(targets->items);
}

uint64_t targets_near(const struct targets *t, const struct token *token)
{
    uint64_t near = t->always | t->equal[bucket_of(token->text, token->length)];
    size_t at = 0, bucket;

    if (!(token->flags & TOKEN_HANGUL) || token->length < 2 * HANGUL_BYTES)
        return near;
    bucket = bucket_next(token->text, token->length, &at);
    near |= t->holds[bucket] | t->begins[bucket];
    while (at < token->length)
        near |= t->begins[bucket_next(token->text, token->length, &at)];
    return near;
}
