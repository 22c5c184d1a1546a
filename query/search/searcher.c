#include "query/search/searcher.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/fields.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "indexer/format/news.h"
#include "shim/base/hash.h"
#include "shim/match/match.h"
#include "shim/base/array.h"

/* A generation may be removed between finding and opening it, where two were
 * published in that moment; that this often in a row is no accident. */
#define OPEN_TRIES 10

/* The stems of the last words by their hash. Feedback and marks read the same papers,
 * and a session the same words: so most stems are asked for again. */
#define STEMS 512
#define STEM_WORD_MAX 24

struct known_stem {
    char word[STEM_WORD_MAX], stem[STEM_WORD_MAX];
    size_t word_length, stem_length;
};

struct stems {
    struct shim_stemmer *stemmer;
    struct known_stem known[STEMS];
};

static size_t stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    struct stems *stems = context;
    struct known_stem *known = &stems->known[hash_bytes(word, length) % STEMS];
    const struct shim_bytes bytes = {word, length};

    if (length > STEM_WORD_MAX || capacity < STEM_WORD_MAX)
        return shim_stem(stems->stemmer, bytes, out, capacity);
    if (known->word_length != length || memcmp(known->word, word, length) != 0) {
        memcpy(known->word, word, length);
        known->word_length = length;
        known->stem_length = shim_stem(stems->stemmer, bytes, known->stem, STEM_WORD_MAX);
    }
    memcpy(out, known->stem, known->stem_length);
    return known->stem_length;
}

static void close_database(struct searcher *s)
{
    shim_database_free(s->database);
    s->database = NULL;
    for (size_t i = 0; i < s->place.directory_count; i++) {
        if (s->roots)
            free(s->roots[i]);
        if (s->generations)
            free(s->generations[i]);
    }
    free(s->roots);
    free(s->generations);
    s->generations = NULL;
    free(s->owners);
    s->roots = NULL;
    s->owners = NULL;
    s->part_count = 0;
}

/* The fingerprint and root of one database. */
static enum status read_metadata(struct shim_database *database, char **root, struct error *error)
{
    struct shim_bytes fingerprint = {METADATA_FINGERPRINT, strlen(METADATA_FINGERPRINT)};
    struct shim_bytes root_key = {METADATA_ROOT, strlen(METADATA_ROOT)};
    char *stored = NULL;
    size_t length;
    enum status status = shim_metadata(database, fingerprint, &stored, &length, error);

    if (status == STATUS_OK)
        status = fingerprint_check(stored, length, error);
    free(stored);
    if (status == STATUS_OK)
        status = shim_metadata(database, root_key, root, &length, error);
    return status;
}

/* The parts of all directories, and whose each is. */
static enum status find_parts(struct searcher *s, struct location_parts *parts, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < s->place.directory_count && status == STATUS_OK; i++) {
        char *directory = NULL, *generation = NULL;
        uint64_t number;

        status = location_directory(s->place.directories[i], &directory, error);
        if (status == STATUS_OK)
            status = location_current(directory, &generation, &number, error);
        if (status == STATUS_OK)
            status = location_parts(generation, parts, error);
        free(directory);
        s->generations[i] = generation;
        if (status != STATUS_OK)
            return status;
        while (s->part_count < parts->count) {
            if (!array_grow(&s->owners, s->part_count, sizeof *s->owners))
                return error_no_memory(error);
            s->owners[s->part_count++] = i;
        }
    }
    return status;
}

/* Of several directories each one's first part is looked at alone: metadata of
 * all would be that of the first directory. */
static enum status check_each(struct searcher *s, const struct location_parts *parts,
                              struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < parts->count && status == STATUS_OK; i++) {
        const char *path = parts->paths[i];
        struct shim_database *one;

        if (i > 0 && s->owners[i] == s->owners[i - 1])
            continue;
        status = shim_database_open(&one, &path, 1, error);
        if (status != STATUS_OK)
            break;
        status = read_metadata(one, &s->roots[s->owners[i]], error);
        shim_database_free(one);
    }
    return status;
}

