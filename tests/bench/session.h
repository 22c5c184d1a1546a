/* A session as its client sees it: a process that answers each line of JSON-RPC
 * with a line, and what a request costs. What fails ends the program, with a message. */
#ifndef SEOGO_BENCH_SESSION_H
#define SEOGO_BENCH_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

struct session {
    pid_t pid;
    FILE *to, *from;
    char *line;
    size_t capacity;
};

void session_start(struct session *session, char *const command[]);
/* Fails if the process does not end well. */
void session_stop(struct session *session);

/* Sends a request, when to is flushed. Queries hold no character that JSON would
 * escape, but a quotation mark. */
void session_put(struct session *session, const char *method, const char *query, size_t length);
/* Waits for an answer's line; whether it is a result. */
bool session_get(struct session *session);

/* Milliseconds. */
struct cost {
    double wall; /* by a clock that never goes back */
    double cpu;  /* what the process ran, all its threads together */
};
struct cost session_clock(const struct session *session);
struct cost cost_between(struct cost before, struct cost after);
/* The median of each, by sorting; count is at least 1. */
struct cost cost_median(struct cost *costs, size_t count);

void print_heading(void);
/* A row: how many, median, p99 and max of the wall times, median and p99 of the
 * others. Sorts the costs. */
void print_costs(const char *what, struct cost *costs, size_t count);

/* The last fields of the lines of a file, which has at least one. */
char **queries_read(const char *path, size_t *count);
void queries_free(char **queries, size_t count);

_Noreturn void die(const char *what);

#endif
