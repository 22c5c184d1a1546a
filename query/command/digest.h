/* seogo digest: what the saved queries find, the new papers of each first. */
#ifndef SEOGO_COMMAND_DIGEST_H
#define SEOGO_COMMAND_DIGEST_H

#include "query/render/options.h"
#include "query/search/search.h"

/* Borrowed. */
struct digest_request {
    const struct search_request *request; /* without its query; of each at most its count */
    const char *const *names;             /* of saved queries; none: all, as the file has them */
    size_t count;
    bool fresh; /* only what the last publication brought */
};

/* Appends the digest; *found is how many papers are in it. STATUS_INVALID, with a hint,
 * where nothing is saved or not under a name, or the format is not for people. On
 * STATUS_BAD_QUERY error names the saved query that breaks. */
enum status command_digest(struct searcher *searcher, const struct digest_request *digest,
                           const struct render_options *options, struct buffer *out, size_t *found,
                           struct error *error);

#endif
