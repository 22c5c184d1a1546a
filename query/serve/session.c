#include "query/serve/session.h"

#include <stdlib.h>
#include <string.h>

#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/serve/lines.h"
#include "query/serve/methods.h"

/* So many lines wait at most, and so many bytes of them but for one line. */
#define WAITING_MAX 64
#define WAITING_BYTES_MAX LINE_MAX_BYTES

struct session {
    struct serve_context context;
    struct rpc_message *first, **end; /* that wait, in the order they came */
    size_t count, bytes;
};

enum status session_new(struct session **out, const struct session_options *options,
                        struct error *error)
{
    struct session *session = calloc(1, sizeof *session);

    *out = session;
    if (!session)
        return error_no_memory(error);
    session->context.options = *options;
    if (!options->methods)
        session->context.options.methods = &methods_serve;
    session->context.index.place = &session->context.options.place;
    session->end = &session->first;
    return STATUS_OK;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    for (struct rpc_message *message = session->first, *next; message; message = next) {
        next = message->next;
        message_free(message);
    }
    if (session->context.options.methods->release)
        session->context.options.methods->release(&session->context);
    buffer_free(&session->context.ask);
    index_close(&session->context.index);
    free(session);
}

/* Sets the fate of those calls that wait before `until` and are like it. */
static void supersede(struct session *session, const struct call *until)
{
    for (struct rpc_message *message = session->first; message; message = message->next)
        for (size_t i = 0; i < message->count; i++) {
            struct call *call = &message->calls[i];

            if (call == until)
                return;
            if (call->fate == FATE_RUN && strcmp(call->method, until->method) == 0)
                call->fate = FATE_SUPERSEDED;
        }
}

static bool cancel(struct session *session, const cJSON *id, const struct call *until,
                   enum fate fate)
{
    for (struct rpc_message *message = session->first; message; message = message->next)
        for (size_t i = 0; i < message->count; i++) {
            struct call *call = &message->calls[i];

            if (call == until)
                return false;
            if (call->fate == FATE_RUN && message_id_equal(call->id, id)) {
                call->fate = fate;
                return true;
            }
        }
    return false;
}

/* What a call does to those before it. */
static void affect(struct session *session, struct call *call)
{
    const struct method_table *methods = session->context.options.methods;
    const struct method_row *row =
        call->fate == FATE_RUN ? methods_named(methods, call->method) : NULL;
    const cJSON *params = call->params;

    if (row && row->newest_wins && call->id)
        supersede(session, call);
    else if (row && row->cancels)
        call->cancelled =
            cancel(session, cJSON_GetObjectItemCaseSensitive(params, "id"), call, FATE_CANCELLED);
    /* The Model Context Protocol wants no answer to what was cancelled. */
    else if (call->fate == FATE_RUN && strcmp(call->method, "notifications/cancelled") == 0)
        cancel(session, cJSON_GetObjectItemCaseSensitive(params, "requestId"), call, FATE_DROPPED);
}

static void add(struct session *session, struct rpc_message *message)
{
    *session->end = message;
    session->end = &message->next;
    session->count++;
    session->bytes += message->bytes;
    for (size_t i = 0; i < message->count; i++)
        affect(session, &message->calls[i]);
}

enum status session_take(struct session *session, const char *line, size_t length,
                         struct error *error)
{
    struct rpc_message *message;
    enum status status = message_read(line, length, &message, error);

    if (message)
        add(session, message);
    return status;
}

enum status session_take_too_long(struct session *session, struct error *error)
{
    struct rpc_message *message =
        message_fault(FAILURE_REQUEST, "the message is longer than is read");

    if (!message)
        return error_no_memory(error);
    add(session, message);
    return STATUS_OK;
}

bool session_waits(const struct session *session)
{
    return session->first != NULL;
}

bool session_is_full(const struct session *session)
{
    return session->count >= WAITING_MAX || session->bytes >= WAITING_BYTES_MAX;
}

bool session_ended(const struct session *session)
{
    return session->context.ended;
}

/* Appends the response to the call of this id up to its result; what follows is
 * the result and '}'. */
static bool begin_response(const cJSON *id, struct buffer *out)
{
    cJSON *copy = message_id_copy(id);
    bool added = copy && buffer_add_text(out, "{\"jsonrpc\":\"2.0\",\"id\":") &&
                 json_add(out, copy) && buffer_add_text(out, ",\"result\":");

    cJSON_Delete(copy);
    return added;
}

