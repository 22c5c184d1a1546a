/* How often words come together takes many times the room of the pairs
 * themselves. So the pairs are gone through again and again, each time for as
 * many English words as there is room for the Korean ones beside them. */
#include <stdlib.h>

#include "shim/base/array.h"

#include "indexer/lexicon/bitext.h"

#define ROOM ((size_t)1 << 20) /* words */

struct tally {
    const struct sieve *sieve;
    size_t word_count;
    uint64_t reach;             /* how many times as common one word may be as the other */
    uint32_t *english, *korean; /* how many pairs hold a word */
    size_t *company;            /* of an English word: Korean words, as often as they come */
    uint32_t *together;         /* with the English word at hand, by Korean word */
    uint32_t *met;              /* the Korean words that it came together with */
};

/* The company of the English words from first on, one after the other. */
struct gathering {
    struct tally *tally;
    uint32_t first, end;
    size_t *ends;    /* of the words' companies, as far as they have come */
    uint32_t *words; /* ends[end - first - 1] of them in the end */
};

static bool open_tally(struct tally *t)
{
    size_t count = t->word_count + 1;

    t->english = calloc(count, sizeof *t->english);
    t->korean = calloc(count, sizeof *t->korean);
    t->company = calloc(count, sizeof *t->company);
    t->together = calloc(count, sizeof *t->together);
    t->met = malloc(count * sizeof *t->met);
    return t->english && t->korean && t->company && t->together && t->met;
}

static void close_tally(struct tally *t)
{
    free(t->english);
    free(t->korean);
    free(t->company);
    free(t->together);
    free(t->met);
}

static bool count_words(void *context, const struct bitext_pair *pair)
{
    struct tally *t = context;

    for (size_t i = 0; i < pair->english_count; i++)
        t->english[pair->english[i]]++;
    for (size_t i = 0; i < pair->korean_count; i++)
        t->korean[pair->korean[i]]++;
    return true;
}

static float strength(uint32_t together, uint32_t english, uint32_t korean)
{
    return 2.0f * (float)together / (float)(english + korean);
}

/* How many pairs may hold a Korean word that passes the sieve beside an English
 * one; a few more than do, but a rare and a common word never. */
struct range {
    uint64_t least, most;
};

static struct range range_of(const struct tally *t, uint32_t english)
{
    uint64_t pairs = t->english[english];
    struct range range = {pairs / t->reach, pairs * t->reach};

    if (range.least < t->sieve->least)
        range.least = t->sieve->least;
    if (pairs < t->sieve->least)
        range.most = 0;
    return range;
}

static bool is_in(const struct tally *t, struct range range, uint32_t korean)
{
    return t->korean[korean] >= range.least && t->korean[korean] <= range.most;
}

static bool count_company(void *context, const struct bitext_pair *pair)
{
    struct tally *t = context;

    for (size_t i = 0; i < pair->english_count; i++) {
        struct range range = range_of(t, pair->english[i]);
        size_t company = 0;

        for (size_t k = 0; k < pair->korean_count && range.most; k++)
            company += is_in(t, range, pair->korean[k]);
        t->company[pair->english[i]] += company;
    }
    return true;
}

static bool gather(void *context, const struct bitext_pair *pair)
{
    struct gathering *g = context;

    for (size_t i = 0; i < pair->english_count; i++) {
        uint32_t e = pair->english[i];

        if (e < g->first || e >= g->end || g->tally->company[e] == 0)
            continue;
        struct range range = range_of(g->tally, e);
        size_t end = g->ends[e - g->first];
        for (size_t k = 0; k < pair->korean_count; k++)
            if (is_in(g->tally, range, pair->korean[k]))
                g->words[end++] = pair->korean[k];
        g->ends[e - g->first] = end;
    }
    return true;
}

static bool add(struct associations *out, struct association a)
{
    if (!array_grow(&out->items, out->count, sizeof *out->items))
        return false;
    out->items[out->count++] = a;
    return true;
}

static int by_strength(const void *left, const void *right, void *context)
{
    const struct association *a = left, *b = right;
    const uint32_t *ranks = context;

    if (a->strength != b->strength)
        return a->strength > b->strength ? -1 : 1;
    return ranks[a->korean] < ranks[b->korean] ? -1 : ranks[a->korean] > ranks[b->korean];
}

/* The associations of one English word, whose company is count words. */
static bool associate(struct tally *t, uint32_t english, const uint32_t *words, size_t count,
                      struct associations *out)
{
    const struct sieve *sieve = t->sieve;
    size_t before = out->count, met = 0;
    bool added = true;

    for (size_t i = 0; i < count; i++)
        if (t->together[words[i]]++ == 0)
            t->met[met++] = words[i];
    for (size_t i = 0; i < met; i++) {
        struct association a = {english, t->met[i], 0};
        uint32_t n = t->together[a.korean];

        t->together[a.korean] = 0;
        a.strength = strength(n, t->english[english], t->korean[a.korean]);
        if (n >= sieve->least && a.strength >= sieve->weakest && added)
            added = add(out, a);
    }
    if (out->count - before > 1)
        qsort_r(out->items + before, out->count - before, sizeof *out->items, by_strength,
                (void *)sieve->ranks);
    if (out->count - before > sieve->most)
        out->count = before + sieve->most;
    return added;
}

/* The words from first on whose company finds room, one at least. */
static uint32_t end_of_room(const struct tally *t, uint32_t first, size_t *company)
{
    uint32_t end = first;

    *company = 0;
    do
        *company += t->company[end++];
    while (end < t->word_count && *company + t->company[end] <= ROOM);
    return end;
}

static bool associate_from(const struct bitext *bitext, struct tally *t, uint32_t first,
                           uint32_t *end, struct associations *out)
{
    size_t company, begin = 0;
    bool done;

    *end = end_of_room(t, first, &company);
    if (company == 0)
        return true;
    struct gathering g = {.tally = t, .first = first, .end = *end};
    g.ends = malloc((*end - first) * sizeof *g.ends);
    g.words = malloc(company * sizeof *g.words);
    done = g.ends && g.words;
    for (uint32_t e = first; e < *end && done; e++) {
        g.ends[e - first] = begin;
        begin += t->company[e];
    }
    done = done && bitext_each(bitext, gather, &g);
    begin = 0;
    for (uint32_t e = first; e < *end && done; e++) {
        done = associate(t, e, g.words + begin, t->company[e], out);
        begin += t->company[e];
    }
    free(g.ends);
    free(g.words);
    return done;
}

bool bitext_associate(const struct bitext *bitext, size_t word_count, const struct sieve *sieve,
                      struct associations *out)
{
    struct tally t = {.sieve = sieve, .word_count = word_count, .reach = UINT32_MAX};
    bool done;

    /* 2 n / (e + k) is at most 2 e / k. */
    if (sieve->weakest > 0.001f)
        t.reach = (uint64_t)(2.0f / sieve->weakest) + 1;
    done = open_tally(&t) && bitext_each(bitext, count_words, &t) &&
           bitext_each(bitext, count_company, &t);

    for (uint32_t e = 0; e < word_count && done;)
        done = associate_from(bitext, &t, e, &e, out);
    close_tally(&t);
    return done;
}
