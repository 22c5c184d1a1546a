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
#include "indexer/format/news.h"
#include "shim/base/system.h"

#define SEAL "seal"
#define SEAL_MAX 1024

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
    if (file < 0 || !write_all(file, bytes) || system_sync(file) != 0)
        status = cannot("write", directory, name, error);
    if (file >= 0 && close(file) != 0 && status == STATUS_OK)
        status = cannot("write", directory, name, error);
    return status;
}

static bool add_line(int at, const char *name, struct buffer *seal)
{
    struct stat is;
    struct hash digest;
    return fstatat(at, name, &is, AT_SYMLINK_NOFOLLOW) == 0 && hash_of_file(at, name, &digest) &&
           hash_add(seal, &digest) &&
           buffer_add_format(seal, " %jd %s\n", (intmax_t)is.st_size, name);
}

static bool close_seal(struct buffer *seal)
{
    struct hash digest = hash_of(seal->data, seal->length);
    return hash_add(seal, &digest) && buffer_add_char(seal, '\n');
}

static enum status write_seal(int at, const char *directory, bool inventory, bool news,
                              struct error *error)
{
    struct buffer seal = BUFFER_INIT;
    bool made = add_line(at, GENERATION_PART, &seal) && add_line(at, LOCATION_PARTS, &seal) &&
                (!news || add_line(at, NEWS_FILE, &seal)) &&
                (!inventory || add_line(at, INVENTORY, &seal)) && close_seal(&seal);
    enum status status = made ? write_file(at, directory, SEAL, &seal, error)
                              : cannot("read what is in", directory, "", error);
    buffer_free(&seal);
    return status;
}

enum status generation_seal(const char *directory, const struct buffer *inventory,
                            const struct buffer *news, uint64_t *bytes, struct error *error)
{
    char text[] = LOCATION_PART GENERATION_PART "\n";
    const struct buffer stub = {.data = text, .length = sizeof text - 1};
    struct stat is;
    int at = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0)
        return cannot("open", directory, "", error);
    enum status status = write_file(at, directory, LOCATION_PARTS, &stub, error);
    if (status == STATUS_OK && inventory != NULL)
        status = write_file(at, directory, INVENTORY, inventory, error);
    if (status == STATUS_OK && news->length > 0)
        status = write_file(at, directory, NEWS_FILE, news, error);
    if (status == STATUS_OK)
        status = write_seal(at, directory, inventory != NULL, news->length > 0, error);
    if (status == STATUS_OK && (fstatat(at, GENERATION_PART, &is, 0) != 0 || system_sync(at) != 0))
        status = cannot("sync", directory, "", error);
    if (status == STATUS_OK)
        *bytes = (uint64_t)is.st_size;
    close(at);
    return status;
}

static enum status damaged(const char *name, const char *how, struct error *error)
{
    return error_set(error, STATUS_DAMAGED,
                     "index the pages again, or go back with seogo-index --rollback",
                     "'%s' of the index %s", name, how);
}

/* By errno, what cannot be opened or looked at. */
static enum status unreadable(const char *name, struct error *error)
{
    return errno == ENOENT || errno == ELOOP
               ? damaged(name, "is missing", error)
               : error_set_errno(error, errno, "cannot read the index");
}

/* One line of the seal, without its end. */
static enum status check_line(int directory, const char *line, bool every_byte, struct error *error)
{
    struct hash written, now;
    intmax_t size;
    struct stat is;
    int at = 0;
    const char *name = hash_read(line, &written);
    if (name == NULL || sscanf(name, " %jd %n", &size, &at) != 1 || at == 0)
        return damaged(SEAL, "is not as it was written", error);
    name += at;
    if (fstatat(directory, name, &is, AT_SYMLINK_NOFOLLOW) != 0)
        return unreadable(name, error);
    if (!S_ISREG(is.st_mode) || (intmax_t)is.st_size != size)
        return damaged(name, "is not as long as it was written", error);
    if (!every_byte)
        return STATUS_OK;
    if (!hash_of_file(directory, name, &now))
        return unreadable(name, error);
    return hash_equal(&written, &now) ? STATUS_OK
                                      : damaged(name, "is not as it was written", error);
}

/* Its text, NUL-terminated, without the last line, whose digest it has. */
static enum status read_seal(int directory, char text[SEAL_MAX], struct error *error)
{
    struct hash written, now;
    struct stat is;
    int file = openat(directory, SEAL, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return unreadable(SEAL, error);
    bool regular = fstat(file, &is) == 0 && S_ISREG(is.st_mode);
    ssize_t length = regular ? read(file, text, SEAL_MAX - 1) : 0;
    close(file);
    size_t end = length > HASH_HEX ? (size_t)length - HASH_HEX - 1 : 0;
    if (end == 0 || text[length - 1] != '\n' || !hash_read(text + end, &written))
        return damaged(SEAL, "is not as it was written", error);
    now = hash_of(text, end);
    text[end] = '\0';
    return hash_equal(&written, &now) ? STATUS_OK
                                      : damaged(SEAL, "is not as it was written", error);
}

enum status generation_check(int directory, bool every_byte, struct error *error)
{
    char text[SEAL_MAX];
    enum status status = read_seal(directory, text, error);
    for (char *line = text, *end; status == STATUS_OK && *line != '\0'; line = end + 1) {
        end = line + strcspn(line, "\n");
        if (*end == '\0')
            return damaged(SEAL, "is not as it was written", error);
        *end = '\0';
        status = check_line(directory, line, every_byte, error);
    }
    return status;
}

enum status generation_check_number(int index, uint64_t number, bool every_byte,
                                    struct error *error)
{
    char name[sizeof LOCATION_GENERATION + 24];
    snprintf(name, sizeof name, LOCATION_GENERATION "%" PRIu64, number);
    int directory = openat(index, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (directory < 0)
        return unreadable(name, error);
    enum status status = generation_check(directory, every_byte, error);
    close(directory);
    return status;
}
