#include "indexer/lexicon/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/letter.h"
#include "indexer/format/lexical.h"

#define HANGUL_PAPERS_MIN 2 /* a word of one paper is mostly a chance of spacing */

struct listed {
    const char *text;
    uint32_t length, papers;
    uint32_t letters; /* syllables of Hangul */
    bool hangul;
};

static bool is_word(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!letter_is_english((unsigned char)text[i]) && (text[i] < '0' || text[i] > '9'))
            return false;
    return text[0] >= 'a';
}

static size_t list_words(struct listed *out, const struct words *words, bool hangul)
{
    size_t count = 0;

    for (uint32_t i = 0; i < words->count; i++) {
        size_t length;
        const char *text = words_text(words, i, &length);
        uint32_t papers = words->entries[i].papers;
        bool wanted = hangul ? (unsigned char)text[0] >= 0x80 && papers >= HANGUL_PAPERS_MIN
                             : is_word(text, length);

        if (wanted)
            out[count++] = (struct listed){text, (uint32_t)length, papers,
                                           (uint32_t)(hangul ? length / 3 : length), hangul};
    }
    return count;
}

static int by_bucket(const void *left, const void *right)
{
    const struct listed *a = left, *b = right;
    int order;

    if (a->hangul != b->hangul)
        return a->hangul ? 1 : -1;
    if (a->letters != b->letters)
        return a->letters < b->letters ? -1 : 1;
    order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
    return order ? order : a->length < b->length ? -1 : a->length > b->length;
}

static enum status write_bucket(const struct listed *items, size_t count,
                                struct shim_writer *writer, struct error *error)
{
    struct buffer value = BUFFER_INIT;
    char bucket[LEXICAL_BUCKET_MAX], key[LEXICAL_KEY_MAX];
    size_t length = lexical_bucket(items->hangul, items->letters, bucket);
    size_t key_length = lexical_key(LEXICAL_VOCABULARY, bucket, length, key);
    bool added = true;
    enum status status;

    for (size_t i = 0; i < count && added; i++)
        added = lexical_add(
            &value, &(struct lexical_entry){items[i].text, items[i].length, items[i].papers});
    status = added ? shim_writer_metadata(writer, (struct shim_bytes){key, key_length},
                                          (struct shim_bytes){value.data, value.length}, error)
                   : error_no_memory(error);
    buffer_free(&value);
    return status;
}

enum status vocabulary_write(const struct words *spellings, const struct words *words,
                             struct shim_writer *writer, struct error *error)
{
    struct listed *all = malloc((spellings->count + words->count + 1) * sizeof *all);
    size_t count;
    enum status status = STATUS_OK;

    if (!all)
        return error_no_memory(error);
    count = list_words(all, spellings, false);
    count += list_words(all + count, words, true);
    if (count)
        qsort(all, count, sizeof *all, by_bucket);
    for (size_t i = 0, end; i < count && status == STATUS_OK; i = end) {
        for (end = i + 1;
             end < count && all[end].hangul == all[i].hangul && all[end].letters == all[i].letters;)
            end++;
        status = write_bucket(all + i, end - i, writer, error);
    }
    free(all);
    return status;
}
