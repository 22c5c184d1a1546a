/* The tools of the Model Context Protocol: what an assistant is told of them. */
#ifndef SEOGO_SERVE_TOOLS_H
#define SEOGO_SERVE_TOOLS_H

/* How the archive is to be used, in a few sentences. */
extern const char TOOLS_INSTRUCTIONS[];
/* The result of tools/list, as JSON. */
extern const char TOOLS_LIST[];

#endif
