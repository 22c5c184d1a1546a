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
};

struct serve_context {
    struct session_options options;
    struct index index;
    bool structured; /* the Model Context Protocol's revision has structuredContent */
    bool ended;
};

/* Appends the result, as JSON, to out. False where there is none: *failure says
 * why, and what was appended is taken back by the caller. It lends from the
 * call. */
typedef bool method(struct serve_context *context, const struct call *call, struct buffer *out,
                    struct serve_failure *failure);

#endif
