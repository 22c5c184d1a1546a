/* Forks a process for each task; see children.h. A child tells its error
 * through a pipe, whose end also says that the child is gone. */
#include "indexer/build/children.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define TICK_MILLISECONDS 50

struct nursery {
    const struct crew *crew;
    struct pollfd *pipes; /* by worker; fd -1 where there is no child */
    pid_t *children;      /* by worker */
    size_t next, finished;
    enum crew_end end;
    struct error *error;
};

static void fail(struct nursery *nursery, const struct error *error)
{
    if (nursery->end != CREW_DONE)
        return;
    nursery->end = CREW_FAILED;
    if (nursery->error != NULL)
        *nursery->error = *error;
}

static void fail_errno(struct nursery *nursery, const char *what)
{
    struct error error;
    error_set_errno(&error, errno, what);
    fail(nursery, &error);
}

_Noreturn static void be_child(const struct nursery *nursery, size_t worker, pid_t parent, int out)
{
    struct error error = {0};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
    enum status status = nursery->crew->task(nursery->crew->context, worker, nursery->next, &error);
    /* Smaller than a pipe's buffer: it is written whole or the parent is gone. */
    if (status != STATUS_OK && write(out, &error, sizeof error) < 0)
        _exit(EXIT_FAILURE);
    _exit(status == STATUS_OK ? EXIT_SUCCESS : EXIT_FAILURE);
}

static void start(struct nursery *nursery, size_t worker)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        fail_errno(nursery, "cannot make a pipe");
        return;
    }
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0)
        be_child(nursery, worker, parent, ends[1]);
    close(ends[1]);
    if (child < 0) {
        fail_errno(nursery, "cannot start a process");
        close(ends[0]);
        return;
    }
    nursery->children[worker] = child;
    nursery->pipes[worker] = (struct pollfd){.fd = ends[0], .events = POLLIN};
    nursery->next++;
}

static int wait_for(pid_t child)
{
    int how = 0;
    while (waitpid(child, &how, 0) < 0 && errno == EINTR)
        continue;
    return how;
}

/* The worker's pipe has an error, or is closed because the child has ended. */
static void end_child(struct nursery *nursery, size_t worker)
{
    struct error error = {0};
    ssize_t got = read(nursery->pipes[worker].fd, &error, sizeof error);
    int how = wait_for(nursery->children[worker]);
    if (WIFEXITED(how) && WEXITSTATUS(how) == EXIT_SUCCESS) {
        nursery->finished++;
    } else {
        if (got != (ssize_t)sizeof error)
            error_set(&error, STATUS_INTERNAL, NULL, "a process of the build was killed");
        fail(nursery, &error);
    }
    close(nursery->pipes[worker].fd);
    nursery->pipes[worker].fd = -1;
}

static void kill_all(struct nursery *nursery)
{
    for (size_t i = 0; i < nursery->crew->workers; i++) {
        if (nursery->pipes[i].fd < 0)
            continue;
        kill(nursery->children[i], SIGKILL);
        wait_for(nursery->children[i]);
        close(nursery->pipes[i].fd);
        nursery->pipes[i].fd = -1;
    }
}

static void run(struct nursery *nursery, size_t tasks)
{
    const struct crew *crew = nursery->crew;
    while (nursery->end == CREW_DONE && nursery->finished < tasks) {
        for (size_t i = 0; i < crew->workers; i++)
            if (nursery->pipes[i].fd < 0 && nursery->next < tasks && nursery->end == CREW_DONE)
                start(nursery, i);
        int ready = poll(nursery->pipes, (nfds_t)crew->workers, TICK_MILLISECONDS);
        for (size_t i = 0; ready > 0 && i < crew->workers; i++)
            if (nursery->pipes[i].fd >= 0 && nursery->pipes[i].revents != 0)
                end_child(nursery, i);
        if (!crew->tick(crew->context, nursery->finished) && nursery->end == CREW_DONE)
            nursery->end = CREW_STOPPED;
    }
    kill_all(nursery);
}

enum crew_end children_run(const struct crew *crew, size_t tasks, struct error *error)
{
    struct nursery nursery = {.crew = crew, .error = error};
    nursery.pipes = calloc(crew->workers, sizeof *nursery.pipes);
    nursery.children = calloc(crew->workers, sizeof *nursery.children);
    if (nursery.pipes == NULL || nursery.children == NULL) {
        error_no_memory(error);
        nursery.end = CREW_FAILED;
    } else {
        for (size_t i = 0; i < crew->workers; i++)
            nursery.pipes[i].fd = -1;
        run(&nursery, tasks);
    }
    free(nursery.pipes);
    free(nursery.children);
    return nursery.end;
}
