#include "indexer/build/index_stat.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/cleanup.h"
#include "indexer/build/generation.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"

static enum status read_index(struct index_stat *out, const struct location_parts *parts,
                              struct error *error)
{
    static const char key[] = METADATA_FINGERPRINT, root_key[] = METADATA_ROOT;
    struct shim_database *database = NULL;
    char *stored = NULL, *root = NULL;
    size_t length = 0, root_length = 0;
    uint32_t papers = 0;
    enum status status =
        shim_database_open(&database, (const char *const *)parts->paths, parts->count, error);
    if (status == STATUS_OK)
        status = shim_metadata(database, (struct shim_bytes){key, sizeof key - 1}, &stored, &length,
                               error);
    if (status == STATUS_OK)
        status = fingerprint_check(stored, length, error);
    if (status == STATUS_OK)
        status = shim_metadata(database, (struct shim_bytes){root_key, sizeof root_key - 1}, &root,
                               &root_length, error);
    if (status == STATUS_OK)
        status = shim_document_count(database, &papers, error);
    out->papers = papers;
    out->root = digest_of(root_length > 0 ? root : "", root_length);
    free(root);
    free(stored);
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

/* A generation's directory is renamed and its files are linked, but its stub is
 * written once. */
static enum status read_generation(struct index_stat *out, const char *path, struct error *error)
{
    struct location_parts parts = {0};
    struct stat is;
    enum status status = location_parts(path, &parts, error);
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0 && fstatat(directory, LOCATION_PARTS, &is, 0) == 0)
        out->published = is.st_mtim;
    if (status == STATUS_OK && directory >= 0 && out->generation > 0 &&
        !generation_is_whole(directory))
        status = error_set(error, STATUS_DAMAGED, "build it anew with seogo-index --full",
                           "a part of '%s' is missing or not as long as it was made", path);
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
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char text[64] = "";
    int lock = openat(directory, LOCATION_LOCK, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0)
        return 0;
    long holder = 0;
    if (fcntl(lock, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK) {
        ssize_t length = pread(lock, text, sizeof text - 1, 0);
        text[length > 0 ? length : 0] = '\0';
        holder = strtol(text, NULL, 10);
        holder = holder > 0 ? holder : -1;
    }
    close(lock);
    return holder;
}

enum status index_stat_read(struct index_stat *out, const char *directory, struct error *error)
{
    char *path = NULL;
    *out = (struct index_stat){0};
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at >= 0)
        out->holder = read_holder(at);
    enum status status = location_current(directory, &path, &out->generation, error);
    if (at >= 0 && out->generation > 0)
        out->previous = cleanup_newest(at, out->generation);
    if (status == STATUS_OK)
        status = read_generation(out, path, error);
    free(path);
    if (at >= 0)
        close(at);
    return status;
}
