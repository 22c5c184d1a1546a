#include "query/search/searcher.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/fields.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "indexer/format/news.h"
#include "indexer/format/share.h"
#include "query/plan/guess/memory.h"
#include "shim/base/array.h"
#include "shim/base/hash.h"
#include "shim/match/match.h"

/* A generation may be removed between finding and opening it, where two were
 * published in that moment; that this often in a row is no accident. */
#define OPEN_TRIES 10

/* Seconds for a remote shard to answer in. */
#define TIMEOUT_USUAL 10

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
        known->stem_length = shim_stem(stems->stemmer, bytes, known->stem, STEM_WORD_MAX);
        known->word_length = known->stem_length > 0 ? length : 0; /* what failed is not known */
    }
    memcpy(out, known->stem, known->stem_length);
    return known->stem_length;
}

static void free_lines(char ***lines, size_t *count)
{
    for (size_t i = 0; i < *count; i++)
        free((*lines)[i]);
    free(*lines);
    *lines = NULL;
    *count = 0;
}

static void close_database(struct searcher *s)
{
    shim_database_free(s->database);
    s->database = NULL;
    kept_papers_free(s->kept);
    s->kept = NULL;
    guess_memory_free(s->guessed);
    s->guessed = NULL;
    free_lines(&s->roots, &s->shard_count);
    free_lines(&s->missing, &s->missing_count);
    free_lines(&s->generations, &s->generation_count);
}

/* Takes line, which may be NULL where memory was short. */
static enum status add_line(char ***lines, size_t *count, char *line, struct error *error)
{
    if (!line || !array_grow(lines, *count, sizeof line)) {
        free(line);
        return error_no_memory(error);
    }
    (*lines)[(*count)++] = line;
    return STATUS_OK;
}

/* What is known of one shard alone. */
struct shard {
    struct shim_database *database;
    char *root;
    struct share share;
};

/* The fingerprint and root of one database, and its share where there are others. */
static enum status read_metadata(struct shard *shard, bool alone, struct error *error)
{
    struct shim_bytes fingerprint = {METADATA_FINGERPRINT, strlen(METADATA_FINGERPRINT)};
    struct shim_bytes root_key = {METADATA_ROOT, strlen(METADATA_ROOT)};
    char *stored = NULL;
    size_t length;
    enum status status = shim_metadata(shard->database, fingerprint, &stored, &length, error);

    if (status == STATUS_OK)
        status = fingerprint_check(stored, length, error);
    free(stored);
    if (status == STATUS_OK)
        status = shim_metadata(shard->database, root_key, &shard->root, &length, error);
    return status == STATUS_OK && !alone ? share_of(shard->database, &shard->share, error) : status;
}

/* Names the shard where the message does not. */
static enum status blame(const char *place, struct error *error)
{
    struct error told = *error;

    if (strstr(told.message, place))
        return told.code;
    return error_set(error, told.code, told.hint, "%s: %s", place, told.message);
}

/* What an opened shard says of itself. *opened is taken. */
static enum status take_shard(struct shim_shard *opened, bool alone, struct shard *out,
                              struct error *error)
{
    enum status status = opened->status;

    if (status != STATUS_OK)
        *error = opened->error;
    out->database = opened->database;
    opened->database = NULL;
    if (status == STATUS_OK)
        status = read_metadata(out, alone, error);
    if (status == STATUS_OK)
        return status;
    shim_database_free(out->database);
    free(out->root);
    *out = (struct shard){0};
    return status == STATUS_NO_MEMORY || alone ? status : blame(opened->path, error);
}

/* Whether the failure is one to go on after without the shard. */
static bool leave_out(struct searcher *s, enum status *status, struct error *error)
{
    if (!s->place.partial || *status == STATUS_OK || *status == STATUS_NO_MEMORY ||
        *status == STATUS_MODIFIED)
        return false;
    *status = add_line(&s->missing, &s->missing_count, strdup(error->message), error);
    return *status == STATUS_OK;
}

/* The parts of all directories. */
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
        if (s->place.directory_count > 1)
            leave_out(s, &status, error);
        free(directory);
        free(generation);
    }
    return status;
}

/* Shards that each say which share of one archive they are have no paper twice. */
struct shares {
    uint64_t seen[SHARES_MAX / 64];
    uint32_t count;
    bool overlap;
};

static void add_share(struct shares *shares, const struct share *one)
{
    const uint64_t bit = UINT64_C(1) << one->number % 64;
    uint64_t *seen = &shares->seen[one->number / 64];

    if (one->count == 0 || (shares->count && shares->count != one->count) || (*seen & bit))
        shares->overlap = true;
    shares->count = one->count;
    *seen |= bit;
}

static enum status join_shard(struct searcher *s, struct shard *shard, struct error *error)
{
    enum status status = shim_database_join(&s->database, shard->database, error);

