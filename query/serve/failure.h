/* Why a call has no result, as JSON-RPC tells it: the standard's codes, and
 * Seogo's own, which are -32000 less the exit status that seogo(1) would have. */
#ifndef SEOGO_SERVE_FAILURE_H
#define SEOGO_SERVE_FAILURE_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "query/render/exit_status.h"
#include "query/render/render.h"

#define FAILURE_SEOGO (-32000)

enum failure_code {
    FAILURE_PARSE = -32700,
    FAILURE_REQUEST = -32600,
    FAILURE_METHOD = -32601,
    FAILURE_PARAMS = -32602,
    FAILURE_INTERNAL = -32603,
    FAILURE_NOTHING = FAILURE_SEOGO - EXIT_NOTHING, /* no paper has this id */
    FAILURE_QUERY = FAILURE_SEOGO - EXIT_USAGE,
    FAILURE_NO_INDEX = FAILURE_SEOGO - EXIT_NO_INDEX,
    FAILURE_INDEX = FAILURE_SEOGO - EXIT_BAD_INDEX, /* of another format, or damaged */
    FAILURE_FORMAT_VERSION = FAILURE_SEOGO - EXIT_FORMAT_VERSION,
    FAILURE_CANCELLED = -32800 /* as language servers have it */
};

/* The query is lent to the failure, and NULL where it is not about one. */
struct serve_failure {
    enum failure_code code;
    const char *name; /* of what the code does not tell, else NULL */
    struct error error;
    const char *query;
    size_t length, offset;    /* offset in bytes */
    enum offset_unit offsets; /* in which it is told */
};

/* Returns false, for the caller to return. */
bool failure_set(struct serve_failure *failure, enum failure_code code, enum status status,
                 const char *hint, const char *format, ...) __attribute__((format(printf, 5, 6)));
bool failure_no_memory(struct serve_failure *failure);
/* What became of an error that a search or an index reported. */
bool failure_of(struct serve_failure *failure, const struct error *error);

#endif
