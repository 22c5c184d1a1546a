#include "indexer/build/index_stat.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/cleanup.h"
#include "indexer/build/generation.h"
#include "indexer/build/publish.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"
#include "shim/base/system.h"

enum status index_stat_fingerprint(struct shim_database *database, struct error *error)
{
    const struct shim_bytes key = {METADATA_FINGERPRINT, strlen(METADATA_FINGERPRINT)};
    char *stored = NULL;
    size_t length = 0;
    enum status status = shim_metadata(database, key, &stored, &length, error);
    if (status == STATUS_OK)
        status = fingerprint_check(stored, length, error);
    free(stored);
    return status;
}

static enum status read_index(struct index_stat *out, const struct location_parts *parts,
                              struct error *error)
{
    struct shim_database *database = NULL;
    uint32_t papers = 0;
    enum status status =
        shim_database_open(&database, (const char *const *)parts->paths, parts->count, error);
    if (status == STATUS_OK)
        status = index_stat_fingerprint(database, error);
    if (status == STATUS_OK)
        status = shim_document_count(database, &papers, error);
    out->papers = papers;
    shim_database_free(database);
    return status;
}

static void add_sizes(struct index_stat *out, const struct location_parts *parts)
{
    struct stat is;
    for (size_t i = 0; i < parts->count; i++)
        if (stat(parts->paths[i], &is) == 0)
            out->bytes += (uint64_t)is.st_size;
}

/* A generation's directory is renamed, but its stub is written once. */
static enum status read_generation(struct index_stat *out, const char *path, bool every_byte,
                                   struct error *error)
{
    struct location_parts parts = {0};
    struct stat is;
    enum status status = STATUS_OK;
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0 && fstatat(directory, LOCATION_PARTS, &is, 0) == 0)
        out->published = system_modified(&is);
    if (directory >= 0 && out->generation > 0)
        status = generation_check(directory, every_byte, error);
    if (status == STATUS_OK)
        status = location_parts(path, &parts, error);
    if (status == STATUS_OK)
        status = read_index(out, &parts, error);
    add_sizes(out, &parts);
    if (directory >= 0)
        close(directory);
    location_parts_clear(&parts);
    return status;
}

/* Who holds the lock, as far as the file tells. */
static long read_holder(int directory)
{
    char text[64] = "";
    int lock = openat(directory, LOCATION_LOCK, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0)
        return 0;
    long holder = 0;
    if (system_is_locked(lock)) {
        ssize_t length = pread(lock, text, sizeof text - 1, 0);
        text[length > 0 ? length : 0] = '\0';
        holder = strtol(text, NULL, 10);
        holder = holder > 0 ? holder : -1;
    }
    close(lock);
    return holder;
}

enum status index_stat_read(struct index_stat *out, const char *directory, bool every_byte,
                            struct error *error)
{
    char *path = NULL;
    *out = (struct index_stat){0};
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at >= 0)
        out->holder = read_holder(at);
    enum status status = location_current(directory, &path, &out->generation, error);
    if (at >= 0 && out->generation > 0) {
        out->kept = publication_kept(at, out->generation);
        out->previous = cleanup_newest(at, out->generation);
    }
    if (status == STATUS_OK)
        status = read_generation(out, path, every_byte, error);
    free(path);
    if (at >= 0)
        close(at);
    return status;
}
