#include "indexer/lexicon/bitext.h"

#include <stdlib.h>
#include <string.h>

static bool reserve(struct bitext *b, size_t extra)
{
    size_t wanted = b->capacity ? b->capacity : 4096;
    uint32_t *larger;

    while (wanted - b->length < extra)
        wanted *= 2;
    if (wanted == b->capacity)
        return true;
    larger = realloc(b->items, wanted * sizeof *larger);
    if (!larger)
        return false;
    b->items = larger;
    b->capacity = wanted;
    return true;
}

bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count)
{
    uint32_t *at;

    if (english_count == 0 || korean_count == 0)
        return true;
    if (!reserve(bitext, english_count + korean_count + 2))
        return false;
    at = bitext->items + bitext->length;
    *at++ = (uint32_t)english_count;
    memcpy(at, english, english_count * sizeof *at);
    at += english_count;
    *at++ = (uint32_t)korean_count;
    memcpy(at, korean, korean_count * sizeof *at);
    bitext->length += english_count + korean_count + 2;
    return true;
}

void bitext_free(struct bitext *bitext)
{
    free(bitext->items);
    *bitext = (struct bitext){NULL, 0, 0};
}

struct bitext_pair bitext_pair_at(const struct bitext *b, size_t offset)
{
    struct bitext_pair p;
    const uint32_t *at = b->items + offset;

    p.english_count = *at++;
    p.english = at;
    at += p.english_count;
    p.korean_count = *at++;
    p.korean = at;
    p.next = offset + p.english_count + p.korean_count + 2;
    return p;
}

/* For each English word the offsets of its pairs: starts[e] to starts[e + 1]. */
struct postings {
    size_t *starts, *offsets;
    uint32_t *english, *korean; /* how many pairs hold a word */
    uint32_t *together;         /* with the English word at hand, by Korean word */
    uint32_t *met;              /* the Korean words that it came together with */
};

static bool count_words(const struct bitext *b, size_t word_count, struct postings *p)
{
    size_t total = 0;

    p->starts = calloc(word_count + 2, sizeof *p->starts);
    p->english = calloc(word_count + 1, sizeof *p->english);
    p->korean = calloc(word_count + 1, sizeof *p->korean);
    p->together = calloc(word_count + 1, sizeof *p->together);
    p->met = malloc((word_count + 1) * sizeof *p->met);
    if (!p->starts || !p->english || !p->korean || !p->together || !p->met)
        return false;
    for (size_t i = 0; i < b->length;) {
        struct bitext_pair pair = bitext_pair_at(b, i);

        for (size_t k = 0; k < pair.english_count; k++)
            p->english[pair.english[k]]++;
        for (size_t k = 0; k < pair.korean_count; k++)
            p->korean[pair.korean[k]]++;
        total += pair.english_count;
        i = pair.next;
    }
    p->offsets = malloc((total + 1) * sizeof *p->offsets);
    return p->offsets != NULL;
}

static void invert(const struct bitext *b, size_t word_count, struct postings *p)
{
    for (size_t e = 0; e < word_count; e++)
        p->starts[e + 2] = p->starts[e + 1] + p->english[e];
    for (size_t i = 0; i < b->length;) {
        struct bitext_pair pair = bitext_pair_at(b, i);

        for (size_t k = 0; k < pair.english_count; k++)
            p->offsets[p->starts[pair.english[k] + 1]++] = i;
        i = pair.next;
    }
}

static bool add(struct associations *out, struct association a)
{
    if (out->count == out->capacity) {
        size_t wanted = out->capacity ? out->capacity * 2 : 1024;
        struct association *larger = realloc(out->items, wanted * sizeof *larger);

        if (!larger)
            return false;
        out->items = larger;
        out->capacity = wanted;
    }
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

/* Fills together, and met, whose length is returned. */
static size_t meet(const struct bitext *b, struct postings *p, uint32_t english)
{
    size_t count = 0;

    for (size_t i = p->starts[english]; i < p->starts[english + 1]; i++) {
        struct bitext_pair pair = bitext_pair_at(b, p->offsets[i]);

        for (size_t k = 0; k < pair.korean_count; k++)
            if (p->together[pair.korean[k]]++ == 0)
                p->met[count++] = pair.korean[k];
    }
    return count;
}

/* What an association must be to be kept. */
struct sieve {
    const uint32_t *ranks;
    uint32_t least;
    size_t most;
    float weakest;
};

/* The associations of one English word; its best most are kept. */
static bool associate(const struct bitext *b, struct postings *p, uint32_t english,
                      const struct sieve *sieve, struct associations *out)
{
    size_t before = out->count, met = meet(b, p, english);
    bool added = true;

    for (size_t i = 0; i < met; i++) {
        uint32_t korean = p->met[i], n = p->together[korean];
        float strength = 2.0f * (float)n / (float)(p->english[english] + p->korean[korean]);

        p->together[korean] = 0;
        if (n >= sieve->least && strength >= sieve->weakest && added)
            added = add(out, (struct association){english, korean, strength});
    }
    if (out->count - before > 1)
        qsort_r(out->items + before, out->count - before, sizeof *out->items, by_strength,
                (void *)sieve->ranks);
    if (out->count - before > sieve->most)
        out->count = before + sieve->most;
    return added;
}

bool bitext_associate(const struct bitext *bitext, const uint32_t *ranks, size_t word_count,
                      uint32_t least, size_t most, float weakest, struct associations *out)
{
    const struct sieve sieve = {ranks, least, most, weakest};
    struct postings p = {0};
    bool done = count_words(bitext, word_count, &p);

    if (done)
        invert(bitext, word_count, &p);
    for (uint32_t e = 0; e < word_count && done; e++)
        if (p.english[e] >= least)
            done = associate(bitext, &p, e, &sieve, out);
    free(p.starts);
    free(p.offsets);
    free(p.english);
    free(p.korean);
    free(p.together);
    free(p.met);
    return done;
}
