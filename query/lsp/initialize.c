/* initialize: what the editor can do, and what it is offered. */
#include <stdlib.h>
#include <string.h>

#include "query/lsp/state.h"
#include "query/lsp/uri.h"
#include "query/render/json.h"

static const char *const commands[LSP_COMMANDS] = {[LSP_OPEN_PAGE] = "seogo.openPage",
                                                   [LSP_OPEN_LINK] = "seogo.openLink",
                                                   [LSP_ADD_ENTRY] = "seogo.addEntry",
                                                   [LSP_SIMILAR] = "seogo.similarPapers"};

const char *lsp_command_name(enum lsp_command command)
{
    return commands[command];
}

/* Papers like one are a list, which editors show in their own ways alone. */
static bool is_run_here(const struct lsp_state *state, size_t command)
{
    return !state->runs[command] && command != LSP_SIMILAR;
}

bool lsp_can(const struct lsp_state *state, enum lsp_command command)
{
    bool can = command == LSP_ADD_ENTRY ? state->edits : state->shows;

    return state->runs[command] || (can && is_run_here(state, command));
}

static const cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* The folder that is opened; of several the first. */
static const cJSON *root_of(const cJSON *params)
{
    const cJSON *uri = get(cJSON_GetArrayItem(get(params, "workspaceFolders"), 0), "uri");

    return uri ? uri : get(params, "rootUri");
}

static bool read_editor(const cJSON *params, struct lsp_state *state)
{
    const cJSON *capabilities = get(params, "capabilities"), *item, *list;
    const cJSON *options = get(params, "initializationOptions");
    const char *root = cJSON_GetStringValue(root_of(params));
    const char *bibliography = cJSON_GetStringValue(get(options, "bibliography"));

    free(state->root);
    free(state->bibliography);
    state->root = root ? uri_path(root) : NULL;
    state->bibliography = bibliography && *bibliography ? strdup(bibliography) : NULL;
    state->shows = cJSON_IsTrue(get(get(get(capabilities, "window"), "showDocument"), "support"));
    state->edits = cJSON_IsTrue(get(get(capabilities, "workspace"), "applyEdit"));
    state->adds = cJSON_IsTrue(get(options, "addEntries"));
    list = get(options, "commands");
    cJSON_ArrayForEach(item, list)
    {
        for (size_t i = 0; cJSON_IsString(item) && i < LSP_COMMANDS; i++)
            if (strcmp(item->valuestring, commands[i]) == 0)
                state->runs[i] = true;
    }
    return !bibliography || !*bibliography || state->bibliography;
}

#define CAPABILITIES                                                                               \
    "{\"positionEncoding\":\"utf-16\",\"textDocumentSync\":{\"openClose\":true,\"change\":2},"     \
    "\"hoverProvider\":true,\"completionProvider\":{\"triggerCharacters\":[\"{\",\",\",\"@\","     \
    "\" \"],\"resolveProvider\":true},\"codeActionProvider\":true,\"documentLinkProvider\":{},"

bool lsp_initialize(struct serve_context *context, const struct call *call, struct buffer *out,
                    struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);
    const char *comma = "";
    bool added = state && read_editor(call->params, state) &&
                 buffer_add_text(out, "{\"capabilities\":" CAPABILITIES
                                      "\"executeCommandProvider\":{\"commands\":[");

    context->options.offsets = OFFSET_UTF16;
    for (size_t i = 0; added && i < LSP_COMMANDS; i++)
        if (is_run_here(state, i)) {
            added = buffer_add_format(out, "%s\"%s\"", comma, commands[i]);
            comma = ",";
        }
    added = added &&
            buffer_add_text(
                out, "]}},\"serverInfo\":{\"name\":\"seogo\",\"version\":\"" SEOGO_VERSION "\"}}");
    return added || failure_no_memory(failure);
}
