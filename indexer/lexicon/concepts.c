#include "indexer/lexicon/concepts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/concept.h"
#include "indexer/format/lexical.h"
#include "shim/base/array.h"
#include "shim/base/system.h"

/* Digits and single letters are too many to ask for; what the index holds of them is
 * asked with the query. */
#define UNCOUNTED_BYTES 2

/* A word as it is looked for and as it is stored, in the arena of the writing. */
struct meaning {
    size_t key, key_length;   /* concept_add_stem */
    size_t row, row_length;   /* its stems with blanks between them */
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

/* A token of a word of the thesaurus; its text is in the buffer of all. */
struct part {
    size_t text, length;
    uint32_t word;
    unsigned flags;
};
#define PARTS_MAX 64

struct parts {
    struct part items[PARTS_MAX];
    size_t count;
    struct buffer text;
};

static bool take_part(void *context, const struct token *token)
{
    struct parts *parts = context;

    if (parts->count == PARTS_MAX ||
        !(concept_is_stem(token->flags) || token->flags & TOKEN_JOINED))
        return true;
    parts->items[parts->count++] =
        (struct part){parts->text.length, token->length, token->word, token->flags};
    return buffer_add(&parts->text, token->text, token->length);
}

/* One way to write a word. */
struct form {
    struct buffer key, row;
    size_t stems;
    bool hangul; /* all of them */
};

static bool add_stem(struct form *form, const struct parts *parts, const struct part *part)
{
    const char *text = parts->text.data + part->text;

    form->hangul = form->hangul && (part->flags & TOKEN_HANGUL);
    return concept_add_stem(&form->key, text, part->length) &&
           (form->stems++ == 0 || buffer_add_char(&form->row, ' ')) &&
           buffer_add(&form->row, text, part->length);
}

/* Of each part that stands alone its name run together, if it has one and that is
 * wanted or all there is; else its stems. */
static bool make_form(struct form *form, const struct parts *parts, bool joined)
{
    bool added = true;

    form->hangul = true;
    for (size_t i = 0, end; i < parts->count && added; i = end) {
        const struct part *name = NULL;
        size_t stems = 0;

        for (end = i; end < parts->count && parts->items[end].word == parts->items[i].word; end++) {
            bool is_name = parts->items[end].flags & TOKEN_JOINED;

            name = is_name && !name ? &parts->items[end] : name;
            stems += !is_name;
        }
        if (name && (joined || stems == 0)) {
            added = add_stem(form, parts, name);
            continue;
        }
        for (size_t k = i; k < end && added; k++)
            added =
                (parts->items[k].flags & TOKEN_JOINED) || add_stem(form, parts, &parts->items[k]);
    }
    return added;
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

/* Adds a word as it is written, and run together where that may be another term: a
 * compound of Hangul that papers hold as one stem, a name such as GPT-4. */
static bool add_forms(struct writing *w, uint32_t concept, const struct parts *parts)
{
    struct form apart = {.stems = 0}, joined = {.stems = 0};
    bool added = make_form(&apart, parts, false) && make_form(&joined, parts, true);

    if (added && apart.stems > 0 && apart.stems <= CONCEPT_STEMS_MAX)
        added = add_form(w, concept, &apart.key, &apart.row);
    if (added && joined.stems > 0 && joined.stems < apart.stems)
        added = add_form(w, concept, &joined.key, &joined.row);
    if (added && apart.stems > 1 && apart.hangul && papers_of_row(w->held, &apart.key) > 0)
        added = add_form(w, concept, &apart.key, &apart.key);
    buffer_free(&apart.key);
    buffer_free(&apart.row);
    buffer_free(&joined.key);
    buffer_free(&joined.row);
    return added;
}

static bool add_word(struct writing *w, const struct thesaurus_word *word)
{
    struct parts parts = {.count = 0};
    bool added = analyzer_run(w->analyzer, &(struct analysis){ANALYZE_QUERY, 0, take_part, &parts},
                              w->thesaurus->text.data + word->text, word->length) &&
                 add_forms(w, word->concept, &parts);

    buffer_free(&parts.text);
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

/* The words of a concept that papers hold, of the count meanings at first, which
 * become those at w->count. A concept without any loses them all. */
static enum status write_concept(struct writing *w, size_t first, size_t count)
{
    struct meaning *meanings = w->meanings + first;
    struct buffer value = BUFFER_INIT;
    char number[CONCEPT_BUCKET_MAX];
    bool added = true;
    enum status status = STATUS_OK;

    qsort(meanings, count, sizeof *meanings, by_papers);
    for (size_t i = 0; i < count && meanings[i].papers > 0 && added; i++)
        added = lexical_add(&value,
                            &(struct lexical_entry){w->arena.data + meanings[i].row,
                                                    meanings[i].row_length, meanings[i].papers});
    snprintf(number, sizeof number, "%u", (unsigned)meanings->concept);
    if (!added)
        status = error_no_memory(w->error);
    else if (value.length > 0) {
        status = write_value(w, LEXICAL_CONCEPT, number, &value);
        memmove(w->meanings + w->count, meanings, count * sizeof *meanings);
        w->count += count;
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

    system_sort(w->meanings, w->count, sizeof *w->meanings, by_bucket, w);
    for (size_t i = 0, end; i < w->count && status == STATUS_OK; i = end) {
        struct buffer value = BUFFER_INIT;
        bool added = true;

        for (end = i;
             end < w->count && added && strcmp(w->meanings[end].bucket, w->meanings[i].bucket) == 0;
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
    const size_t all = w->count;
    w->count = 0;
    for (size_t i = 0, end; i < all && status == STATUS_OK; i = end) {
        for (end = i + 1; end < all && w->meanings[end].concept == w->meanings[i].concept;)
            end++;
        status = write_concept(w, i, end - i);
    }
    return status == STATUS_OK ? write_buckets(w) : status;
}

enum status concepts_write(const struct thesaurus *thesaurus, const struct concepts_held *held,
                           struct shim_writer *writer, struct error *error)
{
    struct writing w = {.thesaurus = thesaurus, .held = held, .writer = writer, .error = error};
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
