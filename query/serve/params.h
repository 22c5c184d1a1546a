/* A call's parameters -> what a search takes. */
#ifndef SEOGO_SERVE_PARAMS_H
#define SEOGO_SERVE_PARAMS_H

#include "query/serve/methods.h"

/* An answer holds no more papers; what is behind them is asked for by offset. */
#define PARAMS_LIMIT_MAX 1000

struct search_params {
    struct search_request request; /* lends from the call */
    enum offset_unit offsets;
    bool count, explain;
};

/* False, with *failure, for what is no parameter of a search, or of a wrong
 * type. What is not given is as the options have it. */
bool params_of_search(const struct context *context, const cJSON *params, struct search_params *out,
                      struct failure *failure);
/* The unit named by "offsets"; *out stays as it was where there is none. */
bool params_offsets(const cJSON *params, enum offset_unit *out, struct failure *failure);

#endif
