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
#include <stdlib.h>
#include <string.h>

#include "session.h"

#define ROUNDS_MAX 50

/* What each request cost: its median over the rounds. */
struct costs {
    struct cost *list;
    size_t count;
};

static void add(struct costs *costs, struct cost cost)
{
    costs->list = realloc(costs->list, (costs->count + 1) * sizeof *costs->list);
    if (!costs->list)
        die("out of memory");
    costs->list[costs->count++] = cost;
}

static void report(const char *what, struct costs *costs)
{
    print_costs(what, costs->list, costs->count);
    costs->count = 0;
}

static void time_request(struct session *session, const char *method, const char *query,
                         size_t length, size_t rounds, struct costs *costs)
{
    struct cost round[ROUNDS_MAX];

    for (size_t i = 0; i <= rounds; i++) {
        struct cost before = session_clock(session);

        session_put(session, method, query, length);
        fflush(session->to);
        session_get(session);
        if (i > 0)
            round[i - 1] = cost_between(before, session_clock(session));
    }
    add(costs, cost_median(round, rounds));
}

/* The end of the character at a byte. */
static size_t next(const char *text, size_t at)
{
    at++;
    while ((text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Every prefix of the query at once; returns how many of them were run. */
static size_t burst(struct session *session, const char *query, struct costs *costs)
{
    struct cost before = session_clock(session);
    size_t sent = 0, run = 0;

    for (size_t end = 0; query[end]; sent++) {
        end = next(query, end);
        session_put(session, "search", query, end);
    }
    fflush(session->to);
    for (size_t i = 0; i < sent; i++)
        run += session_get(session);
    add(costs, cost_between(before, session_clock(session)));
    return run;
}

/* Times the method with every prefix of every query. */
static void type(struct session *session, const char *method, char *const *queries, size_t count,
                 size_t rounds, struct costs *costs)
{
    for (size_t i = 0; i < count; i++)
        for (size_t end = 0; queries[i][end];) {
            end = next(queries[i], end);
            time_request(session, method, queries[i], end, rounds, costs);
        }
}

static void measure(struct session *session, char *const *queries, size_t count, size_t rounds)
{
    struct costs costs = {NULL, 0};
    size_t run = 0;

    for (size_t i = 0; i < count; i++)
        time_request(session, "search", queries[i], strlen(queries[i]), rounds, &costs);
    report("search", &costs);
    type(session, "search", queries, count, rounds, &costs);
    report("keystroke", &costs);
    type(session, "complete", queries, count, rounds, &costs);
    report("complete", &costs);
    for (size_t i = 0; i < count; i++)
        time_request(session, "status", "", 0, rounds, &costs);
    report("status", &costs);
    for (size_t i = 0; i < count; i++)
        run += burst(session, queries[i], &costs);
    report("burst", &costs);
    printf("searches run for %zu bursts: %zu\n", count, run);
    free(costs.list);
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 4 ? strtoul(argv[4], NULL, 10) : 5, count;

    if (argc < 4 || rounds < 1 || rounds > ROUNDS_MAX)
        die("usage: bench_serve SEOGO INDEX QUERIES [ROUNDS]");
    char **queries = queries_read(argv[3], &count);
    char *const command[] = {argv[1], "--serve", "--db", argv[2], NULL};
    struct session session;

    session_start(&session, command);
    print_heading();
    measure(&session, queries, count, rounds);
    session_stop(&session);
    queries_free(queries, count);
    return 0;
}
