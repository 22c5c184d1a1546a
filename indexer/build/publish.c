/* Lock, scratch and the swap of the live generation; see publish.h. */
#include "indexer/build/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build/debris.h"
#include "indexer/format/buffer.h"
#include "indexer/format/location.h"

#define NAME_MAX_BYTES 64

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static enum status cannot(const char *action, const char *path, struct error *error)
{
    int reason = errno;
    char what[sizeof error->message];
    snprintf(what, sizeof what, "cannot %s '%s'", action, path);
    return error_set_errno(error, reason, what);
}

/* mkdir -p. */
static enum status make_directories(const char *directory, struct error *error)
{
    char *path = strdup(directory);
    if (path == NULL)
        return no_memory(error);
    bool made = true;
    for (char *slash = path; made && slash != NULL;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL)
            *slash = '\0';
        made = mkdir(path, 0777) == 0 || errno == EEXIST || errno == EISDIR;
        if (slash != NULL)
            *slash = '/';
    }
    enum status status = made ? STATUS_OK : cannot("make the directory", directory, error);
    free(path);
    return status;
}

static enum status name_holder(int lock, const char *directory, struct error *error)
{
    char text[NAME_MAX_BYTES] = "";
    ssize_t length = pread(lock, text, sizeof text - 1, 0);
    text[length > 0 ? length : 0] = '\0';
    char *since = NULL;
    unsigned long pid = strtoul(text, &since, 10);
    static const char hint[] = "wait for it to end, or end it";
    if (pid == 0)
        return error_set(error, STATUS_LOCKED, hint, "another seogo-index is at work on '%s'",
                         directory);
    return error_set(error, STATUS_LOCKED, hint,
                     "another seogo-index is at work on '%s': process %lu, since%.*s", directory,
                     pid, (int)strcspn(since, "\n"), since);
}

/* Who holds the lock is for people; the lock itself is the kernel's. */
static void sign(int lock)
{
    char text[NAME_MAX_BYTES];
    struct tm utc;
    time_t now = time(NULL);
    gmtime_r(&now, &utc);
    int length = snprintf(text, sizeof text, "%ld ", (long)getpid());
    length +=
        (int)strftime(text + length, sizeof text - (size_t)length, "%Y-%m-%dT%H:%M:%SZ\n", &utc);
    if (ftruncate(lock, 0) == 0 && pwrite(lock, text, (size_t)length, 0) < 0)
        return;
}

static enum status take_lock(struct publication *publication, const char *directory,
                             struct error *error)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int lock = openat(publication->directory, LOCATION_LOCK,
                      O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (lock < 0)
        return cannot("lock", directory, error);
    publication->lock = lock;
    if (fcntl(lock, F_OFD_SETLK, &whole) == 0) {
        sign(lock);
        return STATUS_OK;
    }
    if (errno == EAGAIN || errno == EACCES)
        return name_holder(lock, directory, error);
    return cannot("lock", directory, error);
}

static void look_around(struct publication *publication, const char *directory)
{
    char *live = NULL;
    debris_remove_scratch(publication->directory);
    if (location_current(directory, &live, &publication->live, NULL) != STATUS_OK)
        publication->live = 0;
    /* A run was killed before it could make them live. */
    if (publication->live > 0)
        debris_remove_generations(publication->directory, 0, publication->live);
    publication->newest = debris_newest(publication->directory);
    free(live);
}

static enum status make_scratch(struct publication *publication, const char *directory,
                                struct error *error)
{
    struct buffer path = BUFFER_INIT;
    if (buffer_add_format(&path, "%s/%s%ld", directory, LOCATION_SCRATCH, (long)getpid()))
        publication->scratch = buffer_detach(&path);
    buffer_free(&path);
    if (publication->scratch == NULL)
        return no_memory(error);
    publication->scratch_name = strrchr(publication->scratch, '/') + 1;
    if (mkdirat(publication->directory, publication->scratch_name, 0777) != 0)
        return cannot("write to", directory, error);
    return STATUS_OK;
}

enum status publication_open(struct publication *publication, const char *directory,
                             struct error *error)
{
    *publication = (struct publication){.directory = -1, .lock = -1};
    enum status status = make_directories(directory, error);
    if (status != STATUS_OK)
        return status;
    publication->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (publication->directory < 0)
        return cannot("open", directory, error);
    status = take_lock(publication, directory, error);
    if (status != STATUS_OK)
        return status;
    look_around(publication, directory);
    return make_scratch(publication, directory, error);
}

/* Makes the link in the scratch directory first, for a link cannot be changed
 * in place. */
static bool swap(struct publication *publication, const char *generation)
{
    bool done = false;
    int scratch = openat(publication->directory, publication->scratch_name,
                         O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (scratch >= 0)
        done = symlinkat(generation, scratch, LOCATION_CURRENT) == 0 &&
               renameat(scratch, LOCATION_CURRENT, publication->directory, LOCATION_CURRENT) == 0;
    int reason = errno;
    if (scratch >= 0)
        close(scratch);
    errno = reason;
    return done;
}

enum status publication_publish(struct publication *publication, const char *name,
                                struct error *error)
{
    char generation[NAME_MAX_BYTES], made[NAME_MAX_BYTES * 2];
    int at = publication->directory;
    uint64_t next = publication->newest + 1;
    snprintf(generation, sizeof generation, "%s%" PRIu64, LOCATION_GENERATION, next);
    snprintf(made, sizeof made, "%s/%s", publication->scratch_name, name);
    if (renameat(at, made, at, generation) != 0)
        return cannot("write the file", generation, error);
    /* The name has to be on the disk before the link that leads to it. */
    if (fsync(at) != 0 || !swap(publication, generation)) {
        enum status status = cannot("make live the file", generation, error);
        unlinkat(at, generation, 0);
        return status;
    }
    uint64_t previous = publication->live;
    publication->live = publication->newest = next;
    if (fsync(at) != 0)
        return cannot("sync the directory of the file", generation, error);
    debris_remove_generations(at, previous > 0 ? previous : next, next);
    return STATUS_OK;
}

void publication_close(struct publication *publication)
{
    if (publication->scratch != NULL)
        debris_remove_scratch(publication->directory);
    free(publication->scratch);
    if (publication->directory >= 0)
        close(publication->directory);
    if (publication->lock >= 0)
        close(publication->lock);
    *publication = (struct publication){.directory = -1, .lock = -1};
}
