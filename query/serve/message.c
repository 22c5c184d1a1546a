#include "query/serve/message.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/utf8.h"

/* Numbers up to here come back as they were sent. */
#define ID_NUMBER_MAX 9007199254740991.0

/* What the parser would take in silence: why the text is refused, or NULL. */
static const char *refusal(const char *text, size_t length)
{
    bool held = utf8_valid_length(text, length) == length && !memchr(text, '\0', length);

    return held ? NULL : "the line is not UTF-8 text";
}

/* Replaces what is nested deeper than the parser is to follow by a 0, so that the call
 * that has it can be answered by its id. Returns why that call is refused, or NULL. */
static const char *mend_depth(char *text)
{
    const char *reason = NULL;
    size_t depth = 0;
    bool quoted = false, escaped = false;

    for (char *at = text; *at; at++) {
        const char c = *at;
        const bool opens = !quoted && (c == '[' || c == '{');

        depth += opens;
        if (depth > MESSAGE_DEPTH_MAX) {
            *at = opens && depth == MESSAGE_DEPTH_MAX + 1 ? '0' : ' ';
            reason = "the line is nested too deeply";
        }
        depth -= !quoted && depth > 0 && (c == ']' || c == '}');
        quoted ^= c == '"' && !escaped;
        escaped = quoted && c == '\\' && !escaped;
    }
    return reason;
}

/* The code unit of an escape such as \\uD83D; -1 for what is none. */
static long code_unit(const char *text)
{
    char digits[5] = {0}, *end;

    if (text[0] != '\\' || text[1] != 'u')
        return -1;
    for (size_t i = 0; i < 4; i++)
        if (!text[2 + i] || !strchr("0123456789abcdefABCDEF", text[2 + i]))
            return -1;
        else
            digits[i] = text[2 + i];
    return strtol(digits, &end, 16);
}

/* Replaces the escapes that no text of ours can hold, U+0000 and half a surrogate pair,
 * by U+FFFD, so that the call that has them can be answered by its id. Returns why that
 * call is refused, or NULL. */
static const char *mend_escapes(char *text)
{
    static const char REPLACEMENT[] = "\\ufffd";
    const char *reason = NULL;

    for (char *at = strchr(text, '\\'); at && at[1]; at = strchr(at, '\\')) {
        long unit = code_unit(at), next;
        bool high = unit >= 0xD800 && unit <= 0xDBFF, low = unit >= 0xDC00 && unit <= 0xDFFF;

        next = high ? code_unit(at + 6) : -1;
        if (high && next >= 0xDC00 && next <= 0xDFFF) {
            at += 12;
            continue;
        }
        if (unit == 0 || high || low) {
            memcpy(at, REPLACEMENT, 6);
            reason = unit ? "a string holds half a surrogate pair" : "a string holds U+0000";
        }
        at += unit < 0 ? 2 : 6;
    }
    return reason;
}

static struct rpc_message *message_new(size_t count)
{
    struct rpc_message *message = calloc(1, sizeof *message + count * sizeof *message->calls);

    if (message)
        message->count = count;
    return message;
}

struct rpc_message *message_fault(enum failure_code fault, const char *reason)
{
    struct rpc_message *message = message_new(1);

    if (message)
        message->calls[0] = (struct call){.fate = FATE_FAULT, .fault = fault, .reason = reason};
    return message;
}

static bool is_id(const cJSON *id)
{
    if (cJSON_IsNumber(id))
        return fabs(id->valuedouble) <= ID_NUMBER_MAX && floor(id->valuedouble) == id->valuedouble;
    return cJSON_IsString(id) || cJSON_IsNull(id);
}

static void set_fault(struct call *call, enum failure_code fault, const char *reason)
{
    call->fate = FATE_FAULT;
    call->fault = fault;
    call->reason = reason;
}

