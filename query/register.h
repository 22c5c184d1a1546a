/* --mcp-config, from the options to what is printed. */
#ifndef SEOGO_QUERY_REGISTER_H
#define SEOGO_QUERY_REGISTER_H

#include "query/options.h"
#include "query/render/exit_status.h"

enum exit_status register_server(const struct query_options *o);

#endif
