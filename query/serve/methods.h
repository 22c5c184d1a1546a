/* What can be called. */
#ifndef SEOGO_SERVE_METHODS_H
#define SEOGO_SERVE_METHODS_H

#include "query/serve/params.h"

struct method_row {
    const char *name;
    method *run;
    const char *result;    /* where nothing is to be run: always this, as JSON */
    enum params_kind asks; /* or which search it is */
    bool newest_wins;
    bool notified; /* run without an id too */
    bool cancels;  /* the call that "id" names */
};

struct method_table {
    const struct method_row *rows;
    size_t count;
    void (*release)(struct serve_context *context); /* at the end of a session, or NULL */
};

/* Of editors and assistants, as seogo-serve(7) has them. */
extern const struct method_table methods_serve;

/* Appends the row's result to the call. */
bool methods_run(const struct method_row *row, struct serve_context *context,
                 const struct call *call, struct buffer *out, struct serve_failure *failure);

/* NULL for a name that is none. */
const struct method_row *methods_named(const struct method_table *table, const char *name);

method method_status;   /* status.c */
method method_cite;     /* cite.c */
method method_complete; /* complete.c */

/* mcp.c: initialize of the Model Context Protocol, and its tools. */
method method_protocol;
method method_tools_call;

#endif
