#include "query/lsp/lsp.h"

#include <stdlib.h>

#include "query/lsp/state.h"
#include "query/render/json.h"

struct lsp_state *lsp_state(struct serve_context *context)
{
    if (!context->kept)
        context->kept = calloc(1, sizeof(struct lsp_state));
    return context->kept;
}

static void release(struct serve_context *context)
{
    struct lsp_state *state = context->kept;

    if (state) {
        document_free_all(state->documents);
        free(state->root);
        free(state->bibliography);
    }
    free(state);
}

bool lsp_ask(struct serve_context *context, const char *name, cJSON *params)
{
    struct lsp_state *state = lsp_state(context);
    cJSON *tree = cJSON_CreateObject();
    bool added = state && params && cJSON_AddStringToObject(tree, "jsonrpc", "2.0") &&
                 cJSON_AddNumberToObject(tree, "id", ++state->asked) &&
                 cJSON_AddStringToObject(tree, "method", name) &&
                 cJSON_AddItemToObject(tree, "params", params);

    if (!added)
        cJSON_Delete(params);
    added = added && json_add(&context->ask, tree) && buffer_add_char(&context->ask, '\n');
    cJSON_Delete(tree);
    return added;
}

static bool told(bool done, struct buffer *out, struct serve_failure *failure)
{
    return (done && buffer_add_text(out, "null")) || failure_no_memory(failure);
}

static bool run_open(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);

    return told(state && document_open(&state->documents, call->params), out, failure);
}

static bool run_change(struct serve_context *context, const struct call *call, struct buffer *out,
                       struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);

    return told(state && document_change(state->documents, call->params), out, failure);
}

static bool run_close(struct serve_context *context, const struct call *call, struct buffer *out,
                      struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);

    if (state)
        document_close(&state->documents, call->params);
    return told(state != NULL, out, failure);
}

static bool run_exit(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    (void)call;
    context->ended = true;
    return told(true, out, failure);
}

static const struct method_row rows[] = {
    {"initialize", .run = lsp_initialize},
    {"shutdown", .result = "null"},
    {"exit", .run = run_exit, .notified = true},
    {"$/cancelRequest", .result = "null", .cancels = true},
    {"textDocument/didOpen", .run = run_open, .notified = true},
    {"textDocument/didChange", .run = run_change, .notified = true},
    {"textDocument/didClose", .run = run_close, .notified = true},
    {"textDocument/hover", .run = lsp_hover},
    {"textDocument/completion", .run = lsp_completion, .newest_wins = true},
    {"completionItem/resolve", .run = lsp_resolve},
    {"textDocument/codeAction", .run = lsp_code_action},
    {"textDocument/documentLink", .run = lsp_document_link},
    {"workspace/executeCommand", .run = lsp_execute_command},
    {"seogo/search", .asks = PARAMS_SEARCH, .newest_wins = true},
    {"seogo/similar", .asks = PARAMS_SIMILAR},
    {"seogo/show", .asks = PARAMS_SHOW},
    {"seogo/cite", .run = method_cite},
    {"seogo/complete", .run = method_complete, .newest_wins = true},
    {"seogo/status", .run = method_status},
};

const struct method_table lsp_methods = {rows, sizeof rows / sizeof *rows, release};
