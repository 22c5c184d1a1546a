/* A search of the session's index. */
#ifndef SEOGO_SERVE_ASK_H
#define SEOGO_SERVE_ASK_H

#include "query/answer.h"
#include "query/serve/params.h"

/* Fills *answer, which the caller clears, also on failure. */
bool ask(struct context *context, const struct search_params *params, struct answer *answer,
         struct failure *failure);
/* Appends the answer as JSON does, with what explains it where that is wanted. */
bool ask_for_json(struct context *context, const struct search_params *params, struct buffer *out,
                  struct failure *failure);

bool no_memory(struct failure *failure);

#endif
