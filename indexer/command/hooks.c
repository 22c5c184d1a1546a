#include "indexer/command/hooks.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define POLL_NANOSECONDS 20000000L
#define PATIENCE_POLLS 250 /* between asking it to end and making it */

static int spawn(const char *command, const posix_spawn_file_actions_t *files, pid_t *child)
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
    reason = posix_spawn(child, "/bin/sh", files, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    return reason;
}

/* Standard output is the report's. */
static int start(const char *command, pid_t *child)
{
    posix_spawn_file_actions_t files;
    int reason = posix_spawn_file_actions_init(&files);
    if (reason != 0)
        return reason;
    reason = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (reason == 0)
        reason = posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
    if (reason == 0)
        reason = spawn(command, &files, child);
    posix_spawn_file_actions_destroy(&files);
    return reason;
}

/* How it ended, as waitpid tells. */
static int wait_for(pid_t child, bool (*stop)(void *context), void *context)
{
    const struct timespec pause = {.tv_nsec = POLL_NANOSECONDS};
    int how = 0, patience = PATIENCE_POLLS;
    bool ending = false;
    for (;;) {
        pid_t got = waitpid(child, &how, WNOHANG | WUNTRACED);
        bool halted = got == child && WIFSTOPPED(how);
        if ((got == child && !halted) || (got < 0 && errno != EINTR))
            return how;
        if (!ending && (halted || stop(context))) {
            ending = true;
            kill(-child, SIGTERM);
            kill(-child, SIGCONT);
        }
        if (ending && patience-- == 0)
            kill(-child, SIGKILL);
        nanosleep(&pause, NULL);
    }
}

enum status hook_run(const char *name, const char *command, bool (*stop)(void *context),
                     void *context, struct error *error)
{
    pid_t child;
    int reason = start(command, &child);
    if (reason != 0)
        return error_set_errno(error, reason, "cannot start /bin/sh");
    int how = wait_for(child, stop, context);
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0)
        return STATUS_OK;
    if (WIFSIGNALED(how))
        return error_set(error, STATUS_IO, NULL, "--%s was ended by signal %d: %s", name,
                         WTERMSIG(how), command);
    return error_set(error, STATUS_IO, NULL, "--%s failed with status %d: %s", name,
                     WEXITSTATUS(how), command);
}
