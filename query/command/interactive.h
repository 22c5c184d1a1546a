/* -i: papers found while the query is typed, in fzf. */
#ifndef SEOGO_COMMAND_INTERACTIVE_H
#define SEOGO_COMMAND_INTERACTIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "shim/base/status.h"

struct interactive {
    const char *const *arguments; /* of the command line: the program, then options */
    size_t count;
    const char *const *words; /* of the query to begin with */
    size_t word_count;
    bool color;
    bool print; /* Enter prints the paper as the options say, instead of opening its link */
};

/* Puts fzf in the place of this program; returns only where it cannot: STATUS_INVALID. */
enum status command_interactive(const struct interactive *interactive, struct error *error);

#endif
