/* What a call may use of its session, and what a method is. */
#ifndef SEOGO_SERVE_CONTEXT_H
#define SEOGO_SERVE_CONTEXT_H

#include "query/render/render.h"
#include "query/search/search.h"
#include "query/serve/failure.h"
#include "query/serve/index.h"
#include "query/serve/message.h"

struct session_options {
    struct searcher_place place;   /* lends its strings */
    struct search_request request; /* what a search has that it does not ask for; no query */
    enum offset_unit offsets;
    const struct method_table *methods; /* what can be called; NULL: methods_serve */
    bool framed;                        /* lines come and go in frames, see lines.h */
};

struct serve_context {
    struct session_options options;
    struct index index;
    void *kept;        /* by the methods, from call to call; the table releases it */
    struct buffer ask; /* what a method asks of the client: lines of JSON, behind its answer */
    bool ended;
};

/* Appends the result, as JSON, to out. False where there is none: *failure says
 * why, and what was appended is taken back by the caller. It lends from the
 * call. */
/* Of a row that is notified the result is dropped where nobody asked for one. */
typedef bool method(struct serve_context *context, const struct call *call, struct buffer *out,
                    struct serve_failure *failure);

#endif
