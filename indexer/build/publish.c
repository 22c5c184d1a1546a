/* Lock, scratch and the swap of the live generation; see publish.h. */
#include "indexer/build/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build/cleanup.h"
#include "shim/base/file.h"
#include "indexer/build/generation.h"
#include "shim/base/calendar.h"
#include "shim/base/buffer.h"
#include "indexer/format/location.h"
#include "shim/base/system.h"

#define WAY_BACK "previous" /* a link in the scratch directory */
#define NAME_MAX_BYTES 64
#define LOCK_RETRY_NANOSECONDS 50000000L
#define LOCK_RETRIES_A_SECOND 20

/* Makes the directory's name last: that of the one that holds it is synced. One
 * that may not be read cannot be, which is no reason not to work in it. */
static bool sync_above(const char *directory)
{
    char *path = strdup(directory);
    int above = path != NULL ? open(dirname(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int reason = above >= 0 && system_sync(above) != 0 ? errno : 0;
    if (above >= 0)
        close(above);
    free(path);
    errno = reason;
    return reason == 0;
}

static bool make_directory(const char *path)
{
    if (mkdir(path, 0777) == 0)
        return sync_above(path);
    return errno == EEXIST || errno == EISDIR;
}

/* mkdir -p. */
static enum status make_directories(const char *directory, struct error *error)
{
    char *path = strdup(directory);
    if (path == NULL)
        return error_no_memory(error);
    bool made = true;
    for (char *slash = path; made && slash != NULL;) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL)
            *slash = '\0';
        made = make_directory(path);
        if (slash != NULL)
            *slash = '/';
    }
    enum status status = made ? STATUS_OK : file_cannot("make the directory", directory, error);
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
    char text[NAME_MAX_BYTES], now[CALENDAR_STAMP_MAX];
    calendar_stamp(time(NULL), now);
    int length = snprintf(text, sizeof text, "%ld %s\n", (long)getpid(), now);
    if (ftruncate(lock, 0) == 0 && pwrite(lock, text, (size_t)length, 0) < 0)
        return;
}

/* It is written to, so it must be a file that has no other name. */
static bool is_alone(int lock)
{
    struct stat is;
    return fstat(lock, &is) == 0 && S_ISREG(is.st_mode) && is.st_nlink == 1;
}

