#include "indexer/lexicon/concepts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/concept.h"
#include "indexer/format/lexical.h"
#include "shim/base/array.h"

/* Digits and single letters are too many to ask for; what the index holds of them is
 * asked with the query. */
#define UNCOUNTED_BYTES 2

/* A word as it is looked for and as it is stored, in the arena of the writing. */
struct meaning {
    size_t key, key_length; /* concept_add_stem */
    size_t row, row_length; /* its stems with blanks between them */
    uint32_t concept, papers; /* about: those of its rarest stem */
    char bucket[CONCEPT_BUCKET_MAX];
};

struct writing {
    const struct thesaurus *thesaurus;
    const struct concepts_held *held;
    struct shim_writer *writer;
    struct shim_stemmer *stemmer;
    struct analyzer *analyzer;
    struct buffer arena;
    struct meaning *meanings; /* concept by concept */
    size_t count;
    struct error *error;
};

static size_t stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    return shim_stem(context, (struct shim_bytes){word, length}, out, capacity);
}

/* The stems of one word. */
struct stems {
    struct buffer key, row, whole; /* whole: its Hangul run together, where there are several */
    size_t count;
    bool hangul; /* all of them */
};

static bool take_stem(void *context, const struct token *token)
{
    struct stems *stems = context;

    if (!concept_is_stem(token->flags))
        return true;
    stems->hangul = stems->hangul && (token->flags & TOKEN_HANGUL);
    stems->count++;
    return concept_add_stem(&stems->key, token->text, token->length) &&
           (stems->count == 1 || buffer_add_char(&stems->row, ' ')) &&
           buffer_add(&stems->row, token->text, token->length);
}

static uint32_t papers_of(const struct words *words, const char *text, size_t length)
{
    uint32_t number = words_find(words, text, length);

    return number == NO_WORD ? 0 : words->entries[number].papers;
}

/* The papers of the rarest stem of a row; 0 where one is held by none. */
static uint32_t papers_of_row(const struct concepts_held *held, const struct buffer *row)
{
    uint32_t least = UINT32_MAX;

    for (size_t at = 0, end; at < row->length; at = end + 1) {
        const char *blank = memchr(row->data + at, ' ', row->length - at);
        uint32_t papers, written;

        end = blank ? (size_t)(blank - row->data) : row->length;
        papers = papers_of(held->stems, row->data + at, end - at);
        written = papers_of(held->spellings, row->data + at, end - at);
        if (papers < written)
            papers = written;
        if (papers == 0 && end - at <= UNCOUNTED_BYTES)
            papers = 1;
        if (papers < least)
            least = papers;
    }
    return least;
}

/* Adds a form of a word to the meanings. */
static bool add_form(struct writing *w, uint32_t concept, const struct buffer *key,
                     const struct buffer *row)
{
    struct meaning one = {.concept = concept, .papers = papers_of_row(w->held, row)};

    if (!array_grow(&w->meanings, w->count, sizeof one))
        return false;
    one.key = w->arena.length;
    one.key_length = key->length;
    one.row = one.key + key->length;
    one.row_length = row->length;
    concept_bucket(key->data, key->length, one.bucket);
    w->meanings[w->count++] = one;
    return buffer_add(&w->arena, key->data, key->length) &&
           buffer_add(&w->arena, row->data, row->length);
}

/* Adds a word: a compound also as one stem, where papers write it so. */
static bool add_word(struct writing *w, const struct thesaurus_word *word)
{
    struct stems stems = {.hangul = true};
    bool added = analyzer_run(w->analyzer,
                              &(struct analysis){ANALYZE_QUERY, 0, take_stem, &stems},
                              w->thesaurus->text.data + word->text, word->length);

    if (added && stems.count > 0 && stems.count <= CONCEPT_STEMS_MAX)
        added = add_form(w, word->concept, &stems.key, &stems.row);
    if (added && stems.count > 1 && stems.count <= CONCEPT_STEMS_MAX && stems.hangul &&
        papers_of_row(w->held, &stems.key) > 0)
        added = add_form(w, word->concept, &stems.key, &stems.key);
    buffer_free(&stems.key);
    buffer_free(&stems.row);
    return added;
}

