/* Sessions beside each other, alternating, so that what else the machine does
 * falls on all alike.
 *
 *   bench_beside QUERIES ROUNDS NAME=COMMAND...
 *
 * A line's last field is a query. COMMAND is for the shell, and answers as
 * `seogo --serve` does. In every round every query is put to every session in
 * turn. Times are from the write to the end of the answer's line; cpu is what
 * the session's process ran, all its threads together. Of the rounds a query
 * counts by its median; two rounds before them warm up. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

#define WARM 2
#define ROUNDS_MAX 50

struct side {
    const char *name;
    struct session session;
    struct cost (*costs)[ROUNDS_MAX]; /* of every query */
};

static void start(struct side *side, char *text)
{
    char *equals = strchr(text, '='), *line;

    if (!equals || asprintf(&line, "exec %s", equals + 1) < 0)
        die("a session is NAME=COMMAND");
    *equals = '\0';
    side->name = text;
    session_start(&side->session, (char *const[]){"sh", "-c", line, NULL});
    free(line);
}

static struct cost ask(struct session *session, const char *query)
{
    struct cost before = session_clock(session);

    session_put(session, "search", query, strlen(query));
    fflush(session->to);
    if (!session_get(session))
        die("a session refused a query");
    return cost_between(before, session_clock(session));
}

static void measure(struct side *sides, size_t sides_count, char *const *queries, size_t count,
                    size_t rounds)
{
    for (size_t round = 0; round < WARM + rounds; round++)
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < sides_count; j++) {
                struct cost cost = ask(&sides[j].session, queries[i]);

                if (round >= WARM)
                    sides[j].costs[i][round - WARM] = cost;
            }
}

static void report(struct side *side, size_t count, size_t rounds)
{
    struct cost *medians = calloc(count, sizeof *medians);

    if (!medians)
        die("out of memory");
    for (size_t i = 0; i < count; i++)
        medians[i] = cost_median(side->costs[i], rounds);
    print_costs(side->name, medians, count);
    free(medians);
}

int main(int argc, char **argv)
{
    size_t rounds = argc > 3 ? strtoul(argv[2], NULL, 10) : 0, count;

    if (rounds < 1 || rounds > ROUNDS_MAX)
        die("usage: bench_beside QUERIES ROUNDS NAME=COMMAND...");
    char **queries = queries_read(argv[1], &count);
    size_t sides_count = (size_t)argc - 3;
    struct side *sides = calloc(sides_count, sizeof *sides);

    for (size_t i = 0; sides && i < sides_count; i++) {
        start(&sides[i], argv[i + 3]);
        sides[i].costs = calloc(count, sizeof *sides[i].costs);
        if (!sides[i].costs)
            die("out of memory");
    }
    if (!sides)
        die("out of memory");
    measure(sides, sides_count, queries, count, rounds);
    print_heading();
    for (size_t i = 0; i < sides_count; i++) {
        report(&sides[i], count, rounds);
        session_stop(&sides[i].session);
        free(sides[i].costs);
    }
    free(sides);
    queries_free(queries, count);
    return 0;
}
