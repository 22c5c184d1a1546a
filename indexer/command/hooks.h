/* Commands of the user's that run before and after a build. */
#ifndef SEOGO_COMMAND_HOOKS_H
#define SEOGO_COMMAND_HOOKS_H

#include <stdbool.h>

#include "shim/base/status.h"

/* Runs the command by /bin/sh, with nothing to read, its output on standard
 * error and the signals that this program holds back let through, and waits for
 * it. Where stop says so meanwhile, or it stops to wait for a terminal, it is
 * ended, by force if need be. Its failure is an error whose message says how it ended; name is of
 * the option. */
enum status hook_run(const char *name, const char *command, bool (*stop)(void *context),
                     void *context, struct error *error);

#endif
