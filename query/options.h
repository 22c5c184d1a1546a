/* The command line of seogo, by one table that also makes --help. */
#ifndef SEOGO_QUERY_OPTIONS_H
#define SEOGO_QUERY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/render/render.h"
#include "query/search/search.h"
#include "shim/base/status.h"

enum options_action { OPTIONS_SEARCH, OPTIONS_HELP, OPTIONS_VERSION };
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

#define OPTIONS_DIRECTORIES_MAX 64

struct options {
    enum options_action action;
    const char *directories[OPTIONS_DIRECTORIES_MAX];
    size_t directory_count;
    const char *root;  /* NULL: as stored */
    const char *batch; /* a file of queries, or NULL */
    bool count, explain, serve;
    enum when color;
    long format_version;           /* asked for, 0 for none */
    struct render_options render;  /* width 0: not given */
    struct search_request request; /* without its query */
    const char *const *words;      /* of argv: the query's words */
    size_t word_count;
};

/* Reorders argv and lends from it. STATUS_INVALID: a usage error. */
enum status options_parse(int argc, char **argv, struct options *options, struct error *error);
void options_help(FILE *out);

#endif