static int by_papers(const void *left, const void *right)
{
    const struct meaning *a = left, *b = right;

    if (a->papers != b->papers)
        return a->papers > b->papers ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static enum status write_value(struct writing *w, enum lexical_kind kind, const char *text,
                               const struct buffer *value)
{
    char key[LEXICAL_KEY_MAX];
    size_t length = lexical_key(kind, text, strlen(text), key);

    return shim_writer_metadata(w->writer, (struct shim_bytes){key, length},
                                (struct shim_bytes){value->data, value->length}, w->error);
}

/* The words of a concept that papers hold, of its meanings [first, end). A concept
 * without any loses them all. */
static enum status write_concept(struct writing *w, size_t first, size_t *end)
{
    struct meaning *meanings = w->meanings + first;
    struct buffer value = BUFFER_INIT;
    size_t count = *end - first;
    char number[CONCEPT_BUCKET_MAX];
    bool added = true;
    enum status status;

    qsort(meanings, count, sizeof *meanings, by_papers);
    for (size_t i = 0; i < count && meanings[i].papers > 0 && added; i++)
        added = lexical_add(&value, &(struct lexical_entry){w->arena.data + meanings[i].row,
                                                            meanings[i].row_length,
                                                            meanings[i].papers});
    snprintf(number, sizeof number, "%u", (unsigned)meanings->concept);
    if (!added)
        status = error_no_memory(w->error);
    else if (value.length > 0)
        status = write_value(w, LEXICAL_CONCEPT, number, &value);
    else {
        memmove(meanings, meanings + count, (w->count - *end) * sizeof *meanings);
        w->count -= count;
        *end = first;
        status = STATUS_OK;
    }
    buffer_free(&value);
    return status;
}

static int by_bucket(const void *left, const void *right, void *context)
{
    const struct meaning *a = left, *b = right;
    const struct writing *w = context;
    int order = strcmp(a->bucket, b->bucket);

    if (order == 0 && a->key_length != b->key_length)
        order = a->key_length < b->key_length ? -1 : 1;
    if (order == 0)
        order = memcmp(w->arena.data + a->key, w->arena.data + b->key, a->key_length);
    if (order != 0)
        return order;
    return a->concept < b->concept ? -1 : a->concept > b->concept;
}

static bool is_same(const struct writing *w, const struct meaning *a, const struct meaning *b)
{
    return by_bucket(a, b, (void *)w) == 0;
}

/* The words of the buckets, each once for each of its concepts. */
static enum status write_buckets(struct writing *w)
{
    enum status status = STATUS_OK;

    if (w->count)
        qsort_r(w->meanings, w->count, sizeof *w->meanings, by_bucket, w);
    for (size_t i = 0, end; i < w->count && status == STATUS_OK; i = end) {
        struct buffer value = BUFFER_INIT;
        bool added = true;

        for (end = i; end < w->count && added &&
                      strcmp(w->meanings[end].bucket, w->meanings[i].bucket) == 0;
             end++) {
            const struct meaning *one = &w->meanings[end];

            if (end > i && is_same(w, one - 1, one))
                continue;
            added = lexical_add(&value, &(struct lexical_entry){w->arena.data + one->key,
                                                                one->key_length, one->concept});
        }
        status = added ? write_value(w, LEXICAL_MEANING, w->meanings[i].bucket, &value)
                       : error_no_memory(w->error);
        buffer_free(&value);
    }
    return status;
}

static enum status write_all(struct writing *w)
{
    const struct thesaurus *t = w->thesaurus;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < t->word_count; i++)
        if (!add_word(w, &t->words[i]))
            return error_no_memory(w->error);
    for (size_t i = 0, end; i < w->count && status == STATUS_OK; i = end) {
        for (end = i + 1; end < w->count && w->meanings[end].concept == w->meanings[i].concept;)
            end++;
        status = write_concept(w, i, &end);
    }
    return status == STATUS_OK ? write_buckets(w) : status;
}

enum status concepts_write(const struct thesaurus *thesaurus, const struct concepts_held *held,
                           struct shim_writer *writer, struct error *error)
{
    struct writing w = {
        .thesaurus = thesaurus, .held = held, .writer = writer, .error = error};
    enum status status = shim_stemmer_new(&w.stemmer, error);

    if (status == STATUS_OK) {
        const struct stemming stemming = {stem, w.stemmer};

        w.analyzer = analyzer_new(&stemming);
        status = w.analyzer ? write_all(&w) : error_no_memory(error);
    }
    analyzer_free(w.analyzer);
    shim_stemmer_free(w.stemmer);
    buffer_free(&w.arena);
    free(w.meanings);
    return status;
}
