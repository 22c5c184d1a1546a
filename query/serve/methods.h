/* What can be called, and what a call may use of its session. */
#ifndef SEOGO_SERVE_METHODS_H
#define SEOGO_SERVE_METHODS_H

#include "query/serve/failure.h"
#include "query/serve/index.h"
#include "query/serve/message.h"
#include "query/serve/session.h"

struct context {
    struct session_options options;
    struct index index;
    bool structured; /* the Model Context Protocol's revision has structuredContent */
    bool ended;
};

/* Appends the result, as JSON, to out. False where there is none: *failure says
 * why, and what was appended is taken back by the caller. It lends from the
 * call. */
typedef bool method(struct context *context, const struct call *call, struct buffer *out,
                    struct failure *failure);

struct method_row {
    const char *name;
    method *run;
    bool newest_wins;
};

/* NULL for a name that is none. */
const struct method_row *method_named(const char *name);

method run_status;   /* status.c */
method run_cite;     /* cite.c */
method run_complete; /* complete.c */

/* mcp.c: initialize of the Model Context Protocol, and its tools. */
method run_protocol;
method run_tools_list;
method run_tools_call;

#endif