static enum status open_parts(struct searcher *s, const struct location_parts *parts,
                              struct error *error)
{
    enum status status = s->place.directory_count > 1 ? check_each(s, parts, error) : STATUS_OK;

    if (status == STATUS_OK)
        status = shim_database_open(&s->database, (const char *const *)parts->paths, parts->count,
                                    error);
    if (status == STATUS_OK && !s->place.plain)
        status = match_use(s->database, s->place.often, error);
    if (status == STATUS_OK && s->place.directory_count == 1)
        status = read_metadata(s->database, &s->roots[0], error);
    return status;
}

static enum status read_statistics(struct searcher *s, struct error *error)
{
    enum status status = shim_document_count(s->database, &s->documents, error);

    if (status == STATUS_OK)
        status = shim_greatest_number(s->database, SLOT_RECENCY, &s->newest, error);
    return status;
}

static enum status open_once(struct searcher *s, struct error *error)
{
    struct location_parts parts = {0};
    enum status status;

    s->roots = calloc(s->place.directory_count, sizeof *s->roots);
    s->generations = calloc(s->place.directory_count, sizeof *s->generations);
    if (!s->roots || !s->generations)
        return error_no_memory(error);
    status = find_parts(s, &parts, error);
    if (status == STATUS_OK)
        status = open_parts(s, &parts, error);
    if (status == STATUS_OK)
        status = read_statistics(s, error);
    location_parts_clear(&parts);
    return status;
}

enum status searcher_news(const void *searcher, size_t publications, struct buffer *ids, bool *all,
                          struct error *error)
{
    const struct searcher *s = searcher;
    enum status status = STATUS_OK;

    *all = false;
    for (size_t i = 0; i < s->place.directory_count && status == STATUS_OK && !*all; i++) {
        struct buffer news = BUFFER_INIT;
        bool added = true;

        status = news_read(s->generations[i], &news, error);
        if (status == STATUS_OK)
            *all = !news_of(&news, publications, ids, &added);
        if (!added)
            status = error_no_memory(error);
        buffer_free(&news);
    }
    return status;
}

const char *searcher_root(const struct searcher *searcher, size_t part)
{
    if (searcher->place.root)
        return searcher->place.root;
    return searcher->roots[part < searcher->part_count ? searcher->owners[part] : 0];
}

enum status searcher_reopen(struct searcher *searcher, struct error *error)
{
    enum status status = STATUS_OK;

    for (int i = 0; i < OPEN_TRIES; i++) {
        close_database(searcher);
        status = open_once(searcher, error);
        if (status != STATUS_NOT_FOUND && status != STATUS_MODIFIED)
            break;
    }
    return status;
}

enum status searcher_open(struct searcher **out, const struct searcher_place *place,
                          struct error *error)
{
    struct searcher *s = calloc(1, sizeof *s);
    enum status status;

    *out = NULL;
    if (!s)
        return error_no_memory(error);
    s->place = *place;
    s->stems = calloc(1, sizeof *s->stems);
    status = s->stems ? shim_stemmer_new(&s->stems->stemmer, error) : error_no_memory(error);
    if (status == STATUS_OK) {
        s->analyzer = analyzer_new(&(struct stemming){stem, s->stems});
        status = s->analyzer ? STATUS_OK : error_no_memory(error);
    }
    if (status == STATUS_OK)
        status = searcher_reopen(s, error);
    if (status == STATUS_OK)
        *out = s;
    else
        searcher_free(s);
    return status;
}

void searcher_free(struct searcher *searcher)
{
    if (!searcher)
        return;
    close_database(searcher);
    analyzer_free(searcher->analyzer);
    if (searcher->stems)
        shim_stemmer_free(searcher->stems->stemmer);
    free(searcher->stems);
    free(searcher);
}
