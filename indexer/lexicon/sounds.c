#include "indexer/lexicon/sounds.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/sound.h"
#include "indexer/format/lexical.h"
#include "shim/base/array.h"

/* Shorter keys are shared by too many words to tell one. */
#define KEY_MIN 2
/* Words of each script kept under one key: who asks in one wants the other. */
#define KEY_WORDS_MAX 32
/* A Hangul word of one paper is mostly a chance of spacing. */
#define HANGUL_PAPERS_MIN 2

struct sounding {
    char key[SOUND_KEY_MAX + 1];
    const char *text;
    uint32_t length, papers;
};

struct soundings {
    struct sounding *items;
    size_t count;
};

static bool add(struct soundings *out, const char *key, const char *text, size_t length,
                uint32_t papers)
{
    struct sounding *s;

    if (!array_grow(&out->items, out->count, sizeof *out->items))
        return false;
    s = &out->items[out->count++];
    memcpy(s->key, key, strlen(key) + 1);
    s->text = text;
    s->length = (uint32_t)length;
    s->papers = papers;
    return true;
}

static bool add_words(struct soundings *out, const struct words *words, bool hangul)
{
    for (uint32_t i = 0; i < words->count; i++) {
        struct sound_keys keys;
        size_t length;
        const char *text = words_text(words, i, &length);
        uint32_t papers = words->entries[i].papers;

        if (hangul && (papers < HANGUL_PAPERS_MIN || (unsigned char)text[0] < 0x80))
            continue;
        sound_keys_of(text, length, &keys);
        for (size_t k = 0; k < keys.count; k++)
            if (strlen(keys.keys[k]) >= KEY_MIN && !add(out, keys.keys[k], text, length, papers))
                return false;
    }
    return true;
}

static int by_key(const void *left, const void *right)
{
    const struct sounding *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    uint32_t shorter = a->length < b->length ? a->length : b->length;

    if (order)
        return order;
    if (a->papers != b->papers)
        return a->papers > b->papers ? -1 : 1;
    order = memcmp(a->text, b->text, shorter);
    return order ? order : a->length < b->length ? -1 : a->length > b->length;
}

static bool is_hangul(const struct sounding *s)
{
    return (unsigned char)*s->text >= 0x80;
}

static enum status write_key(const struct sounding *items, size_t count, struct shim_writer *writer,
                             struct error *error)
{
    struct buffer value = BUFFER_INIT;
    char key[LEXICAL_KEY_MAX];
    size_t length = lexical_key(LEXICAL_SOUND, items->key, strlen(items->key), key);
    size_t latin = 0, hangul = 0;
    bool added = true;
    enum status status;

    for (size_t i = 0; i < count && added; i++)
        if ((is_hangul(&items[i]) ? hangul++ : latin++) < KEY_WORDS_MAX)
            added = lexical_add(
                &value, &(struct lexical_entry){items[i].text, items[i].length, items[i].papers});
    status = added ? shim_writer_metadata(writer, (struct shim_bytes){key, length},
                                          (struct shim_bytes){value.data, value.length}, error)
                   : error_no_memory(error);
    buffer_free(&value);
    return status;
}

enum status sounds_write(const struct words *spellings, const struct words *words,
                         struct shim_writer *writer, struct error *error)
{
    struct soundings all = {NULL, 0};
    enum status status = STATUS_OK;

    if (!add_words(&all, spellings, false) || !add_words(&all, words, true))
        status = error_no_memory(error);
    if (status == STATUS_OK && all.count)
        qsort(all.items, all.count, sizeof *all.items, by_key);
    for (size_t i = 0, end; i < all.count && status == STATUS_OK; i = end) {
        for (end = i + 1; end < all.count && strcmp(all.items[end].key, all.items[i].key) == 0;)
            end++;
        status = write_key(all.items + i, end - i, writer, error);
    }
    free(all.items);
    return status;
}
