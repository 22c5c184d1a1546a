/* A lesson is four lists: words and spellings as lexical entries, a word with
 * its papers; then the two bitexts, each a list of pairs, a pair two sets of
 * numbers of words, which rise and are told by their distances. Before each
 * list stands its length. */
#include "indexer/lexicon/lesson.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/lexical.h"
#include "shim/base/varint.h"

static bool write_words(const struct words *words, struct buffer *out)
{
    bool ok = varint_add(out, words->count);

    for (uint32_t i = 0; i < words->count && ok; i++) {
        struct lexical_entry entry = {.number = words->entries[i].papers};

        entry.text = words_text(words, i, &entry.length);
        ok = lexical_add(out, &entry);
    }
    return ok;
}

static int by_number(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;

    return *a < *b ? -1 : *a > *b;
}

static bool write_set(const uint32_t *set, size_t count, struct buffer *out)
{
    uint32_t sorted[BITEXT_SET_MAX], before = 0;
    bool ok = varint_add(out, count);

    memcpy(sorted, set, count * sizeof *set);
    qsort(sorted, count, sizeof *sorted, by_number);
    for (size_t i = 0; i < count && ok; i++) {
        ok = varint_add(out, sorted[i] - before);
        before = sorted[i];
    }
    return ok;
}

static bool write_pair(void *context, const struct bitext_pair *pair)
{
    return write_set(pair->english, pair->english_count, context) &&
           write_set(pair->korean, pair->korean_count, context);
}

static bool write_bitext(const struct bitext *bitext, struct buffer *out)
{
    return varint_add(out, bitext->pairs) && bitext_each(bitext, write_pair, out);
}

bool lesson_write(const struct learned *learned, struct buffer *out)
{
    return write_words(&learned->words, out) && write_words(&learned->spellings, out) &&
           write_bitext(&learned->papers, out) && write_bitext(&learned->glosses, out);
}

/* The bytes on their way to what is learned. */
struct reading {
    const char *bytes;
    size_t length, offset;
    uint32_t *numbers; /* a word's number here, by its number in the lesson */
    size_t word_count;
};

static enum status read_length(struct reading *r, size_t *out)
{
    uint64_t number;

    /* Each member takes a byte at least. */
    if (!varint_next(r->bytes, r->length, &r->offset, r->length - r->offset, &number))
        return STATUS_DAMAGED;
    *out = (size_t)number;
    return STATUS_OK;
}

/* numbers, if not NULL, is told each word's number. */
static enum status read_words(struct reading *r, struct words *words, size_t count,
                              uint32_t *numbers)
{
    for (size_t i = 0; i < count; i++) {
        struct lexical_entry entry;
        uint32_t number;

        if (!lexical_next(r->bytes, r->length, &r->offset, &entry))
            return STATUS_DAMAGED;
        number = words_number(words, entry.text, entry.length);
        if (number == NO_WORD)
            return STATUS_NO_MEMORY;
        words->entries[number].papers += entry.number;
        if (numbers)
            numbers[i] = number;
    }
    return STATUS_OK;
}

static enum status read_set(struct reading *r, uint32_t out[BITEXT_SET_MAX], size_t *count)
{
    uint64_t number = 0, distance;
    enum status status = read_length(r, count);

    if (status == STATUS_OK && *count > BITEXT_SET_MAX)
        status = STATUS_DAMAGED;
    for (size_t i = 0; status == STATUS_OK && i < *count; i++) {
        if (!varint_next(r->bytes, r->length, &r->offset, UINT32_MAX, &distance))
            return STATUS_DAMAGED;
        number += distance;
        if (number >= r->word_count)
            return STATUS_DAMAGED;
        out[i] = r->numbers[number];
    }
    return status;
}

/* bitext: NULL where the pairs are only passed. */
static enum status read_bitext(struct reading *r, struct bitext *bitext)
{
    size_t pairs = 0;
    enum status status = read_length(r, &pairs);

    for (size_t i = 0; status == STATUS_OK && i < pairs; i++) {
        uint32_t english[BITEXT_SET_MAX], korean[BITEXT_SET_MAX];
        size_t english_count = 0, korean_count = 0;

        status = read_set(r, english, &english_count);
        if (status == STATUS_OK)
            status = read_set(r, korean, &korean_count);
        if (status == STATUS_OK && bitext &&
            !bitext_add(bitext, english, english_count, korean, korean_count))
            status = error_set_errno(NULL, errno, "");
    }
    return status;
}

enum status lesson_read(struct learned *learned, const char *bytes, size_t length, bool pairs)
{
    struct reading r = {.bytes = bytes, .length = length};
    size_t spellings = 0;
    enum status status = read_length(&r, &r.word_count);

    if (status == STATUS_OK) {
        r.numbers = malloc((r.word_count + 1) * sizeof *r.numbers);
        status =
            r.numbers ? read_words(&r, &learned->words, r.word_count, r.numbers) : STATUS_NO_MEMORY;
    }
    if (status == STATUS_OK)
        status = read_length(&r, &spellings);
    if (status == STATUS_OK)
        status = read_words(&r, &learned->spellings, spellings, NULL);
    if (status == STATUS_OK)
        status = read_bitext(&r, pairs ? &learned->papers : NULL);
    if (status == STATUS_OK)
        status = read_bitext(&r, pairs ? &learned->glosses : NULL);
    if (status == STATUS_OK && r.offset != r.length)
        status = STATUS_DAMAGED;
    free(r.numbers);
    return status;
}

void learned_free(struct learned *learned)
{
    words_free(&learned->words);
    words_free(&learned->spellings);
    bitext_free(&learned->papers);
    bitext_free(&learned->glosses);
}
