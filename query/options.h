/* The command line of seogo, by one table that also makes --help. */
#ifndef SEOGO_QUERY_OPTIONS_H
#define SEOGO_QUERY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "query/command/facet.h"
#include "query/command/open.h"
#include "query/render/render.h"
#include "query/search/search.h"
#include "shim/base/option_table.h"

enum query_action {
    QUERY_SEARCH,
    QUERY_SAVED,
    QUERY_DIGEST,
    QUERY_REGISTRATION,
    QUERY_HELP,
    QUERY_VERSION
};

#define QUERY_DIRECTORIES_MAX 64

struct query_options {
    enum query_action action;
    const char *program; /* as it was called */
    int client;          /* QUERY_REGISTRATION: for which */
    const char *directories[QUERY_DIRECTORIES_MAX];
    size_t directory_count;
    const char *root;  /* NULL: as stored */
    const char *batch; /* a file of queries, or NULL */
    const char *save;  /* the name under which the query is to be saved, or NULL */
    bool count, explain, serve, lsp, news, trend, interactive, partial;
    uint32_t timeout; /* seconds; 0: not given */
    enum facet facet;
    enum opened open;
    bool no_pager;
    enum when color;
    uint32_t format_version;       /* asked for, 0 for none */
    struct render_options render;  /* width 0: not given */
    struct search_request request; /* without its query */
    char *settings;                /* owned: text of the options file, which they point into */
    const char *const *given;      /* of argv: the program, then options */
    size_t given_count;
    const char *const *words; /* of argv: the query's words */
    size_t word_count;
};

/* Reads the person's file of options, then the command line, which counts more. Reorders
 * argv and lends from it; the caller clears, also after a failure. STATUS_INVALID: a usage
 * error. */
enum status query_options_read(int argc, char **argv, struct query_options *options,
                               struct error *error);
void query_options_clear(struct query_options *options);
/* Lends from the options; often: many searches follow. */
struct searcher_place query_options_place(const struct query_options *options, bool often);
void query_options_help(FILE *out);

#endif
