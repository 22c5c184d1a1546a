/* Loaded into a program before the C library (LD_PRELOAD): counts every call
 * that changes a directory or files below it and, at the one of a given number, kills
 * the process group, or the process alone, or lets the call fail. It can also
 * keep a journal of the calls, with what they wrote, for faults_disk.py.
 *
 *   FAULT_BELOW    the directory, an absolute path without links
 *   FAULT_COUNTER  a file of 8 bytes, the counter of all processes together
 *   FAULT_JOURNAL  a file that the calls are appended to; may be missing
 *   FAULT_AT       the number of the call that fails, from 1 on
 *   FAULT_KIND     "kill", "child" or an errno
 *   FAULT_LASTS    set where all calls after it fail as well, but for those that
 *                  give room back: a disk that is full
 *   FAULT_TOLD     a file that the failing call is appended to, as in a journal
 *
 * A line of the journal is "number call errno path path2 offset length" with
 * tabs between and, for what was written, length bytes after it. Wrappers have
 * no argument to carry their state in, so it is static; they call the kernel
 * itself, so that the order of libraries and sanitizers does not matter. What
 * they miss shows when faults_disk.py replays the journal. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define OWED_MAX 64

enum kind { KIND_NONE, KIND_KILL, KIND_CHILD, KIND_ERROR };

static struct {
    const char *below;
    size_t below_length;
    _Atomic uint64_t *counter;
    int journal, told;
    uint64_t at;
    enum kind kind;
    int error;
    bool lasts;
    bool owed[OWED_MAX]; /* by descriptor: whether its next sync fails */
    pid_t first;         /* the process that was started; the others are its children */
} injector;

/* A call on its way. */
struct call {
    const char *name;
    char path[PATH_MAX], path2[PATH_MAX];
    int64_t offset;
    const void *data;
    size_t length;
    bool watched, frees; /* below the directory; gives room back */
    uint64_t number;
};

static int open_file(const char *name, int flags)
{
    const char *path = getenv(name);
    return path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0666);
}

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");
    int counter = open_file("FAULT_COUNTER", O_RDWR);
    injector.journal = open_file("FAULT_JOURNAL", O_WRONLY | O_APPEND | O_CREAT);
    injector.told = open_file("FAULT_TOLD", O_WRONLY | O_APPEND | O_CREAT);
    injector.first = getpid();
    injector.lasts = getenv("FAULT_LASTS") != NULL;
    if (at != NULL && kind != NULL) {
        injector.at = strtoull(at, NULL, 10);
        injector.kind = strcmp(kind, "kill") == 0    ? KIND_KILL
                        : strcmp(kind, "child") == 0 ? KIND_CHILD
                                                     : KIND_ERROR;
        injector.error = atoi(kind);
    }
    if (counter < 0)
        return;
    void *shared =
        mmap(NULL, sizeof *injector.counter, PROT_READ | PROT_WRITE, MAP_SHARED, counter, 0);
    syscall(SYS_close, counter);
    if (shared == MAP_FAILED)
        return;
    injector.counter = shared;
    injector.below = getenv("FAULT_BELOW");
    injector.below_length = injector.below != NULL ? strlen(injector.below) : 0;
}

static bool is_below(const char *path)
{
    size_t length = injector.below_length;
    return length > 0 && strncmp(path, injector.below, length) == 0 &&
           (path[length] == '/' || path[length] == '\0');
}

