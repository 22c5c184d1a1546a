/* Commands of the user's that run before and after a build. */
#ifndef SEOGO_INDEXER_HOOKS_H
#define SEOGO_INDEXER_HOOKS_H

#include <stdbool.h>

#include "shim/status.h"

/* Runs the command by /bin/sh, with the signals that this program holds back
 * let through, and waits for it. Where stop says so meanwhile, it is ended. Its
 * failure is an error whose message says how it ended; name is of the option. */
enum status hook_run(const char *name, const char *command, bool (*stop)(void *context),
                     void *context, struct error *error);

#endif
