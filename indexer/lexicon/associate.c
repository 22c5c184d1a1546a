/* Counts cooccurrences: for each English word, over the pairs that hold it. */
#include <stdlib.h>

#include "shim/base/array.h"

#include "indexer/lexicon/bitext.h"
#include "shim/base/system.h"

struct pair {
    const uint32_t *english, *korean;
    size_t english_count, korean_count;
};

struct cooccurrences {
    const struct bitext *bitext;
    const struct sieve *sieve;
    uint32_t *english, *korean; /* by word: how many pairs hold it */
    size_t *ends;               /* by English word: where its pairs end in pairs */
    size_t *pairs;              /* where pairs begin in the bitext, by English word */
    uint32_t *counts;           /* with the English word at hand, by Korean word */
    uint32_t *distinct;         /* the Korean words that it comes together with */
};

/* The pair that begins at a place; returns where the next one does. */
static size_t read_pair(const struct bitext *bitext, size_t at, struct pair *out)
{
    const uint32_t *numbers = bitext->numbers;

    out->english_count = numbers[at++];
    out->english = numbers + at;
    at += out->english_count;
    out->korean_count = numbers[at++];
    out->korean = numbers + at;
    return at + out->korean_count;
}

/* How many words the English sets have, all together. */
static size_t count_words(struct cooccurrences *c)
{
    size_t words = 0;

    for (size_t at = 0; at < c->bitext->length;) {
        struct pair pair;

        at = read_pair(c->bitext, at, &pair);
        for (size_t i = 0; i < pair.english_count; i++)
            c->english[pair.english[i]]++;
        for (size_t i = 0; i < pair.korean_count; i++)
            c->korean[pair.korean[i]]++;
        words += pair.english_count;
    }
    return words;
}

static bool list_pairs(struct cooccurrences *c, size_t word_count)
{
    size_t begin = 0;

    c->pairs = malloc((count_words(c) + 1) * sizeof *c->pairs);
    if (!c->pairs)
        return false;
    for (size_t e = 0; e < word_count; e++) {
        c->ends[e] = begin;
        begin += c->english[e];
    }
    for (size_t at = 0, next; at < c->bitext->length; at = next) {
        struct pair pair;

        next = read_pair(c->bitext, at, &pair);
        for (size_t i = 0; i < pair.english_count; i++)
            c->pairs[c->ends[pair.english[i]]++] = at;
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

/* Counts how often each Korean word comes together with the English one; returns
 * how many there are. */
static size_t count_with(struct cooccurrences *c, uint32_t english)
{
    size_t distinct = 0;

    for (size_t i = c->ends[english] - c->english[english]; i < c->ends[english]; i++) {
        struct pair pair;

        read_pair(c->bitext, c->pairs[i], &pair);
        for (size_t k = 0; k < pair.korean_count; k++)
            if (c->counts[pair.korean[k]]++ == 0)
                c->distinct[distinct++] = pair.korean[k];
    }
    return distinct;
}

/* Two common words come together often though they have nothing to do with each
 * other. */
static bool is_no_chance(const struct cooccurrences *c, uint32_t english, uint32_t korean,
                         uint32_t count)
{
    double chance = (double)c->english[english] * c->korean[korean] / (double)c->bitext->pairs;

    return count >= c->sieve->chance * chance;
}

static bool associate(struct cooccurrences *c, uint32_t english, struct associations *out)
{
    const struct sieve *sieve = c->sieve;
    size_t before = out->count, distinct = count_with(c, english);
    bool added = true;

    for (size_t i = 0; i < distinct; i++) {
        uint32_t korean = c->distinct[i], count = c->counts[korean];
        float strength = 2.0f * (float)count / (float)(c->english[english] + c->korean[korean]);

        c->counts[korean] = 0;
        if (count >= sieve->least && strength >= sieve->weakest &&
            is_no_chance(c, english, korean, count) && added)
            added = add(out, (struct association){english, korean, strength});
    }
    system_sort(out->items + before, out->count - before, sizeof *out->items, by_strength,
                (void *)sieve->ranks);
    if (out->count - before > sieve->most)
        out->count = before + sieve->most;
    return added;
}

bool bitext_associate(const struct bitext *bitext, size_t word_count, const struct sieve *sieve,
                      struct associations *out)
{
    struct cooccurrences c = {.bitext = bitext,
                              .sieve = sieve,
                              .english = calloc(word_count + 1, sizeof *c.english),
                              .korean = calloc(word_count + 1, sizeof *c.korean),
                              .ends = calloc(word_count + 1, sizeof *c.ends),
                              .counts = calloc(word_count + 1, sizeof *c.counts),
                              .distinct = calloc(word_count + 1, sizeof *c.distinct)};
    bool done =
        c.english && c.korean && c.ends && c.counts && c.distinct && list_pairs(&c, word_count);

    for (uint32_t e = 0; e < word_count && done; e++)
        if (c.english[e] >= sieve->least)
            done = associate(&c, e, out);
    free(c.english);
    free(c.korean);
    free(c.ends);
    free(c.pairs);
    free(c.counts);
    free(c.distinct);
    return done;
}
