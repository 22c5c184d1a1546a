/* What systems do in different ways: Linux has one call, macOS and the BSDs
 * have another or none. All that tells systems apart is in system.c; what POSIX
 * 2008 has is called directly, everywhere. */
#ifndef SEOGO_BASE_SYSTEM_H
#define SEOGO_BASE_SYSTEM_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/* qsort whose order has a context. items may be NULL where count is 0. */
void system_sort(void *items, size_t count, size_t size,
                 int (*order)(const void *a, const void *b, void *context), void *context);

/* What an errno value means, for people; lent from buffer or forever. Of use
 * in threads. */
const char *system_error_text(int errno_value, char *buffer, size_t size);

/* When the file was changed last. */
struct timespec system_modified(const struct stat *is);

/* All that was written to the file is on the disk, not in its cache alone.
 * Returns 0, or -1 with errno. */
int system_sync(int file);

/* Locks the file for this opening of it alone, until it is closed; does not
 * wait. Returns 0, or -1 with errno: EAGAIN or EACCES where another has it. */
int system_lock(int file);
/* Whether another opening has locked the file. */
bool system_is_locked(int file);

/* For a process just forked by parent: it will be killed when its parent ends.
 * False where the parent has ended already. */
bool system_end_with(pid_t parent);
/* A file that poll finds readable once the process has ended, for the caller to close;
 * -1 where the system has none. */
int system_watch(pid_t process);

/* A condition that a thread waits for by time spans, whatever the clock on the
 * wall is set to. pthread_cond_destroy ends it. */
void system_condition_init(pthread_cond_t *condition);
/* Returns 0, or ETIMEDOUT after so long; nanoseconds below 10^9. */
int system_condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, long nanoseconds);

#ifdef __cplusplus
}
#endif

#endif