static enum status open_lock(struct publication *publication, const char *directory,
                             struct error *error)
{
    publication->lock = openat(publication->directory, LOCATION_LOCK,
                               O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (publication->lock >= 0)
        return is_alone(publication->lock)
                   ? STATUS_OK
                   : error_set(error, STATUS_IO, "remove it",
                               "'" LOCATION_LOCK "' in '%s' is no file that stands alone",
                               directory);
    enum status status = file_cannot("lock", directory, error);
    if (status == STATUS_DENIED && error != NULL)
        snprintf(error->hint, sizeof error->hint, "does the index belong to another user?");
    return status;
}

static enum status try_lock(const struct publication *publication, const char *directory,
                            struct error *error)
{
    if (system_lock(publication->lock) == 0) {
        sign(publication->lock);
        return STATUS_OK;
    }
    if (errno == EAGAIN || errno == EACCES)
        return name_holder(publication->lock, directory, error);
    return file_cannot("lock", directory, error);
}

static enum status take_lock(const struct publication *publication, const char *directory,
                             unsigned wait, const struct observer *observer, struct error *error)
{
    const struct timespec pause = {.tv_nsec = LOCK_RETRY_NANOSECONDS};
    enum status status = try_lock(publication, directory, error);
    for (unsigned i = 0; status == STATUS_LOCKED && i / LOCK_RETRIES_A_SECOND < wait; i++) {
        if (observer->stop(observer->context))
            return STATUS_STOPPED;
        observer->progress(observer->context, PHASE_WAIT, i / LOCK_RETRIES_A_SECOND, wait);
        nanosleep(&pause, NULL);
        status = try_lock(publication, directory, error);
    }
    return status;
}

/* A generation that a killed run could not make live, or that was rolled back,
 * stays until the next one is published, so that no number comes twice. */
static void look_around(struct publication *publication, const char *directory)
{
    char *live = NULL;
    cleanup_remove_scratch(publication->directory);
    if (location_current(directory, &live, &publication->live, NULL) != STATUS_OK)
        publication->live = 0;
    publication->newest = cleanup_newest(publication->directory, UINT64_MAX);
    publication->kept = publication_kept(publication->directory, publication->live);
    free(live);
}

static enum status make_scratch(struct publication *publication, const char *directory,
                                struct error *error)
{
    publication->scratch = buffer_text("%s/" LOCATION_SCRATCH "%ld", directory, (long)getpid());
    if (publication->scratch == NULL)
        return error_no_memory(error);
    publication->scratch_name = strrchr(publication->scratch, '/') + 1;
    if (mkdirat(publication->directory, publication->scratch_name, 0777) != 0)
        return file_cannot("write to", directory, error);
    return STATUS_OK;
}

enum status publication_open(struct publication *publication, const char *directory, unsigned wait,
                             const struct observer *observer, struct error *error)
{
    *publication = (struct publication){.directory = -1, .lock = -1};
    enum status status = make_directories(directory, error);
    if (status != STATUS_OK)
        return status;
    publication->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (publication->directory < 0)
        return file_cannot("open", directory, error);
    status = open_lock(publication, directory, error);
    if (status == STATUS_OK)
        status = take_lock(publication, directory, wait, observer, error);
    if (status != STATUS_OK)
        return status;
    look_around(publication, directory);
    return make_scratch(publication, directory, error);
}

/* A link, in the scratch directory first, for a link cannot be changed in place. */
static bool make_link(const struct publication *publication, const char *name, uint64_t generation)
{
    char path[NAME_MAX_BYTES * 2], target[NAME_MAX_BYTES];
    snprintf(path, sizeof path, "%s/%s", publication->scratch_name, name);
    snprintf(target, sizeof target, "%s%" PRIu64, LOCATION_GENERATION, generation);
    return symlinkat(target, publication->directory, path) == 0;
}

static bool put_link(const struct publication *publication, const char *name, const char *as)
{
    char path[NAME_MAX_BYTES * 2];
    int at = publication->directory;
    snprintf(path, sizeof path, "%s/%s", publication->scratch_name, name);
    return renameat(at, path, at, as) == 0;
}

uint64_t publication_kept(int directory, uint64_t live)
{
    char target[NAME_MAX_BYTES];
    ssize_t length = readlinkat(directory, LOCATION_KEPT, target, sizeof target - 1);
    target[length > 0 ? length : 0] = '\0';
    const uint64_t kept = location_number(target, LOCATION_GENERATION);
    return kept < live ? kept : 0;
}

enum status publication_keep(struct publication *publication, uint64_t generation,
                             struct error *error)
{
    if (publication->kept > 0)
        return STATUS_OK;
    if (!make_link(publication, LOCATION_KEPT, generation) ||
        !put_link(publication, LOCATION_KEPT, LOCATION_KEPT))
        return file_cannot("keep the generation before", publication->scratch, error);
    publication->kept = generation;
    return STATUS_OK;
}

void publication_forget(struct publication *publication)
{
    struct stat is;
    /* Also one that counts for nothing yet, left by a run that was killed. */
    if (fstatat(publication->directory, LOCATION_KEPT, &is, AT_SYMLINK_NOFOLLOW) == 0)
        unlinkat(publication->directory, LOCATION_KEPT, 0);
    publication->kept = 0;
}

/* The way back is made first: once it is needed there may be no room for it. */
static bool swap(const struct publication *publication, uint64_t generation)
{
    return (publication->live == 0 || make_link(publication, WAY_BACK, publication->live)) &&
           make_link(publication, LOCATION_CURRENT, generation) &&
           put_link(publication, LOCATION_CURRENT, LOCATION_CURRENT);
}

/* Takes back a swap that may or may not be on the disk. Until it is known that
 * it is not, the generation has to stay. */
static void swap_back(struct publication *publication, uint64_t generation)
{
    int at = publication->directory;
    bool back = publication->live == 0 ? unlinkat(at, LOCATION_CURRENT, 0) == 0
                                       : put_link(publication, WAY_BACK, LOCATION_CURRENT);
    if (!back)
        publication->live = publication->newest = generation;
    else if (system_sync(at) == 0)
        cleanup_remove_generation(at, generation);
}

/* The newest generation before this one that is as it was written; 0 where there is
 * none, and then *error tells of damage, if there was any. */
static uint64_t newest_good(const struct publication *publication, uint64_t before,
                            struct error *error)
{
    int at = publication->directory;
    uint64_t found = cleanup_newest(at, before);
    while (found > 0 && generation_check_number(at, found, true, error) != STATUS_OK)
        found = cleanup_newest(at, found);
    return found;
}

/* What to go back to once there is a next generation. */
static uint64_t way_back(const struct publication *publication, struct error *error)
{
    return publication->damaged ? newest_good(publication, publication->live, error)
                                : publication->live;
}

enum status publication_publish(struct publication *publication, const char *name,
                                struct error *error)
{
    char generation[NAME_MAX_BYTES], made[NAME_MAX_BYTES * 2];
    int at = publication->directory;
    uint64_t next = publication->newest + 1;
    enum status status = STATUS_OK;
    snprintf(generation, sizeof generation, "%s%" PRIu64, LOCATION_GENERATION, next);
    snprintf(made, sizeof made, "%s/%s", publication->scratch_name, name);
    if (renameat(at, made, at, generation) != 0)
        return file_cannot("make the generation", generation, error);
    /* The name has to be on the disk before the link that leads to it. */
    if (system_sync(at) != 0 || !swap(publication, next)) {
        status = file_cannot("make live the generation", generation, error);
        cleanup_remove_generation(at, next);
        return status;
    }
    if (system_sync(at) != 0) {
        status = file_cannot("sync the directory of the generation", generation, error);
        swap_back(publication, next);
        return status;
    }
    const uint64_t kept[] = {way_back(publication, NULL), publication->kept, next};
    cleanup_remove_generations(at, kept, sizeof kept / sizeof *kept);
    publication->live = publication->newest = next;
    return STATUS_OK;
}

enum status publication_roll_back(struct publication *publication, struct error *error)
{
    char generation[NAME_MAX_BYTES];
    struct error damage = {0};
    uint64_t previous = publication->kept;
    if (previous == 0 ||
        generation_check_number(publication->directory, previous, true, &damage) != STATUS_OK)
        previous = newest_good(publication, publication->live, &damage);
    if (publication->live == 0 || previous == 0)
        return error_set(error, STATUS_NOT_FOUND,
                         damage.code != STATUS_OK ? "index the pages again"
                                                  : "an index is kept until the next but one",
                         "there is no generation before the live one%s%s",
                         damage.code != STATUS_OK ? " that can be used: " : "", damage.message);
    snprintf(generation, sizeof generation, "%s%" PRIu64, LOCATION_GENERATION, previous);
    bool swapped = swap(publication, previous);
    if (!swapped || system_sync(publication->directory) != 0) {
        enum status status = file_cannot("make live the generation", generation, error);
        if (swapped && !put_link(publication, WAY_BACK, LOCATION_CURRENT))
            publication->live = previous;
        return status;
    }
    publication->live = previous;
    return STATUS_OK;
}

void publication_close(struct publication *publication)
{
    if (publication->scratch != NULL)
        cleanup_remove_scratch(publication->directory);
    free(publication->scratch);
    if (publication->directory >= 0)
        close(publication->directory);
    if (publication->lock >= 0)
        close(publication->lock);
    *publication = (struct publication){.directory = -1, .lock = -1};
}
