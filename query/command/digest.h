/* seogo digest: what the saved queries find, the new papers of each first. */
#ifndef SEOGO_COMMAND_DIGEST_H
#define SEOGO_COMMAND_DIGEST_H

#include "query/command/command.h"

/* Borrowed. */
struct digest_request {
    const char *const *names; /* of saved queries; none: all, as the file has them */
    size_t count;
    bool fresh; /* only what the last publication brought */
};

/* The digest, of each query at most the request's count of papers. STATUS_INVALID, with a hint,
 * where nothing is saved or not under a name, or the format is not for people. On
 * STATUS_BAD_QUERY error names the saved query that breaks. */
enum status command_digest(const struct command *command, const struct digest_request *digest,
                           struct command_result *result);

#endif