static void path_of_file(int file, char out[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    out[length > 0 ? length : 0] = '\0';
}

/* Absolute, from the path as the program gave it. */
static void path_at(int directory, const char *path, char out[PATH_MAX])
{
    char base[PATH_MAX] = "";
    if (path[0] == '/') {
        snprintf(out, PATH_MAX, "%s", path);
        return;
    }
    if (directory != AT_FDCWD)
        path_of_file(directory, base);
    else if (syscall(SYS_getcwd, base, sizeof base) < 0)
        base[0] = '\0';
    size_t length = strlen(base), rest = strlen(path);
    if (length + rest + 2 > PATH_MAX) {
        out[0] = '\0';
        return;
    }
    memcpy(out, base, length);
    out[length] = '/';
    memcpy(out + length + 1, path, rest + 1);
}

/* Without what was written where with_data is false. */
static void put(int file, const struct call *call, int error, bool with_data)
{
    char line[2 * PATH_MAX + 128];
    size_t written = with_data ? call->length : 0;
    int length =
        snprintf(line, sizeof line, "%ju\t%s\t%d\t%s\t%s\t%jd\t%zu\n", (uintmax_t)call->number,
                 call->name, error, call->path, call->path2, (intmax_t)call->offset, written);
    struct iovec parts[] = {{line, (size_t)length}, {(void *)(uintptr_t)call->data, written}};
    syscall(SYS_writev, file, parts, written > 0 ? 2 : 1);
}

static bool is_hit(const struct call *call)
{
    if (injector.kind == KIND_CHILD && getpid() == injector.first)
        return false;
    return call->number == injector.at ||
           (injector.lasts && call->number > injector.at && !call->frees);
}

/* Counts the call. Where it is the one, returns the errno that it is to fail
 * with, or does not return. */
static int meet(struct call *call)
{
    call->watched = is_below(call->path) || is_below(call->path2);
    if (!call->watched)
        return 0;
    call->number = atomic_fetch_add(injector.counter, 1) + 1;
    if (injector.kind == KIND_NONE || !is_hit(call))
        return 0;
    if (injector.told >= 0)
        put(injector.told, call, 0, false);
    if (injector.kind == KIND_ERROR)
        return injector.error;
    syscall(SYS_kill, injector.kind == KIND_KILL ? 0 : getpid(), SIGKILL);
    for (;;)
        pause();
}

/* The result of a call that was made; errno is left as it set it. */
static long done(const struct call *call, long result)
{
    int error = errno;
    if (call->watched && injector.journal >= 0)
        put(injector.journal, call, result < 0 ? error : 0, true);
    errno = error;
    return result;
}

static long fail(int error)
{
    errno = error;
    return -1;
}

static int open_any(int directory, const char *path, int flags, mode_t mode)
{
    struct call call = {.name = (flags & O_TRUNC) != 0 ? "open-empty" : "open"};
    if ((flags & (O_CREAT | O_TRUNC)) != 0)
        path_at(directory, path, call.path);
    int error = meet(&call);
    if (error != 0)
        return (int)fail(error);
    return (int)done(&call, syscall(SYS_openat, directory, path, flags, mode));
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_any(AT_FDCWD, path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return open_any(directory, path, flags, mode);
}

/* The number of one process's file is as good as chance: its directory is no other's. */
int mkostemp(char *path, int flags)
{
    char *random = path + strlen(path) - strlen("XXXXXX");
    static _Atomic unsigned made;
    snprintf(random, sizeof "XXXXXX", "%06u", atomic_fetch_add(&made, 1) % 1000000);
    return open_any(AT_FDCWD, path, flags | O_RDWR | O_CREAT | O_EXCL, 0600);
}

static ssize_t write_any(int file, const void *data, size_t length, off_t offset, bool at_offset)
{
    struct call call = {.name = "write", .data = data};
    path_of_file(file, call.path);
    int error = meet(&call);
    if (error != 0)
        return fail(error);
    call.offset = at_offset ? offset : call.watched ? syscall(SYS_lseek, file, 0, SEEK_CUR) : 0;
    long written = at_offset ? syscall(SYS_pwrite64, file, data, length, offset)
                             : syscall(SYS_write, file, data, length);
    call.length = written > 0 ? (size_t)written : 0;
    return done(&call, written);
}

ssize_t write(int file, const void *data, size_t length)
{
    return write_any(file, data, length, 0, false);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset)
{
    return write_any(file, data, length, offset, true);
}

int ftruncate(int file, off_t length)
{
    struct call call = {.name = "truncate", .offset = length};
    path_of_file(file, call.path);
    int error = meet(&call);
    return (int)(error != 0 ? fail(error) : done(&call, syscall(SYS_ftruncate, file, length)));
}

/* As the kernel does it: bytes that were lost are told once to each who has the
 * file open, by whatever descriptor, and to nobody who opens it later. */
static void owe(int file)
{
    struct stat lost, other;
    if (fstat(file, &lost) != 0)
        return;
    for (int i = 0; i < OWED_MAX; i++)
        injector.owed[i] = i != file && fstat(i, &other) == 0 && other.st_dev == lost.st_dev &&
                           other.st_ino == lost.st_ino;
}

/* Takes no time: the disk is faults_disk.py's. */
static int sync_any(int file)
{
    struct call call = {.name = "sync"};
    bool owed = file >= 0 && file < OWED_MAX && injector.owed[file];
    path_of_file(file, call.path);
    int error = meet(&call);
    if (error != 0)
        owe(file);
    if (owed) {
        injector.owed[file] = false;
        error = injector.error;
    }
    return (int)(error != 0 ? fail(error) : done(&call, 0));
}

int fsync(int file)
{
    return sync_any(file);
}

int fdatasync(int file)
{
    return sync_any(file);
}

/* Of what was only read there is nothing to lose. A failing close closes, too. */
int close(int file)
{
    struct call call = {.name = "close", .frees = true};
    long flags = syscall(SYS_fcntl, file, F_GETFL);
    if (flags >= 0 && (flags & O_ACCMODE) != O_RDONLY)
        path_of_file(file, call.path);
    int error = meet(&call);
    if (file >= 0 && file < OWED_MAX)
        injector.owed[file] = false;
    long result = done(&call, syscall(SYS_close, file));
    return (int)(error != 0 ? fail(error) : result);
}

static int make_any(int directory, const char *path, mode_t mode)
{
    struct call call = {.name = "mkdir"};
    path_at(directory, path, call.path);
    int error = meet(&call);
    return (int)(error != 0 ? fail(error)
                            : done(&call, syscall(SYS_mkdirat, directory, path, mode)));
}

int mkdir(const char *path, mode_t mode)
{
    return make_any(AT_FDCWD, path, mode);
}

int mkdirat(int directory, const char *path, mode_t mode)
{
    return make_any(directory, path, mode);
}

static int remove_any(int directory, const char *path, int flags)
{
    struct call call = {.name = (flags & AT_REMOVEDIR) != 0 ? "rmdir" : "unlink", .frees = true};
    path_at(directory, path, call.path);
    int error = meet(&call);
    return (int)(error != 0 ? fail(error)
                            : done(&call, syscall(SYS_unlinkat, directory, path, flags)));
}

int unlink(const char *path)
{
    return remove_any(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return remove_any(AT_FDCWD, path, AT_REMOVEDIR);
}

int unlinkat(int directory, const char *path, int flags)
{
    return remove_any(directory, path, flags);
}

/* Its path2 is the link's text. */
int symlinkat(const char *text, int directory, const char *path)
{
    struct call call = {.name = "symlink"};
    path_at(directory, path, call.path);
    snprintf(call.path2, sizeof call.path2, "%s", text);
    int error = meet(&call);
    return (int)(error != 0 ? fail(error)
                            : done(&call, syscall(SYS_symlinkat, text, directory, path)));
}

static int rename_any(int from, const char *path, int to, const char *path2)
{
    struct call call = {.name = "rename", .frees = true};
    path_at(from, path, call.path);
    path_at(to, path2, call.path2);
    int error = meet(&call);
    return (int)(error != 0 ? fail(error)
                            : done(&call, syscall(SYS_renameat2, from, path, to, path2, 0)));
}

int rename(const char *path, const char *path2)
{
    return rename_any(AT_FDCWD, path, AT_FDCWD, path2);
}

int renameat(int from, const char *path, int to, const char *path2)
{
    return rename_any(from, path, to, path2);
}
