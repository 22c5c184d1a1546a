/* What can be called. */
#ifndef SEOGO_SERVE_METHODS_H
#define SEOGO_SERVE_METHODS_H

#include "query/serve/params.h"

struct method_row {
    const char *name;
    method *run;
    const char *result;    /* where nothing is to be run: always this, as JSON */
    enum params_kind asks; /* or which search it is; an assistant has it as a tool */
    bool newest_wins;
};

/* Appends the row's result to the call. */
bool methods_run(const struct method_row *row, struct serve_context *context,
                 const struct call *call, struct buffer *out, struct serve_failure *failure);

/* NULL for a name that is none. */
const struct method_row *methods_named(const char *name);

method method_status;   /* status.c */
method method_cite;     /* cite.c */
method method_complete; /* complete.c */

/* mcp.c: initialize of the Model Context Protocol, and its tools. */
method method_protocol;
method method_tools_call;

#endif
