/* One run of seogo-index: its options, its signals and what it shows while it is
 * at work. */
#ifndef SEOGO_COMMAND_SESSION_H
#define SEOGO_COMMAND_SESSION_H

#include <signal.h>

#include "indexer/build/observer.h"
#include "indexer/command/exit_status.h"
#include "indexer/command/options.h"
#include "indexer/command/progress.h"
#include "indexer/command/warnings.h"

struct last_run;

struct session {
    struct options options;
    struct progress progress;
    struct warnings warnings;
    sigset_t endings;      /* blocked signals that end the run; only one is taken */
    int signal;            /* that one, or 0 */
    struct last_run *last; /* of a build: what is kept of it */
    const char *directory; /* of the index */
};

/* Holds back the signals that end the run, until the observer asks for one, and
 * begins to draw progress where that is wanted. */
void session_begin(struct session *session);
/* What session_begin prepared, as an observer that borrows the session. */
struct observer session_observer(struct session *session);
/* The observer's question: whether a signal came. context is the session. */
bool session_stopped(void *context);
/* Ends as the signal would have ended the program, so that a shell sees it. */
int session_end_by_signal(const struct session *session);
/* Tells the error, as JSON too where the report is, and returns status. */
int session_fail(const struct session *session, const struct error *error, int status);

/* What the program does, one each; they return the exit status. directory is
 * the index's. */
int command_build(struct session *session, const char *directory);
int command_check(struct session *session, const char *directory);
int command_roll_back(struct session *session, const char *directory);
int command_status(struct session *session, const char *directory);

#endif
