#include "indexer/hooks.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

#define POLL_NANOSECONDS 20000000L

static int start(const char *command, pid_t *child)
{
    char *const arguments[] = {"sh", "-c", (char *)command, NULL};
    posix_spawnattr_t attributes;
    sigset_t none, all;
    int reason = posix_spawnattr_init(&attributes);
    if (reason != 0)
        return reason;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                              POSIX_SPAWN_SETPGROUP);
    reason = posix_spawn(child, "/bin/sh", NULL, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    return reason;
}

enum status hook_run(const char *name, const char *command, bool (*stop)(void *context),
                     void *context, struct error *error)
{
    const struct timespec pause = {.tv_nsec = POLL_NANOSECONDS};
    pid_t child;
    int how = 0, reason = start(command, &child);
    if (reason != 0)
        return error_set_errno(error, reason, "cannot start /bin/sh");
    for (bool ended = false; !ended;) {
        pid_t got = waitpid(child, &how, WNOHANG);
        ended = got == child || (got < 0 && errno != EINTR);
        if (!ended && stop(context))
            kill(-child, SIGTERM);
        if (!ended)
            nanosleep(&pause, NULL);
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return STATUS_OK;
    if (WIFSIGNALED(how))
        return error_set(error, STATUS_IO, NULL, "--%s was ended by signal %d: %s", name,
                         WTERMSIG(how), command);
    return error_set(error, STATUS_IO, NULL, "--%s failed with status %d: %s", name,
                     WEXITSTATUS(how), command);
}
