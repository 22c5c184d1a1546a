/* What seogo tells the shell, and a session its caller (serve/failure.h): one
 * table, which --help prints. */
#ifndef SEOGO_RENDER_EXIT_STATUS_H
#define SEOGO_RENDER_EXIT_STATUS_H

#include <stdio.h>

#include "shim/base/status.h"

/* 5 is EXIT_LOCKED of seogo-index, which has an enum of this name of its own
 * (indexer/command/exit_status.h): no file includes both. */
enum exit_status {
    EXIT_FOUND = 0,
    EXIT_NOTHING = 1,
    EXIT_USAGE = 2,
    EXIT_NO_INDEX = 3,
    EXIT_BAD_INDEX = 4,
    EXIT_FORMAT_VERSION = 6
};

/* The exit status of an error that a search or an index reported. */
enum exit_status exit_status_of(enum status status);
/* Adds the hint to rebuild an index that cannot be read, where there is none. */
void exit_status_advise(struct error *error);
/* As many a line as it holds. */
void exit_status_print(FILE *out);

#endif
