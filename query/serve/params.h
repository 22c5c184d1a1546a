/* A call's parameters -> what a search takes. */
#ifndef SEOGO_SERVE_PARAMS_H
#define SEOGO_SERVE_PARAMS_H

#include "query/serve/context.h"

/* An answer holds no more papers; what is behind them is asked for by offset. */
#define PARAMS_LIMIT_MAX 1000

/* Whose parameters they are; bits. */
enum params_kind { PARAMS_SEARCH = 1, PARAMS_SIMILAR = 2, PARAMS_SHOW = 4, PARAMS_COMPLETE = 8 };

/* The request lends from the call and from query. */
struct search_params {
    enum params_kind kind;
    struct search_request request;
    enum offset_unit offsets;
    bool count, explain;
    const char *id;      /* of PARAMS_SIMILAR and PARAMS_SHOW; lent from the call */
    struct buffer query; /* what asks for the id; owned */
};

/* False, with *failure, for what is no parameter of this kind, of a wrong type
 * or missing. What is not given is as the options have it. params_clear frees
 * what *out owns, also after a failure. */
bool params_read(const struct serve_context *context, enum params_kind kind, const cJSON *params,
                 struct search_params *out, struct serve_failure *failure);
void params_clear(struct search_params *params);

/* Whether it is a parameter of this kind. */
bool params_known(const char *name, enum params_kind kind);

/* The unit named by "offsets"; *out stays as it was where there is none. */
bool params_offsets(const cJSON *params, enum offset_unit *out, struct serve_failure *failure);

#endif
