/* Linux here, macOS there; see system.h. */
#include "shim/base/system.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__

#include <sys/prctl.h>
#include <sys/syscall.h>

void system_sort(void *items, size_t count, size_t size,
                 int (*order)(const void *a, const void *b, void *context), void *context)
{
    if (count > 1)
        qsort_r(items, count, size, order, context);
}

struct timespec system_modified(const struct stat *is)
{
    return is->st_mtim;
}

int system_sync(int file)
{
    return fsync(file);
}

int system_lock(int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, F_OFD_SETLK, &whole);
}

bool system_is_locked(int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, F_OFD_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

bool system_end_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    return getppid() == parent;
}

int system_watch(pid_t process)
{
    return (int)syscall(SYS_pidfd_open, process, 0); /* which Debian 12's library does not call */
}

void system_condition_init(pthread_cond_t *condition)
{
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &monotonic);
    pthread_condattr_destroy(&monotonic);
}

int system_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, long nanoseconds)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += nanoseconds;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    return pthread_cond_timedwait(condition, mutex, &until);
}

#else

#include <sys/event.h>
#include <sys/file.h>

struct sorting {
    int (*order)(const void *a, const void *b, void *context);
    void *context;
};

static int in_order(void *sorting, const void *a, const void *b)
{
    const struct sorting *by = sorting;
    return by->order(a, b, by->context);
}

void system_sort(void *items, size_t count, size_t size,
                 int (*order)(const void *a, const void *b, void *context), void *context)
{
    struct sorting by = {order, context};
    if (count > 1)
        qsort_r(items, count, size, &by, in_order);
}

struct timespec system_modified(const struct stat *is)
{
    return is->st_mtimespec;
}

int system_sync(int file)
{
    /* fsync is done there when the disk has the bytes in its cache; not every
     * file system knows of more. */
    return fcntl(file, F_FULLFSYNC) == 0 ? 0 : fsync(file);
}

int system_lock(int file)
{
    return flock(file, LOCK_EX | LOCK_NB);
}

bool system_is_locked(int file)
{
    /* A lock of flock stands in the way of one of fcntl. */
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

static void *watch_parent(void *parent)
{
    const struct timespec pause = {.tv_nsec = 50000000L};
    while (getppid() == *(pid_t *)parent)
        nanosleep(&pause, NULL);
    _exit(EXIT_FAILURE);
}

bool system_end_with(pid_t parent)
{
    static pid_t watched;
    pthread_t thread;
    watched = parent;
    if (pthread_create(&thread, NULL, watch_parent, &watched) == 0)
        pthread_detach(thread);
    return getppid() == parent;
}

int system_watch(pid_t process)
{
    struct kevent end;
    int queue = kqueue();
    EV_SET(&end, process, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, NULL);
    if (queue >= 0 && kevent(queue, &end, 1, NULL, 0, NULL) != 0) {
        close(queue);
        return -1;
    }
    return queue;
}

void system_condition_init(pthread_cond_t *condition)
{
    pthread_cond_init(condition, NULL);
}

int system_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, long nanoseconds)
{
    const struct timespec span = {.tv_nsec = nanoseconds};
    return pthread_cond_timedwait_relative_np(condition, mutex, &span);
}

#endif

const char *system_error_text(int errno_value, char *buffer, size_t size)
{
#ifdef __GLIBC__
    return strerror_r(errno_value, buffer, size);
#else
    if (strerror_r(errno_value, buffer, size) != 0)
        snprintf(buffer, size, "error %d", errno_value);
    return buffer;
#endif
}
