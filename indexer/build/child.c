/* Forks a process that shares one page of memory with its parent; see child.h. */
#include "indexer/build/child.h"
#include "shim/base/system.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define TICK_MILLISECONDS 50

struct shared {
    enum status status;
    struct error error;
};

_Noreturn static void be_child(const struct child *child, struct shared *shared, pid_t parent)
{
    if (!system_end_with(parent))
        _exit(EXIT_FAILURE);
    shared->status = child->work(child->context, &shared->error);
    _exit(EXIT_SUCCESS);
}

/* Until the child is gone, which closes its end of the pipe, or must go. */
static bool oversee(const struct child *child, int pipe_end)
{
    struct pollfd gone = {.fd = pipe_end, .events = POLLIN};
    bool go_on = true;
    while (go_on && poll(&gone, 1, TICK_MILLISECONDS) <= 0)
        go_on = child->tick(child->context);
    return go_on;
}

static enum status wait_for(const struct child *child, const struct shared *shared, pid_t process,
                            int pipe_end, struct error *error)
{
    int how = 0;
    bool stopped = !oversee(child, pipe_end);
    if (stopped)
        kill(process, SIGKILL);
    while (waitpid(process, &how, 0) < 0 && errno == EINTR)
        continue;
    if (stopped)
        return STATUS_STOPPED;
    if (!WIFEXITED(how) || WEXITSTATUS(how) != EXIT_SUCCESS)
        return error_set(error, STATUS_INTERNAL, NULL, "a process of the build was killed");
    if (shared->status != STATUS_OK && error != NULL)
        *error = shared->error;
    return shared->status;
}

static enum status start(const struct child *child, struct shared *shared, struct error *error)
{
    int ends[2];
    /* Nothing is executed before both ends are closed. */
    if (pipe(ends) != 0)
        return error_set_errno(error, errno, "cannot make a pipe");
    pid_t parent = getpid(), process = fork();
    if (process == 0)
        be_child(child, shared, parent);
    int reason = errno;
    close(ends[1]);
    enum status status = process > 0 ? wait_for(child, shared, process, ends[0], error)
                                     : error_set_errno(error, reason, "cannot start a process");
    close(ends[0]);
    return status;
}

enum status child_run(const struct child *child, struct error *error)
{
    struct shared *shared =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return error_set_errno(error, errno, "cannot share memory with a process");
    enum status status = start(child, shared, error);
    munmap(shared, sizeof *shared);
    return status;
}
