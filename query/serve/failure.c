#include "query/serve/failure.h"

#include <stdarg.h>
#include <stdio.h>

#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/serve/message.h"

bool failure_set(struct failure *failure, enum failure_code code, enum status status,
                 const char *hint, const char *format, ...)
{
    char message[sizeof failure->error.message + 8]; /* error_set cuts it between characters */
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    *failure = (struct failure){.code = code};
    error_set(&failure->error, status, hint, "%s", message);
    return false;
}

bool no_memory(struct failure *failure)
{
    return failure_set(failure, FAILURE_INTERNAL, STATUS_NO_MEMORY, NULL, "out of memory");
}

bool failure_of(struct failure *failure, const struct error *error)
{
    const char *hint = error->hint;
    enum failure_code code;

    switch (error->code) {
    case STATUS_BAD_QUERY:
    case STATUS_INVALID:
        code = FAILURE_QUERY;
        break;
    case STATUS_NOT_FOUND:
    case STATUS_DENIED:
        code = FAILURE_NO_INDEX;
        break;
    case STATUS_NO_MEMORY:
    case STATUS_INTERNAL:
        code = FAILURE_INTERNAL;
        break;
    default:
        code = FAILURE_INDEX;
        if (!hint[0])
            hint = "rebuild the index: seogo-index --full PATH";
    }
    return failure_set(failure, code, error->code, hint, "%s", error->message);
}

bool failure_add(const struct failure *failure, const cJSON *id, struct buffer *out)
{
    const struct render_options options = {.offsets = failure->offsets};
    cJSON *tree = cJSON_CreateObject(), *object, *told;
    cJSON *about =
        tree_of_error(&failure->error, failure->query, failure->length, failure->offset, &options);
    cJSON *data = cJSON_DetachItemFromObjectCaseSensitive(about, "error");
    bool added = tree && data && cJSON_AddStringToObject(tree, "jsonrpc", "2.0") &&
                 (!failure->name || cJSON_ReplaceItemInObjectCaseSensitive(
                                        data, "code", cJSON_CreateString(failure->name)));

    told = id_copy(id);
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