/* Appends the response to a call that failed; a NULL id is told as null. */
static bool add_failure(const struct serve_failure *failure, const cJSON *id, struct buffer *out)
{
    const struct render_options options = {.offsets = failure->offsets};
    cJSON *tree = cJSON_CreateObject(), *object, *told;
    const struct broken_query broken = {failure->query, failure->length, failure->offset};
    cJSON *about = tree_of_error(&failure->error, &broken, &options);
    cJSON *data = cJSON_DetachItemFromObjectCaseSensitive(about, "error");
    bool added = tree && data && cJSON_AddStringToObject(tree, "jsonrpc", "2.0") &&
                 (!failure->name || cJSON_ReplaceItemInObjectCaseSensitive(
                                        data, "code", cJSON_CreateString(failure->name)));

    told = message_id_copy(id);
    added = added && cJSON_AddItemToObject(tree, "id", told);
    if (!added)
        cJSON_Delete(told);
    object = added ? cJSON_AddObjectToObject(tree, "error") : NULL;
    added = object && cJSON_AddNumberToObject(object, "code", failure->code) &&
            cJSON_AddItemToObject(object, "message",
                                  cJSON_DetachItemFromObjectCaseSensitive(data, "message")) &&
            cJSON_AddItemToObject(object, "data", data);
    if (added)
        added = json_add(out, tree);
    else
        cJSON_Delete(data);
    cJSON_Delete(about);
    cJSON_Delete(tree);
    return added;
}

/* Runs the method and appends the response of a call that succeeds. */
static bool run(struct serve_context *context, const struct call *call, struct buffer *out,
                struct serve_failure *failure)
{
    const struct method_row *row = methods_named(context->options.methods, call->method);

    if (!row)
        return failure_set(failure, FAILURE_METHOD, STATUS_INVALID, NULL, "there is no method '%s'",
                           call->method);
    if (!begin_response(call->id, out))
        return failure_no_memory(failure);
    if (!methods_run(row, context, call, out, failure))
        return false;
    return buffer_add_char(out, '}') || failure_no_memory(failure);
}

/* Appends the response to a call; false where memory is short. */
static bool answer(struct serve_context *context, const struct call *call, struct buffer *out)
{
    size_t begun = out->length;
    struct serve_failure failure = {0};

    switch (call->fate) {
    case FATE_FAULT:
        failure_set(&failure, call->fault, STATUS_INVALID, NULL, "%s", call->reason);
        break;
    case FATE_CANCELLED:
        failure_set(&failure, FAILURE_CANCELLED, STATUS_OK, NULL, "it was cancelled");
        failure.name = "cancelled";
        break;
    case FATE_SUPERSEDED:
        failure_set(&failure, FAILURE_CANCELLED, STATUS_OK, NULL,
                    "a newer %s was asked for before it began", call->method);
        failure.name = "superseded";
        break;
    default:
        if (run(context, call, out, &failure))
            return true;
        buffer_cut(out, begun);
    }
    return add_failure(&failure, call->id, out);
}

/* What goes wrong in a notification nobody is told. */
static void notify(struct serve_context *context, const struct call *call)
{
    const struct method_row *row = methods_named(context->options.methods, call->method);
    struct serve_failure failure = {0};
    struct buffer dropped = BUFFER_INIT;

    if (row && row->notified)
        methods_run(row, context, call, &dropped, &failure);
    buffer_free(&dropped);
}

static bool is_answered(const struct call *call)
{
    return call->fate == FATE_FAULT || (call->fate != FATE_DROPPED && call->id);
}

/* The responses to a message's calls; out stays as it was where there are none. */
static bool answer_all(struct serve_context *context, const struct rpc_message *message,
                       struct buffer *out)
{
    bool any = false, added = true;

    for (size_t i = 0; i < message->count && added; i++) {
        const struct call *call = &message->calls[i];

        if (!is_answered(call)) {
            if (call->fate == FATE_RUN)
                notify(context, call);
            continue;
        }
        if (message->batch)
            added = buffer_add_char(out, any ? ',' : '[');
        any = true;
        added = added && answer(context, call, out);
    }
    if (added && any && message->batch)
        added = buffer_add_char(out, ']');
    return added && (!any || buffer_add_char(out, '\n'));
}

enum status session_answer(struct session *session, struct buffer *out, struct error *error)
{
    struct rpc_message *message = session->first;
    bool added;

    if (!message)
        return STATUS_OK;
    session->first = message->next;
    if (!session->first)
        session->end = &session->first;
    session->count--;
    session->bytes -= message->bytes;
    added = answer_all(&session->context, message, out) &&
            buffer_add(out, session->context.ask.data, session->context.ask.length);
    buffer_clear(&session->context.ask);
    message_free(message);
    return added ? STATUS_OK : error_no_memory(error);
}
