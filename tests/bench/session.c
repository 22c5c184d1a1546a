#include "session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void die(const char *what)
{
    fprintf(stderr, "%s: %s\n", program_invocation_short_name, what);
    exit(2);
}

void session_start(struct session *session, char *const command[])
{
    int in[2], out[2];

    *session = (struct session){0};
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0)
        die("no pipe");
    session->pid = fork();
    if (session->pid < 0)
        die("no process");
    signal(SIGPIPE, session->pid == 0 ? SIG_DFL : SIG_IGN); /* getting no answer tells it */
    if (session->pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        execvp(command[0], command);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    session->to = fdopen(in[1], "w");
    session->from = fdopen(out[0], "r");
    if (!session->to || !session->from)
        die("no stream");
}

void session_stop(struct session *session)
{
    int status;

    fclose(session->to);
    fclose(session->from);
    free(session->line);
    if (waitpid(session->pid, &status, 0) != session->pid || status != 0)
        die("the session did not end well");
}

void session_put(struct session *session, const char *method, const char *query, size_t length)
{
    fprintf(session->to,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"query\":\"", method);
    for (size_t i = 0; i < length; i++) {
        if (query[i] == '"')
            fputc('\\', session->to);
        fputc(query[i], session->to);
    }
    fputs("\"}}\n", session->to);
}

bool session_get(struct session *session)
{
    if (getline(&session->line, &session->capacity, session->from) <= 0)
        die("the session gave no answer");
    return strstr(session->line, "\"result\":") != NULL;
}

static double milliseconds(clockid_t clock)
{
    struct timespec time;

    if (clock_gettime(clock, &time) != 0)
        die("no clock");
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

struct cost session_clock(const struct session *session)
{
    clockid_t clock;

    if (clock_getcpuclockid(session->pid, &clock) != 0)
        die("no clock of the session");
    return (struct cost){milliseconds(CLOCK_MONOTONIC), milliseconds(clock)};
}

struct cost cost_between(struct cost before, struct cost after)
{
    return (struct cost){after.wall - before.wall, after.cpu - before.cpu};
}

static int by_wall(const void *a, const void *b)
{
    double left = ((const struct cost *)a)->wall, right = ((const struct cost *)b)->wall;

    return (left > right) - (left < right);
}

static int by_cpu(const void *a, const void *b)
{
    double left = ((const struct cost *)a)->cpu, right = ((const struct cost *)b)->cpu;

    return (left > right) - (left < right);
}

struct cost cost_median(struct cost *costs, size_t count)
{
    struct cost median;

    qsort(costs, count, sizeof *costs, by_wall);
    median.wall = costs[count / 2].wall;
    qsort(costs, count, sizeof *costs, by_cpu);
    median.cpu = costs[count / 2].cpu;
    return median;
}

void print_heading(void)
{
    printf("%-20s %6s %9s %9s %9s %9s %9s\n", "session, ms", "n", "median", "p99", "max", "cpu", "cpu p99");
}

void print_costs(const char *what, struct cost *costs, size_t count)
{
    size_t last = count - 1 - count / 100;

    qsort(costs, count, sizeof *costs, by_wall);
    printf("%-20s %6zu %9.2f %9.2f %9.2f", what, count, costs[count / 2].wall, costs[last].wall,
           costs[count - 1].wall);
    qsort(costs, count, sizeof *costs, by_cpu);
    printf(" %9.2f %9.2f\n", costs[count / 2].cpu, costs[last].cpu);
}

char **queries_read(const char *path, size_t *count)
{
    FILE *file = fopen(path, "r");
    char *line = NULL, **queries = NULL;
    size_t capacity = 0;

    *count = 0;
    if (!file)
        die("cannot read the queries");
    while (getline(&line, &capacity, file) > 0) {
        line[strcspn(line, "\n")] = '\0';
        const char *tab = strrchr(line, '\t'), *query = tab ? tab + 1 : line;

        if (*query == '\0')
            continue;
        queries = realloc(queries, (*count + 1) * sizeof *queries);
        if (!queries || !(queries[*count] = strdup(query)))
            die("out of memory");
        ++*count;
    }
    fclose(file);
    free(line);
    if (*count == 0)
        die("there are no queries");
    return queries;
}

void queries_free(char **queries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    free(queries);
}
