/* The warnings of a run: of each kind the first places, and at the end how many
 * more there were. */
#ifndef SEOGO_COMMAND_WARNINGS_H
#define SEOGO_COMMAND_WARNINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* So many places of a kind are shown. */
#define WARNINGS_SHOWN 3

struct warning_kind {
    char *what; /* owned */
    size_t count;
};

struct warnings {
    bool all; /* every place is shown */
    struct warning_kind *kinds;
    size_t kind_count;
};

/* Counts one, and shows it where it is among the first of its kind. */
void warnings_take(struct warnings *warnings, FILE *out, const char *page, uint32_t line,
                   const char *what);
/* Says what was not shown, and forgets all. */
void warnings_finish(struct warnings *warnings, FILE *out);

#endif
