/* What can be called. */
#ifndef SEOGO_SERVE_METHODS_H
#define SEOGO_SERVE_METHODS_H

#include "query/serve/context.h"

struct method_row {
    const char *name;
    method *run;
    bool newest_wins;
};

/* NULL for a name that is none. */
const struct method_row *methods_named(const char *name);

method method_status;   /* status.c */
method method_cite;     /* cite.c */
method method_complete; /* complete.c */

/* mcp.c: initialize of the Model Context Protocol, and its tools. */
method method_protocol;
method method_tools_list;
method method_tools_call;

#endif
