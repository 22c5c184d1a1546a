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

static bool write_all(int file, const struct buffer *bytes)
{
    for (size_t done = 0; done < bytes->length;) {
        ssize_t n = write(file, bytes->data + done, bytes->length - done);
        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* at: the directory, open; the path is for messages. */
static enum status write_file(int at, const char *directory, const char *name,
                              const struct buffer *bytes, struct error *error)
{
    enum status status = STATUS_OK;
    int file = openat(at, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0 || !write_all(file, bytes) || fsync(file) != 0)
        status = cannot("write", directory, name, error);
    if (file >= 0 && close(file) != 0 && status == STATUS_OK)
        status = cannot("write", directory, name, error);
    return status;
}

/* What the stub says of a part. */
struct stub_part {
    char name[48];
    intmax_t size;
    struct digest digest;
    bool has_digest;
};

/* Two lines of the stub: false at its end, and where they are of no use, which
 * *good then says. */
static bool read_part(FILE *stub, struct stub_part *out, bool *good)
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

/* False where the stub has no digest of it. */
static bool find_digest(int directory, const char *name, struct digest *out)
{
    FILE *stub = open_stub(directory);
    struct stub_part part;
    bool good = true, found = false;
    while (stub != NULL && !found && read_part(stub, &part, &good))
        found = part.has_digest && strcmp(part.name, name) == 0;
    if (stub != NULL)
        fclose(stub);
    if (found)
        *out = part.digest;
    return found;
}

bool generation_is_whole(int directory)
{
    FILE *stub = open_stub(directory);
    struct stub_part part;
    bool whole = stub != NULL;
    size_t parts = 0;
    while (whole && read_part(stub, &part, &whole)) {
        struct stat is;
        whole = fstatat(directory, part.name, &is, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISREG(is.st_mode) && (intmax_t)is.st_size == part.size;
        parts++;
    }
    if (stub != NULL)
        fclose(stub);
    return whole && parts > 0;
}

enum status generation_check(int directory, const char *part, struct error *error)
{
    struct digest written, now;
    if (!find_digest(directory, part, &written))
        return STATUS_OK;
    if (!digest_of_file(directory, part, &now))
        return error_set_errno(error, errno, "cannot read a part of the index");
    if (digest_equal(&written, &now))
        return STATUS_OK;
    return error_set(error, STATUS_DAMAGED, "build it anew with seogo-index --full",
                     "the part '%s' of the index is not as it was written", part);
}

static enum status write_stub(int at, const char *directory, uint64_t *bytes, struct error *error)
{
    struct buffer stub = BUFFER_INIT;
    struct stat is;
    struct digest digest;
    char hex[DIGEST_HEX];
    if (fstatat(at, GENERATION_PART, &is, AT_SYMLINK_NOFOLLOW) != 0 ||
        !digest_of_file(at, GENERATION_PART, &digest))
        return cannot("read", directory, GENERATION_PART, error);
    *bytes = (uint64_t)is.st_size;
    digest_hex(&digest, hex);
    enum status status =
        buffer_add_format(&stub, LOCATION_PART GENERATION_PART "\n" SIZE "%" PRIu64 DIGEST "%s\n",
                          *bytes, hex)
            ? write_file(at, directory, LOCATION_PARTS, &stub, error)
            : error_no_memory(error);
    buffer_free(&stub);
    return status;
}

enum status generation_seal(const char *directory, const struct buffer *inventory, uint64_t *bytes,
                            struct error *error)
{
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return cannot("open", directory, "", error);
    enum status status = write_stub(at, directory, bytes, error);
    if (status == STATUS_OK && inventory != NULL)
        status = write_file(at, directory, INVENTORY, inventory, error);
    if (status == STATUS_OK && fsync(at) != 0)
        status = cannot("sync", directory, "", error);
    close(at);
    return status;
}
