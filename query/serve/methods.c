#include "query/serve/methods.h"

#include <string.h>

#include "query/render/emitted.h"
#include "query/render/json.h"
#include "query/serve/ask.h"
#include "query/serve/lines.h"

static bool add_tree(struct buffer *out, cJSON *tree, bool whole, struct serve_failure *failure)
{
    bool added = whole && tree && json_add(out, tree);

    cJSON_Delete(tree);
    return added || failure_no_memory(failure);
}

static bool run_search(struct serve_context *context, const struct call *call, struct buffer *out,
                       struct serve_failure *failure)
{
    return serve_ask_and_tell(context, PARAMS_SEARCH, call->params, out, failure);
}

static bool run_similar(struct serve_context *context, const struct call *call, struct buffer *out,
                        struct serve_failure *failure)
{
    return serve_ask_and_tell(context, PARAMS_SIMILAR, call->params, out, failure);
}

static bool run_show(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    return serve_ask_and_tell(context, PARAMS_SHOW, call->params, out, failure);
}

static bool run_cancel(struct serve_context *context, const struct call *call, struct buffer *out,
                       struct serve_failure *failure)
{
    (void)context;
    return buffer_add_format(out, "{\"cancelled\":%s}", call->cancelled ? "true" : "false") ||
           failure_no_memory(failure);
}

static bool run_ping(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    (void)context;
    (void)call;
    return buffer_add_text(out, "{}") || failure_no_memory(failure);
}

static bool run_shutdown(struct serve_context *context, const struct call *call, struct buffer *out,
                         struct serve_failure *failure)
{
    (void)call;
    context->ended = true;
    return buffer_add_text(out, "null") || failure_no_memory(failure);
}

static method run_initialize;

static const struct method_row rows[] = {
    {"initialize", run_initialize, false},
    {"search", run_search, true},
    {"similar", run_similar, false},
    {"show", run_show, false},
    {"cite", method_cite, false},
    {"complete", method_complete, true},
    {"status", method_status, false},
    {"cancel", run_cancel, false},
    {"shutdown", run_shutdown, false},
    {"ping", run_ping, false},
    {"tools/list", method_tools_list, false},
    {"tools/call", method_tools_call, false},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

const struct method_row *methods_named(const char *name)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static bool add_capabilities(cJSON *parent)
{
    cJSON *object = cJSON_AddObjectToObject(parent, "capabilities");
    cJSON *methods = cJSON_AddArrayToObject(object, "methods");
    cJSON *newest = cJSON_AddArrayToObject(object, "newest_wins");
    bool added = object && methods && newest;

    for (size_t i = 0; i < ROW_COUNT && added; i++) {
        added = cJSON_AddItemToArray(methods, cJSON_CreateStringReference(rows[i].name)) &&
                (!rows[i].newest_wins ||
                 cJSON_AddItemToArray(newest, cJSON_CreateStringReference(rows[i].name)));
    }
    return added && cJSON_AddNumberToObject(object, "limit_max", PARAMS_LIMIT_MAX) &&
           cJSON_AddNumberToObject(object, "line_max", (double)LINE_MAX_BYTES);
}

static bool run_initialize(struct serve_context *context, const struct call *call,
                           struct buffer *out, struct serve_failure *failure)
{
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(call->params, "format_version");
    cJSON *tree;
    bool added;

    if (cJSON_GetObjectItemCaseSensitive(call->params, "protocolVersion"))
        return method_protocol(context, call, out, failure);
    if (version && (!cJSON_IsNumber(version) || version->valueint != FORMAT_VERSION))
        return failure_set(failure, FAILURE_FORMAT_VERSION, STATUS_FORMAT, "ask for version 1",
                           "that format version is not spoken here");
    if (!params_offsets(call->params, &context->options.offsets, failure))
        return false;
    tree = cJSON_CreateObject();
    added = tree && cJSON_AddStringToObject(tree, "seogo", SEOGO_VERSION) &&
            cJSON_AddNumberToObject(tree, "format_version", FORMAT_VERSION) &&
            cJSON_AddStringToObject(tree, "offsets", offset_unit_name(context->options.offsets)) &&
            add_capabilities(tree);
    return add_tree(out, tree, added, failure);
}
