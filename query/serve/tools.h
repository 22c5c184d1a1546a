/* The tools of the Model Context Protocol: what an assistant is told of them, and which
 * search each is. */
#ifndef SEOGO_SERVE_TOOLS_H
#define SEOGO_SERVE_TOOLS_H

#include "query/serve/params.h"

/* Papers of one answer, at most; what is behind them is asked for by offset. */
#define TOOLS_PAPERS_MAX 50
/* Bytes of one answer as it is sent, at most: what a model reads is dear. */
#define TOOLS_ANSWER_MAX 40000

enum tool { TOOL_SEARCH, TOOL_SIMILAR, TOOL_SHOW, TOOL_CITE, TOOL_STATUS };

struct tool_row {
    const char *name;
    enum tool tool;
    enum params_kind asks; /* what its arguments are read as */
};

/* NULL for a name that is none. The names that tools had before are known too. */
const struct tool_row *tools_named(const char *name);

/* How the archive is to be used, in a few sentences. */
extern const char TOOLS_INSTRUCTIONS[];
/* The result of tools/list, as JSON. */
extern const char TOOLS_LIST[];

#endif
