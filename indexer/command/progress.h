/* One line on the terminal that says how far a build is. */
#ifndef SEOGO_COMMAND_PROGRESS_H
#define SEOGO_COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "indexer/build/observer.h"
#include "shim/base/option_table.h"

struct progress {
    FILE *out;
    bool drawing; /* whether to draw at all */
    bool drawn;   /* whether a line stands on the terminal now */
    enum phase phase;
    double phase_began, last_drawn; /* seconds of the monotonic clock; 0: never */
};

/* WHEN_AUTO draws where out is a terminal. */
void progress_open(struct progress *progress, FILE *out, enum when when);
/* Redraws the line, at most ten times a second. */
void progress_show(struct progress *progress, enum phase phase, size_t done, size_t total);
/* Takes the line away, so that something else can be written. */
void progress_clear(struct progress *progress);

#endif