static void read_call(const cJSON *item, struct call *call)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(item, "id");
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(item, "jsonrpc");
    const cJSON *method = cJSON_GetObjectItemCaseSensitive(item, "method");
    const cJSON *params = cJSON_GetObjectItemCaseSensitive(item, "params");

    if (!cJSON_IsObject(item)) {
        set_fault(call, FAILURE_REQUEST, "a call is an object");
        return;
    }
    if (id && !is_id(id)) {
        set_fault(call, FAILURE_REQUEST, "an id is a string or an integer up to 2^53-1");
        return;
    }
    call->id = id;
    call->method = cJSON_GetStringValue(method);
    call->params = cJSON_IsObject(params) ? params : NULL;
    /* Nothing is ever asked of the client, so an answer of it is a stray one. */
    if (!method && (cJSON_GetObjectItemCaseSensitive(item, "result") ||
                    cJSON_GetObjectItemCaseSensitive(item, "error")))
        call->fate = FATE_DROPPED;
    else if (!cJSON_IsString(version) || strcmp(version->valuestring, "2.0") != 0)
        set_fault(call, FAILURE_REQUEST, "\"jsonrpc\" is not \"2.0\"");
    else if (!call->method)
        set_fault(call, FAILURE_REQUEST, "\"method\" is not a string");
    else if (params && !cJSON_IsObject(params) && !cJSON_IsArray(params) && !cJSON_IsNull(params))
        set_fault(call, FAILURE_REQUEST, "\"params\" is not an object");
    else if (cJSON_IsArray(params) && id)
        set_fault(call, FAILURE_PARAMS, "parameters are given by name");
    else if (cJSON_IsArray(params))
        call->fate = FATE_DROPPED;
}

static struct rpc_message *message_of(cJSON *tree)
{
    bool batch = cJSON_IsArray(tree);
    size_t count = batch ? (size_t)cJSON_GetArraySize(tree) : 1, i = 0;
    struct rpc_message *message;
    const cJSON *item;

    if (batch && count == 0)
        return message_fault(FAILURE_REQUEST, "the batch is empty");
    if (count > MESSAGE_CALLS_MAX)
        return message_fault(FAILURE_REQUEST, "the batch holds more than 64 calls");
    message = message_new(count);
    if (!message)
        return NULL;
    message->batch = batch;
    if (!batch)
        read_call(tree, &message->calls[0]);
    else
        cJSON_ArrayForEach(item, tree) read_call(item, &message->calls[i++]);
    return message;
}

/* The message of a line that is JSON in form; *tree is for the message to own. */
static struct rpc_message *message_parsed(const char *text, size_t length, cJSON **tree)
{
    char *copy = strndup(text, length);
    const char *deep = copy ? mend_depth(copy) : NULL, *escaped = copy ? mend_escapes(copy) : NULL;
    const char *reason = deep ? deep : escaped;
    struct rpc_message *message;

    if (!copy)
        return NULL;
    errno = 0; /* cJSON itself does not tell short memory from broken JSON */
    *tree = cJSON_ParseWithLengthOpts(copy, length + 1, NULL, true);
    const bool short_of_memory = !*tree && errno == ENOMEM;
    free(copy);
    if (short_of_memory)
        return NULL;
    message = *tree ? message_of(*tree) : message_fault(FAILURE_PARSE, "the line is not JSON");
    for (size_t i = 0; message && *tree && reason && i < message->count; i++)
        set_fault(&message->calls[i], FAILURE_REQUEST, reason);
    return message;
}

enum status message_read(const char *text, size_t length, struct rpc_message **out,
                         struct error *error)
{
    const char *reason = refusal(text, length);
    cJSON *tree = NULL;

    *out = NULL;
    if (strspn(text, " \t\r") == length)
        return STATUS_OK;
    *out = reason ? message_fault(FAILURE_PARSE, reason) : message_parsed(text, length, &tree);
    if (!*out) {
        cJSON_Delete(tree);
        return error_no_memory(error);
    }
    (*out)->tree = tree;
    (*out)->bytes = length;
    return STATUS_OK;
}

void message_free(struct rpc_message *message)
{
    if (!message)
        return;
    cJSON_Delete(message->tree);
    free(message);
}

/* Not by cJSON, which prints fifteen digits. */
cJSON *message_id_copy(const cJSON *id)
{
    char digits[32];

    if (cJSON_IsString(id))
        return cJSON_CreateString(id->valuestring);
    if (!cJSON_IsNumber(id))
        return cJSON_CreateNull();
    snprintf(digits, sizeof digits, "%.0f", id->valuedouble);
    return cJSON_CreateRaw(digits);
}

bool message_id_equal(const cJSON *a, const cJSON *b)
{
    if (cJSON_IsNumber(a) && cJSON_IsNumber(b))
        return a->valuedouble == b->valuedouble;
    return cJSON_IsString(a) && cJSON_IsString(b) && strcmp(a->valuestring, b->valuestring) == 0;
}
