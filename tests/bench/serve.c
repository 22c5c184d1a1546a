/* How long a session takes to answer: whole queries, every keystroke of them,
 * completions, and bursts of keystrokes that it need not run.
 *
 *   bench_serve SEOGO INDEX QUERIES [ROUNDS]
 *
 * QUERIES is as queries.tsv. Every request is sent when the one before it was
 * answered, but for bursts. Times are from the write to the end of the answer's
 * line; cpu is what the session's process itself ran in between, which other
 * work on the machine hardly changes. Of ROUNDS (5) each request counts by its
 * median; a round before them warms up. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define QUERIES_MAX 1000
#define ROUNDS_MAX 50
#define REQUESTS_MAX 20000

struct peer {
    pid_t pid;
    FILE *to, *from;
    char *line;
    size_t capacity;
};

/* Milliseconds of each request: its median over the rounds. */
struct times {
    double wall[REQUESTS_MAX], cpu[REQUESTS_MAX];
    size_t count;
};

static void die(const char *what)
{
    fprintf(stderr, "bench_serve: %s\n", what);
    exit(2);
}

static void start(struct peer *peer, const char *program, const char *index)
{
    int in[2], out[2];

    if (pipe(in) != 0 || pipe(out) != 0)
        die("no pipe");
    peer->pid = fork();
    if (peer->pid < 0)
        die("no process");
    if (peer->pid == 0) {
        dup2(in[0], 0);
        dup2(out[1], 1);
        close(in[1]);
        close(out[0]);
        execl(program, program, "--serve", "--db", index, (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    peer->to = fdopen(in[1], "w");
    peer->from = fdopen(out[0], "r");
    if (!peer->to || !peer->from)
        die("no stream");
}

static void stop(struct peer *peer)
{
    int status;

    fclose(peer->to);
    fclose(peer->from);
    free(peer->line);
    if (waitpid(peer->pid, &status, 0) != peer->pid || status != 0)
        die("the session did not end well");
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* What the process has run so far, in milliseconds. */
static double ran(const struct peer *peer)
{
    char path[64];
    unsigned long long nanoseconds = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)peer->pid);
    file = fopen(path, "r");
    if (file && fscanf(file, "%llu", &nanoseconds) != 1)
        nanoseconds = 0;
    if (file)
        fclose(file);
    return (double)nanoseconds / 1e6;
}

/* Queries hold no character that JSON would escape, but a quotation mark. */
static void put(struct peer *peer, const char *method, const char *query, size_t length)
{
    fprintf(peer->to, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"query\":\"",
            method);
    for (size_t i = 0; i < length; i++) {
        if (query[i] == '"')
            fputc('\\', peer->to);
        fputc(query[i], peer->to);
    }
    fputs("\"}}\n", peer->to);
}

/* Whether the answer is a result. */
static bool get(struct peer *peer)
{
    if (getline(&peer->line, &peer->capacity, peer->from) <= 0)
        die("the session gave no answer");
    return strstr(peer->line, "\"result\":") != NULL;
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

static void time_request(struct peer *peer, const char *method, const char *query, size_t length,
                         size_t rounds, struct times *times)
{
    double wall[ROUNDS_MAX], cpu[ROUNDS_MAX];

    if (times->count == REQUESTS_MAX)
        die("too many requests");
    for (size_t i = 0; i <= rounds; i++) {
        double ran_before = ran(peer), before = now();

        put(peer, method, query, length);
        fflush(peer->to);
        get(peer);
        if (i > 0) {
            wall[i - 1] = now() - before;
            cpu[i - 1] = ran(peer) - ran_before;
        }
    }
    times->wall[times->count] = median(wall, rounds);
    times->cpu[times->count++] = median(cpu, rounds);
}

/* The end of the character at a byte. */
static size_t next(const char *text, size_t at)
{
    at++;
    while ((text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void report(const char *what, struct times *times)
{
    size_t n = times->count, last = n ? n - 1 - n / 100 : 0;

    if (n == 0)
        die("there are no queries");
    qsort(times->wall, n, sizeof *times->wall, compare);
    qsort(times->cpu, n, sizeof *times->cpu, compare);
    printf("%-10s %6zu %9.2f %9.2f %9.2f %9.2f %9.2f\n", what, n, times->wall[n / 2],
           times->wall[last], times->wall[n - 1], times->cpu[n / 2], times->cpu[last]);
    times->count = 0;
}

/* Every prefix of the query at once; returns how many of them were run. */
static size_t burst(struct peer *peer, const char *query, struct times *times)
{
    double ran_before = ran(peer), before = now();
    size_t sent = 0, run = 0;

    for (size_t end = 0; query[end]; sent++) {
        end = next(query, end);
        put(peer, "search", query, end);
    }
    fflush(peer->to);
    for (size_t i = 0; i < sent; i++)
        run += get(peer);
    times->wall[times->count] = now() - before;
    times->cpu[times->count++] = ran(peer) - ran_before;
    return run;
}

static size_t read_queries(const char *path, char *queries[QUERIES_MAX])
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t capacity = 0, count = 0;

    if (!file)
        die("cannot read the queries");
    while (count < QUERIES_MAX && getline(&line, &capacity, file) > 0) {
        char *tab = strchr(line, '\t');

        line[strcspn(line, "\n")] = '\0';
        if (tab && tab[1])
            queries[count++] = strdup(tab + 1);
    }
    fclose(file);
    free(line);
    return count;
}

/* Times the method with every prefix of every query. */
static void type(struct peer *peer, const char *method, char *const *queries, size_t count,
                 size_t rounds, struct times *times)
{
    for (size_t i = 0; i < count; i++)
        for (size_t end = 0; queries[i][end];) {
            end = next(queries[i], end);
            time_request(peer, method, queries[i], end, rounds, times);
        }
}

int main(int argc, char **argv)
{
    static struct times times;
    char *queries[QUERIES_MAX];
    size_t rounds = argc > 4 ? strtoul(argv[4], NULL, 10) : 5, count, run = 0;
    struct peer peer = {0};

    if (argc < 4 || rounds < 1 || rounds > ROUNDS_MAX)
        die("usage: bench_serve SEOGO INDEX QUERIES [ROUNDS]");
    count = read_queries(argv[3], queries);
    start(&peer, argv[1], argv[2]);
    printf("%-10s %6s %9s %9s %9s %9s %9s\n", "ms", "n", "median", "p99", "max", "cpu", "cpu p99");
    for (size_t i = 0; i < count; i++)
        time_request(&peer, "search", queries[i], strlen(queries[i]), rounds, &times);
    report("search", &times);
    type(&peer, "search", queries, count, rounds, &times);
    report("keystroke", &times);
    type(&peer, "complete", queries, count, rounds, &times);
    report("complete", &times);
    for (size_t i = 0; i < count; i++)
        time_request(&peer, "status", "", 0, rounds, &times);
    report("status", &times);
    for (size_t i = 0; i < count; i++)
        run += burst(&peer, queries[i], &times);
    report("burst", &times);
    printf("searches run for %zu bursts: %zu\n", count, run);
    stop(&peer);
    for (size_t i = 0; i < count; i++)
        free(queries[i]);
    return 0;
}
