/* A search of the session's index, by the parameters of a call. */
#ifndef SEOGO_SERVE_ASK_H
#define SEOGO_SERVE_ASK_H

#include "query/answer/answer.h"
#include "query/serve/params.h"

/* Fills *answer, which the caller clears, also on failure. */
bool serve_ask(struct serve_context *context, const struct search_params *params,
               struct answer *answer, struct serve_failure *failure);
/* Appends the answer as JSON does; of PARAMS_SHOW its hit alone. */
bool serve_ask_as_json(const struct search_params *params, const struct answer *answer,
                       struct buffer *out, struct serve_failure *failure);
/* All of it at once; what explains the answer too, where that is wanted. */
bool serve_ask_and_tell(struct serve_context *context, enum params_kind kind,
                        const cJSON *arguments, struct buffer *out, struct serve_failure *failure);

#endif
