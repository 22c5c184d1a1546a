#include "query/serve/methods.h"

#include <string.h>

#include "query/render/emitted.h"
#include "query/render/json.h"
#include "query/serve/ask.h"
#include "query/serve/lines.h"
#include "query/serve/tools.h"

static bool run_cancel(struct serve_context *context, const struct call *call, struct buffer *out,
                       struct serve_failure *failure)
{
    (void)context;
    return buffer_add_format(out, "{\"cancelled\":%s}", call->cancelled ? "true" : "false") ||
           failure_no_memory(failure);
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
    {"initialize", .run = run_initialize},
    {"search", .asks = PARAMS_SEARCH, .newest_wins = true},
    {"similar", .asks = PARAMS_SIMILAR},
    {"show", .asks = PARAMS_SHOW},
    {"cite", .run = method_cite},
    {"complete", .run = method_complete, .newest_wins = true},
    {"status", .run = method_status},
    {"cancel", .run = run_cancel, .cancels = true},
    {"shutdown", .run = run_shutdown},
    {"ping", .result = "{}"},
    {"tools/list", .result = TOOLS_LIST},
    {"tools/call", .run = method_tools_call},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

const struct method_table methods_serve = {.rows = rows, .count = ROW_COUNT};

const struct method_row *methods_named(const struct method_table *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->rows[i].name, name) == 0)
            return &table->rows[i];
    return NULL;
}

bool methods_run(const struct method_row *row, struct serve_context *context,
                 const struct call *call, struct buffer *out, struct serve_failure *failure)
{
    if (row->asks)
        return serve_ask_and_tell(context, row->asks, call->params, out, failure);
    if (row->result)
        return buffer_add_text(out, row->result) || failure_no_memory(failure);
    return row->run(context, call, out, failure);
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
    added = added && json_add(out, tree);
    cJSON_Delete(tree);
    return added || failure_no_memory(failure);
}
