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
#define SIZE_FORMAT "# bytes: %jd" /* the line behind a part's, a remark to others */
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

static enum status write_stub(int at, const char *directory, const struct layout *layout,
                              struct error *error)
{
    struct buffer stub = BUFFER_INIT;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < layout->part_count && status == STATUS_OK; i++) {
        const char *name = layout->parts[i].name;
        struct stat is;
        if (fstatat(at, name, &is, AT_SYMLINK_NOFOLLOW) != 0)
            status = cannot("read", directory, name, error);
        else if (!buffer_add_format(&stub, LOCATION_PART "%s\n" SIZE_FORMAT "\n", name,
                                    (intmax_t)is.st_size))
            status = error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
    }
    if (status == STATUS_OK)
        status = write_file(at, directory, LOCATION_PARTS, &stub, error);
    buffer_free(&stub);
    return status;
}

/* Two lines of the stub at a time: a part and its size. */
static bool part_is_whole(int directory, const char *line, const char *size_line)
{
    char name[PART_NAME_MAX];
    intmax_t size;
    struct stat is;
    return sscanf(line, LOCATION_PART "%47[^/\n]", name) == 1 &&
           sscanf(size_line, SIZE_FORMAT, &size) == 1 &&
           fstatat(directory, name, &is, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(is.st_mode) &&
           (intmax_t)is.st_size == size;
}

bool generation_is_whole(int directory)
{
    int file = openat(directory, LOCATION_PARTS, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    FILE *stub = file >= 0 ? fdopen(file, "r") : NULL;
    char line[LINE_BYTES], size_line[LINE_BYTES];
    bool whole = stub != NULL;
    size_t parts = 0;
    while (whole && fgets(line, sizeof line, stub) != NULL) {
        whole = fgets(size_line, sizeof size_line, stub) != NULL &&
                part_is_whole(directory, line, size_line);
        parts++;
    }
    if (stub != NULL)
        fclose(stub);
    else if (file >= 0)
        close(file);
    return whole && parts > 0;
}

enum status generation_seal(const char *directory, const struct layout *layout,
                            const struct buffer *inventory, struct error *error)
{
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return cannot("open", directory, "", error);
    enum status status = write_stub(at, directory, layout, error);
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