    if (status == STATUS_OK)
        return add_line(&s->roots, &s->shard_count, shard->root, error);
    free(shard->root);
    return status;
}

/* Opens them all at a time, for servers take some time over it each. */
static struct shim_shard *open_shards(const struct searcher *s, const struct location_parts *parts)
{
    static const char *const keys[] = {METADATA_FINGERPRINT, METADATA_ROOT, METADATA_SHARE};
    const uint32_t seconds = s->place.timeout ? s->place.timeout : TIMEOUT_USUAL;
    const struct shim_opening opening = {seconds * 1000, keys, parts->count > 1 ? 3 : 2,
                                         SLOT_RECENCY, s->place.often};
    struct shim_shard *shards = calloc(parts->count + 1, sizeof *shards);

    for (size_t i = 0; shards && i < parts->count; i++)
        shards[i].path = parts->paths[i];
    if (shards)
        shim_shards_open(shards, parts->count, &opening);
    return shards;
}

static enum status join_shards(struct searcher *s, struct shim_shard *opened, size_t count,
                               struct error *error)
{
    struct shares shares = {.count = 0};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct shard shard = {.root = NULL};

        status = take_shard(&opened[i], count == 1, &shard, error);
        if (leave_out(s, &status, error))
            continue;
        add_share(&shares, &shard.share);
        if (status == STATUS_OK)
            status = join_shard(s, &shard, error);
    }
    s->overlaps = s->shard_count > 1 && shares.overlap;
    return status;
}

static enum status open_parts(struct searcher *s, const struct location_parts *parts,
                              struct error *error)
{
    struct shim_shard *opened = open_shards(s, parts);
    enum status status =
        opened ? join_shards(s, opened, parts->count, error) : error_no_memory(error);

    for (size_t i = 0; opened && i < parts->count; i++)
        shim_database_free(opened[i].database);
    free(opened);
    if (status == STATUS_OK && !s->database)
        status = error_set(error, STATUS_UNREACHABLE, NULL, "no shard is there: %s",
                           s->missing_count ? s->missing[0] : "");
    if (status == STATUS_OK && !s->place.plain &&
        (s->place.often || !shim_database_is_remote(s->database)))
        status = match_use(s->database, (struct match_options){.often = s->place.often}, error);
    if (status == STATUS_OK && s->place.often) {
        s->kept = kept_papers_new();
        status = s->kept ? STATUS_OK : error_no_memory(error);
    }
    if (status == STATUS_OK) {
        s->guessed = guess_memory_new();
        status = s->guessed ? STATUS_OK : error_no_memory(error);
    }
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

    status = find_parts(s, &parts, error);
    if (status == STATUS_OK)
        status = open_parts(s, &parts, error);
    if (status == STATUS_OK)
        status = read_statistics(s, error);
    s->generations = parts.generations; /* taken */
    s->generation_count = parts.generation_count;
    parts.generations = NULL;
    parts.generation_count = 0;
    location_parts_clear(&parts);
    return status;
}

enum status searcher_news(const void *searcher, size_t publications, struct buffer *ids, bool *all,
                          struct error *error)
{
    const struct searcher *s = searcher;
    struct buffer *news = calloc(s->generation_count + 1, sizeof *news);
    enum status status = news ? STATUS_OK : error_no_memory(error);
    bool added = true;

    *all = false;
    if (shim_database_is_remote(s->database))
        status = error_set(error, STATUS_BAD_QUERY, "search the indexes on their own machines",
                           "remote shards do not tell what is new");
    for (size_t i = 0; i < s->generation_count && status == STATUS_OK; i++)
        status = news_read(s->generations[i], &news[i], error);
    if (status == STATUS_OK && s->generation_count > 1 && !s->overlaps)
        *all = !news_of_shards(news, s->generation_count, publications, ids, &added);
    else
        for (size_t i = 0; i < s->generation_count && status == STATUS_OK && added && !*all; i++)
            *all = !news_of(&news[i], publications, ids, &added);
    for (size_t i = 0; news && i < s->generation_count; i++)
        buffer_free(&news[i]);
    free(news);
    return added ? status : error_no_memory(error);
}

const char *searcher_root(const struct searcher *searcher, size_t shard)
{
    if (searcher->place.root)
        return searcher->place.root;
    return searcher->roots[shard < searcher->shard_count ? shard : 0];
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

enum status searcher_refresh(struct searcher *searcher, struct error *error)
{
    struct searcher live = {
        .place = searcher->place, .stems = searcher->stems, .analyzer = searcher->analyzer};

    if (open_once(&live, error) != STATUS_OK) {
        close_database(&live);
        return searcher_reopen(searcher, error);
    }
    if (shim_database_is_same(searcher->database, live.database)) {
        close_database(&live);
        return STATUS_OK;
    }
    close_database(searcher);
    *searcher = live;
    return STATUS_OK;
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
        if (s->analyzer && place->often)
            analyzer_remember(s->analyzer);
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
