#include "query/serve/response.h"

#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/serve/message.h"

bool response_begin(const cJSON *id, struct buffer *out)
{
    cJSON *copy = message_id_copy(id);
    bool added = copy && buffer_add_text(out, "{\"jsonrpc\":\"2.0\",\"id\":") &&
                 json_add(out, copy) && buffer_add_text(out, ",\"result\":");

    cJSON_Delete(copy);
    return added;
}

bool response_failure(const struct serve_failure *failure, const cJSON *id, struct buffer *out)
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
