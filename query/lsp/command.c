/* workspace/executeCommand: what an action asks for that is no edit. */
#include <string.h>

#include "query/lsp/bibliography.h"
#include "query/lsp/paper.h"
#include "query/lsp/state.h"
#include "query/lsp/uri.h"
#include "query/render/link.h"
#include "query/render/tree.h"

struct asked {
    struct paper_found found;
    const char *uri; /* of the document that it is asked in, or NULL */
};

/* Has the editor show the page at the paper's line. */
static bool open_page(struct serve_context *context, const struct asked *asked,
                      struct serve_failure *failure)
{
    const struct hit *hit = asked->found.hit;
    cJSON *params = cJSON_CreateObject(), *range = NULL;
    struct buffer uri = BUFFER_INIT;
    double line = hit->paper.line > 0 ? hit->paper.line - 1 : 0;
    bool added = uri_add(&uri, hit->path) && tree_add_bytes(params, "uri", uri.data, uri.length) &&
                 cJSON_AddTrueToObject(params, "takeFocus") &&
                 (range = cJSON_AddObjectToObject(params, "selection"));

    for (int i = 0; added && i < 2; i++) {
        cJSON *place = cJSON_AddObjectToObject(range, i == 0 ? "start" : "end");

        added = place && cJSON_AddNumberToObject(place, "line", line) &&
                cJSON_AddNumberToObject(place, "character", 0);
    }
    buffer_free(&uri);
    if (added)
        added = lsp_ask(context, "window/showDocument", params);
    else
        cJSON_Delete(params);
    return added || failure_no_memory(failure);
}

static bool open_link(struct serve_context *context, const struct asked *asked,
                      struct serve_failure *failure)
{
    cJSON *params = cJSON_CreateObject();

    bool added = params && tree_add_text(params, "uri", link_of(asked->found.hit->paper.url)) &&
                 cJSON_AddTrueToObject(params, "external");

    if (added)
        added = lsp_ask(context, "window/showDocument", params);
    else
        cJSON_Delete(params);
    return added || failure_no_memory(failure);
}

/* Has the editor add the paper's entry where there is none. */
static bool add_entry(struct serve_context *context, const struct asked *asked,
                      struct serve_failure *failure)
{
    struct lsp_state *state = context->kept;
    struct bibliography bibliography;
    cJSON *params = NULL, *edit;
    bool done = bibliography_find(state, asked->uri ? asked->uri : "", &bibliography);

    if (!done) {
        failure_no_memory(failure);
    } else if (!bibliography.path) {
        done = failure_set(failure, FAILURE_PARAMS, STATUS_NOT_FOUND,
                           "make one, or name it to the editor",
                           "there is no .bib file beside the document");
    } else if (!bibliography_has(&bibliography, &asked->found.hit->paper)) {
        params = cJSON_CreateObject();
        edit = bibliography_edit(&bibliography, asked->found.hit);
        if (!cJSON_AddItemToObject(params, "edit", edit)) {
            cJSON_Delete(edit);
            cJSON_Delete(params);
            params = NULL;
        }
        done = lsp_ask(context, "workspace/applyEdit", params) || failure_no_memory(failure);
    }
    bibliography_clear(&bibliography);
    return done;
}

static bool (*const runs[LSP_COMMANDS])(struct serve_context *, const struct asked *,
                                        struct serve_failure *) = {
    [LSP_OPEN_PAGE] = open_page, [LSP_OPEN_LINK] = open_link, [LSP_ADD_ENTRY] = add_entry};

bool lsp_execute_command(struct serve_context *context, const struct call *call, struct buffer *out,
                         struct serve_failure *failure)
{
    const cJSON *arguments = cJSON_GetObjectItemCaseSensitive(call->params, "arguments");
    const char *name =
        cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(call->params, "command"));
    const cJSON *argument = cJSON_GetArrayItem(arguments, 0);
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(argument, "id"));
    struct asked asked = {
        .uri = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(argument, "uri"))};
    size_t command = 0;
    bool done;

    while (
        command < LSP_COMMANDS &&
        (!runs[command] || !name || strcmp(name, lsp_command_name((enum lsp_command)command)) != 0))
        command++;
    if (command == LSP_COMMANDS || !id || !lsp_state(context))
        return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL,
                           "there is no command '%s' of a paper", name ? name : "");
    done = paper_by_id(context, id, &asked.found, failure);
    if (done && !asked.found.hit)
        done = failure_set(failure, FAILURE_NOTHING, STATUS_NOT_FOUND, NULL,
                           "there is no paper %s in the archive", id);
    else if (done)
        done = runs[command](context, &asked, failure) &&
               (buffer_add_text(out, "null") || failure_no_memory(failure));
    paper_found_clear(&asked.found);
    return done;
}
