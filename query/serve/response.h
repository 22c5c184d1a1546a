/* A call's response, as JSON-RPC has it. Both are false where memory is short. */
#ifndef SEOGO_SERVE_RESPONSE_H
#define SEOGO_SERVE_RESPONSE_H

#include "query/serve/failure.h"

/* Appends the response to the call of this id up to its result; what follows is
 * the result and '}'. */
bool response_begin(const cJSON *id, struct buffer *out);
/* Appends the response to a call that failed. id may be NULL, which is told as null. */
bool response_failure(const struct serve_failure *failure, const cJSON *id, struct buffer *out);

#endif
