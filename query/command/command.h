/* What the commands that print something share: what they are given, what they make. */
#ifndef SEOGO_COMMAND_COMMAND_H
#define SEOGO_COMMAND_COMMAND_H

#include "query/render/options.h"
#include "query/search/search.h"
#include "shim/base/buffer.h"

/* Borrowed. */
struct command {
    struct searcher *searcher;
    const struct search_request *request;
    const struct render_options *options;
};

struct command_result {
    struct buffer out;          /* what is printed; owned */
    size_t found;               /* papers, or what else the command lists */
    struct broken_query broken; /* after STATUS_BAD_QUERY, where one query was asked */
    struct error error;
};

/* Searches, as the request says, for the papers of a saved query that the words behind it
 * let through, and counts them all. The caller clears *out, also after a failure. */
enum status command_ask_saved(const struct command *command, const char *name, const char *behind,
                              struct answer *out, struct error *error);

#endif
