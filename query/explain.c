#include "query/search.h"

enum status search_explain(struct searcher *searcher, const struct search_request *request,
                           struct buffer *out, size_t *offset, struct error *error)
{
    (void)searcher;
    (void)request;
    (void)out;
    (void)offset;
    return error_set(error, STATUS_INVALID, NULL, "not yet");
}
