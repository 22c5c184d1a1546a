#include "indexer/build/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/inventory.h"
#include "indexer/format/location.h"
#include "indexer/format/spill.h"

#define RESTAMPED INVENTORY ".new"
/* The line behind a part's, a remark to others. */
#define SIZE "# bytes: "
#define DIGEST ", digest: "
#define LINE_BYTES 128

static enum status cannot(const char *action, const char *directory, const char *name,
                          struct error *error)
{
    int reason = errno;
    char what[sizeof error->message];
    snprintf(what, sizeof what, "cannot %s '%s/%s'", action, directory, name);
    return error_set_errno(error, reason, what);
}

/* at: the directory, open; the path is for messages. */
static enum status write_file(int at, const char *directory, const char *name,
                              const struct buffer *bytes, struct error *error)
{
    enum status status = STATUS_OK;
    int file = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0 || !spill_write(file, bytes->data, bytes->length, 0) || fsync(file) != 0)
        status = cannot("write", directory, name, error);
    if (file >= 0 && close(file) != 0 && status == STATUS_OK)
        status = cannot("write", directory, name, error);
    return status;
}

/* What the stub tells of a part. */
struct told {
    char name[PART_NAME_MAX];
    intmax_t size;
    struct digest digest;
    bool has_digest;
};

/* Two lines of the stub: false at its end, and where they are of no use, which
 * *good then says. */
static bool read_told(FILE *stub, struct told *out, bool *good)
{
    char line[LINE_BYTES], remark[LINE_BYTES];
    int at = 0;
    if (fgets(line, sizeof line, stub) == NULL)
        return false;
    *good = sscanf(line, LOCATION_PART "%47[^/\n]", out->name) == 1 &&
            fgets(remark, sizeof remark, stub) != NULL &&
            sscanf(remark, SIZE "%jd%n", &out->size, &at) == 1;
    out->has_digest = *good && strncmp(remark + at, DIGEST, strlen(DIGEST)) == 0 &&
                      digest_read(remark + at + strlen(DIGEST), &out->digest);
    return *good;
}

static FILE *open_stub(int directory)
{
    int file = openat(directory, LOCATION_PARTS, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    FILE *stub = file >= 0 ? fdopen(file, "r") : NULL;
    if (stub == NULL && file >= 0)
        close(file);
    return stub;
}

/* False where the stub does not tell the part's digest. */
static bool find_digest(int directory, const char *part, struct digest *out)
{
    FILE *stub = open_stub(directory);
    struct told told;
    bool good = true, found = false;
    while (stub != NULL && !found && read_told(stub, &told, &good))
        found = told.has_digest && strcmp(told.name, part) == 0;
    if (stub != NULL)
        fclose(stub);
    if (found)
        *out = told.digest;
    return found;
}

bool generation_is_whole(int directory)
{
    FILE *stub = open_stub(directory);
    struct told told;
    bool whole = stub != NULL;
    size_t parts = 0;
    while (whole && read_told(stub, &told, &whole)) {
        struct stat is;
        whole = fstatat(directory, told.name, &is, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISREG(is.st_mode) && (intmax_t)is.st_size == told.size;
        parts++;
    }
    if (stub != NULL)
        fclose(stub);
    return whole && parts > 0;
}

enum status generation_check(int directory, const char *part, struct error *error)
{
    struct digest told, now;
    if (!find_digest(directory, part, &told))
        return STATUS_OK;
    if (!digest_of_file(directory, part, &now))
        return error_set_errno(error, errno, "cannot read a part of the index");
    if (digest_equal(&told, &now))
        return STATUS_OK;
    return error_set(error, STATUS_DAMAGED, "build it anew with seogo-index --full",
                     "the part '%s' of the index is not as it was written", part);
}

static bool same_file(int one, int other, const char *name)
{
    struct stat a, b;
    return fstatat(one, name, &a, AT_SYMLINK_NOFOLLOW) == 0 &&
           fstatat(other, name, &b, AT_SYMLINK_NOFOLLOW) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

static enum status write_stub(int at, const char *directory, int live, const struct layout *layout,
                              struct error *error)
{
    struct buffer stub = BUFFER_INIT;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < layout->part_count && status == STATUS_OK; i++) {
        const char *name = layout->parts[i].name;
        struct stat is;
        struct digest digest;
        char hex[DIGEST_HEX];
        /* What was taken over may be damaged: its digest is that of its making. */
        bool known = live >= 0 && same_file(at, live, name) && find_digest(live, name, &digest);
        if (fstatat(at, name, &is, AT_SYMLINK_NOFOLLOW) != 0 ||
            (!known && !digest_of_file(at, name, &digest))) {
            status = cannot("read", directory, name, error);
            break;
        }
        digest_hex(&digest, hex);
        if (!buffer_add_format(&stub, LOCATION_PART "%s\n" SIZE "%jd" DIGEST "%s\n", name,
                               (intmax_t)is.st_size, hex))
            status = error_no_memory(error);
    }
    if (status == STATUS_OK)
        status = write_file(at, directory, LOCATION_PARTS, &stub, error);
    buffer_free(&stub);
    return status;
}

enum status generation_seal(const char *directory, int live, const struct layout *layout,
                            const struct buffer *inventory, struct error *error)
{
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return cannot("open", directory, "", error);
    enum status status = write_stub(at, directory, live, layout, error);
    if (status == STATUS_OK && inventory != NULL)
        status = write_file(at, directory, INVENTORY, inventory, error);
    if (status == STATUS_OK && fsync(at) != 0)
        status = cannot("sync", directory, "", error);
    close(at);
    return status;
}

enum status generation_restamp(const char *directory, const struct buffer *inventory,
                               struct error *error)
{
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return cannot("open", directory, "", error);
    enum status status = write_file(at, directory, RESTAMPED, inventory, error);
    if (status == STATUS_OK && renameat(at, RESTAMPED, at, INVENTORY) != 0)
        status = cannot("replace", directory, INVENTORY, error);
    if (status != STATUS_OK)
        unlinkat(at, RESTAMPED, 0);
    close(at);
    return status;
}
