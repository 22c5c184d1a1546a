/* One line -> the calls it holds, as JSON-RPC 2.0 has them: a request, a
 * notification, or a batch of them. Judges form only; what a method takes is
 * the method's business. */
#ifndef SEOGO_SERVE_MESSAGE_H
#define SEOGO_SERVE_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <cjson/cJSON.h>

#include "query/serve/failure.h"

/* A batch of more calls is refused, and so is JSON that is nested deeper. */
#define MESSAGE_CALLS_MAX 64
#define MESSAGE_DEPTH_MAX 32

enum fate {
    FATE_RUN,
    FATE_FAULT,      /* no request at all: answered by its fault */
    FATE_CANCELLED,  /* by its caller */
    FATE_SUPERSEDED, /* by a newer call of the same method */
    FATE_DROPPED     /* answered by nothing */
};

struct call {
    enum fate fate;
    const cJSON *id; /* NULL for a notification, and where a fault has none */
    const char *method;
    const cJSON *params; /* an object, or NULL */
    enum failure_code fault;
    const char *reason; /* of the fault */
    bool cancelled;     /* of a call that cancels another: whether it was still waiting */
};

/* Owns the tree, which lends to the calls. */
struct rpc_message {
    struct rpc_message *next;
    cJSON *tree;
    bool batch;
    size_t bytes; /* of the line */
    size_t count;
    struct call calls[];
};

/* *out is NULL for a blank line; text is NUL-terminated. */
enum status message_read(const char *text, size_t length, struct rpc_message **out,
                         struct error *error);
/* What stands for a line that could not be read. NULL where memory is short. */
struct rpc_message *message_fault(enum failure_code fault, const char *reason);
void message_free(struct rpc_message *message);

/* An id as it was sent, for the caller to delete; null of NULL. NULL where
 * memory is short. */
cJSON *message_id_copy(const cJSON *id);
/* Whether two ids are the same; null is none, and the same as nothing. */
bool message_id_equal(const cJSON *a, const cJSON *b);

#endif
