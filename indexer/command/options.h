/* The command line of seogo-index, by one table that also makes --help. */
#ifndef SEOGO_COMMAND_OPTIONS_H
#define SEOGO_COMMAND_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "indexer/build/pages.h"
#include "indexer/command/progress.h"
#include "indexer/format/share.h"
#include "shim/base/status.h"

#define OPTIONS_THESAURI_MAX 16

enum options_action {
    OPTIONS_BUILD,
    OPTIONS_CHECK,
    OPTIONS_ROLL_BACK,
    OPTIONS_STATUS,
    OPTIONS_HELP,
    OPTIONS_VERSION
};

struct options {
    enum options_action action;
    const char *db;                             /* NULL where it is not given */
    uint32_t jobs;                              /* 1 to OPTIONS_JOBS_MAX */
    uint32_t wait;                              /* seconds, to OPTIONS_WAIT_MAX */
    const char *before, *after;                 /* commands for the shell, or NULL */
    const char *thesauri[OPTIONS_THESAURI_MAX]; /* files of the keeper */
    size_t thesaurus_count;
    struct share share; /* count 0: of all */
    bool full, dry_run, accept_loss, replace;
    bool follow;
    bool json; /* --report json */
    enum when progress;
    bool quiet, verbose;
    const char *const *paths; /* of argv */
    size_t path_count;        /* at least 1 for OPTIONS_BUILD and OPTIONS_CHECK */
};

#define OPTIONS_JOBS_MAX 256
#define OPTIONS_WAIT_MAX 86400

/* Reorders argv and lends from it. STATUS_INVALID: a usage error. */
enum status options_parse(int argc, char **argv, struct options *options, struct error *error);
/* The pages that were asked for; lent. */
struct pages_request options_pages(const struct options *options);
void options_help(FILE *out);

#endif
