/* --mcp-config: what a client of the Model Context Protocol is told to run. */
#ifndef SEOGO_COMMAND_REGISTRATION_H
#define SEOGO_COMMAND_REGISTRATION_H

#include <stddef.h>

#include "query/search/searcher.h"
#include "shim/base/buffer.h"
#include "shim/base/status.h"

/* The nth client's name, or NULL behind the last. */
const char *registration_client(size_t n);

/* Appends the JSON that the nth client's file of servers takes: seogo --serve on these
 * indexes, every path absolute, so that it holds wherever the client starts it. program is
 * argv's; STATUS_NOT_FOUND where it stands in no directory of the PATH, or an index directory
 * is not known. The index need not be there yet. */
enum status command_registration(size_t client, const char *program,
                                 const struct searcher_place *place, struct buffer *out,
                                 struct error *error);

#endif
