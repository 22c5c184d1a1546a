#include "query/serve/index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shim/base/buffer.h"
#include "indexer/format/location.h"
#include "shim/base/hash.h"
#include "query/search/searcher.h"
#include "shim/base/system.h"

/* Each generation's parts have paths of their own. A stub that cannot be read is told
 * when it is opened. */
static enum status look_at_parts(const char *stub, uint32_t *out, struct error *error)
{
    struct location_parts parts = {0};
    struct buffer paths = BUFFER_INIT;
    enum status status = location_parts(stub, &parts, error);
    bool ok = status != STATUS_NO_MEMORY;

    for (size_t i = 0; i < parts.count && ok; i++)
        ok = buffer_add_text(&paths, parts.paths[i]) && buffer_add_char(&paths, '\n');
    *out = paths.length ? hash_bytes(paths.data, paths.length) : 0;
    buffer_free(&paths);
    location_parts_clear(&parts);
    return ok ? STATUS_OK : error_no_memory(error);
}

/* What changes when another generation becomes live: the link; of a database
 * that is none, itself. */
static enum status look(const char *directory, struct file_identity *out, struct error *error)
{
    struct buffer path = BUFFER_INIT;
    struct stat is;
    bool found;

    *out = (struct file_identity){0};
    if (!buffer_add_format(&path, "%s/" LOCATION_CURRENT, directory))
        return error_no_memory(error);
    found = lstat(path.data, &is) == 0 || stat(directory, &is) == 0;
    buffer_free(&path);
    if (found)
        *out = (struct file_identity){is.st_dev, is.st_ino, system_modified(&is), 0};
    return found && location_is_stub(directory) ? look_at_parts(directory, &out->parts, error)
                                                : STATUS_OK;
}

static bool is_same(const struct file_identity *a, const struct file_identity *b)
{
    return a->device == b->device && a->inode == b->inode &&
           a->modified.tv_sec == b->modified.tv_sec && a->modified.tv_nsec == b->modified.tv_nsec &&
           a->parts == b->parts;
}

/* Whether any directory leads elsewhere than when it was seen last. */
static enum status look_at_all(struct index *index, bool *changed, struct error *error)
{
    *changed = false;
    for (size_t i = 0; i < index->place->directory_count; i++) {
        struct file_identity now;
        char *directory;
        enum status status = location_directory(index->place->directories[i], &directory, error);

        if (status == STATUS_OK)
            status = look(directory, &now, error);
        free(directory);
        if (status != STATUS_OK)
            return status;
        *changed = *changed || !is_same(&now, &index->seen[i]);
        index->seen[i] = now;
    }
    return STATUS_OK;
}

/* Nothing tells that a remote shard was published anew, or that one is back. */
static bool is_stale(const struct index *index)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (shim_database_is_remote(index->searcher->database) || index->searcher->missing_count) &&
           now.tv_sec - index->opened >= INDEX_REMOTE_SECONDS;
}

static enum status open_now(struct index *index, bool changed, struct error *error)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    index->opened = now.tv_sec;
    if (!index->searcher)
        return searcher_open(&index->searcher, index->place, error);
    return changed ? searcher_reopen(index->searcher, error)
                   : searcher_refresh(index->searcher, error);
}

enum status index_current(struct index *index, struct searcher **out, struct error *error)
{
    bool changed;
    enum status status;

    *out = NULL;
    if (!index->seen)
        index->seen = calloc(index->place->directory_count, sizeof *index->seen);
    if (!index->seen)
        return error_no_memory(error);
    status = look_at_all(index, &changed, error);
    if (status == STATUS_OK && (!index->searcher || changed || is_stale(index)))
        status = open_now(index, changed, error);
    if (status == STATUS_OK)
        *out = index->searcher;
    else
        index_close(index);
    return status;
}

void index_close(struct index *index)
{
    searcher_free(index->searcher);
    free(index->seen);
    index->searcher = NULL;
    index->seen = NULL;
}

enum status index_state_of(const struct index *index, size_t number, struct index_state *out,
                           struct error *error)
{
    struct timespec now;
    struct file_identity seen;
    char *live = NULL;
    enum status status;

    *out = (struct index_state){0};
    status = location_directory(index->place->directories[number], &out->path, error);
    if (status == STATUS_OK)
        status = location_current(out->path, &live, &out->generation, error);
    if (status == STATUS_OK)
        status = look(out->path, &seen, error);
    free(live);
    if (status != STATUS_OK) {
        free(out->path);
        out->path = NULL;
        return status;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    out->age_seconds = now.tv_sec > seen.modified.tv_sec ? now.tv_sec - seen.modified.tv_sec : 0;
    return STATUS_OK;
}
