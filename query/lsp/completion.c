/* textDocument/completion: the papers that a citation which is being typed may mean. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/lsp/citing.h"
#include "query/lsp/paper.h"
#include "query/lsp/state.h"
#include "query/render/citation.h"
#include "query/render/json.h"
#include "query/render/render.h"
#include "query/render/tree.h"
#include "query/render/visible.h"

#define ITEMS_MAX 20
#define KIND_REFERENCE 18

struct completing {
    const struct text_document *document;
    char *typed; /* owned */
    size_t start, end;
    bool adds;            /* the entry of a paper too */
    struct answer answer; /* owned */
};

static bool add_visible(cJSON *item, const char *key, const char *text)
{
    struct buffer shown = BUFFER_INIT;
    bool added = visible_add(&shown, text, strlen(text)) &&
                 tree_add_bytes(item, key, shown.data ? shown.data : "", shown.length);

    buffer_free(&shown);
    return added;
}

/* "lin2024sdxllightning · Shanchuan Lin, Anran Wang, …" */
static bool add_detail(cJSON *item, const struct paper *paper, const char *key)
{
    struct buffer text = BUFFER_INIT;
    bool added = buffer_add_text(&text, key);

    for (size_t i = 0; added && i < paper->author_count && i < 3; i++)
        added = buffer_add_text(&text, i == 0 ? " · " : ", ") &&
                buffer_add_text(&text, paper->authors[i]);
    if (added && paper->author_count > 3)
        added = buffer_add_text(&text, ", …");
    added = added && add_visible(item, "detail", text.data);
    buffer_free(&text);
    return added;
}

static bool fill_item(const struct completing *c, const struct paper *paper, const char *key,
                      int rank, cJSON *item)
{
    char order[16];
    cJSON *edit, *data;

    snprintf(order, sizeof order, "%03d", rank);
    /* The editor has no words of its own to sift by: what was found is what fits. */
    return add_visible(item, "label", paper->title ? paper->title : "") &&
           add_detail(item, paper, key) && cJSON_AddNumberToObject(item, "kind", KIND_REFERENCE) &&
           cJSON_AddStringToObject(item, "sortText", order) &&
           tree_add_text(item, "filterText", c->typed) &&
           (edit = cJSON_AddObjectToObject(item, "textEdit")) &&
           position_add_range(edit, "range", &c->document->text, c->start, c->end) &&
           cJSON_AddStringToObject(edit, "newText", key) &&
           (data = cJSON_AddObjectToObject(item, "data")) && tree_add_text(data, "id", paper->id);
}

/* Has the editor ask for the paper's entry once the key stands there. */
static bool add_command(const struct completing *c, const struct hit *hit, cJSON *item)
{
    cJSON *command = cJSON_AddObjectToObject(item, "command"), *list, *argument;

    return command && cJSON_AddStringToObject(command, "title", "Add the entry") &&
           cJSON_AddStringToObject(command, "command", lsp_command_name(LSP_ADD_ENTRY)) &&
           (list = cJSON_AddArrayToObject(command, "arguments")) &&
           (argument = paper_argument(hit, c->document)) && cJSON_AddItemToArray(list, argument);
}

/* All that was found, or, where a key is being typed, those whose key begins so. */
static bool add_items(const struct completing *c, bool by_key, cJSON *items)
{
    int count = 0;

    for (size_t i = 0; i < c->answer.hit_count && count < ITEMS_MAX; i++) {
        const struct paper *paper = &c->answer.hits[i].paper;
        char key[CITATION_KEY_MAX];
        cJSON *item;

        citation_key(paper, key);
        if (by_key && strncmp(key, c->typed, strlen(c->typed)) != 0)
            continue;
        item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(items, item)) {
            cJSON_Delete(item);
            return false;
        }
        if (!fill_item(c, paper, key, count++, item) ||
            (c->adds && !add_command(c, &c->answer.hits[i], item)))
            return false;
    }
    return true;
}

static bool search_and_add(struct serve_context *context, struct completing *c, cJSON *items,
                           struct serve_failure *failure)
{
    if (!paper_search_key(context, c->typed, &c->answer, failure))
        return false;
    if (!add_items(c, true, items))
        return failure_no_memory(failure);
    if (cJSON_GetArraySize(items) > 0)
        return true;
    answer_clear(&c->answer);
    return paper_search(context, c->typed, ITEMS_MAX, &c->answer, failure) &&
           (add_items(c, false, items) || failure_no_memory(failure));
}

static bool tell(struct serve_context *context, struct completing *c, struct buffer *out,
                 struct serve_failure *failure)
{
    cJSON *tree = cJSON_CreateObject(), *items = NULL;
    bool done = c->typed && tree && cJSON_AddTrueToObject(tree, "isIncomplete") &&
                (items = cJSON_AddArrayToObject(tree, "items"));

    done = done ? search_and_add(context, c, items, failure) &&
                      (json_add(out, tree) || failure_no_memory(failure))
                : failure_no_memory(failure);
    cJSON_Delete(tree);
    return done;
}

bool lsp_completion(struct serve_context *context, const struct call *call, struct buffer *out,
                    struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);
    struct completing c = {.document = state ? document_of(state->documents, call->params) : NULL};
    const cJSON *place = cJSON_GetObjectItemCaseSensitive(call->params, "position");
    const struct buffer *text = c.document ? &c.document->text : NULL;
    bool done;

    c.adds = state && state->adds && lsp_can(state, LSP_ADD_ENTRY);
    if (text)
        c.end = position_byte(text, position_read(place));
    if (!text || !text->data || !citing_begun(text->data, c.end, &c.start))
        return buffer_add_text(out, "null") || failure_no_memory(failure);
    c.typed = strndup(text->data + c.start, c.end - c.start);
    done = tell(context, &c, out, failure);
    free(c.typed);
    answer_clear(&c.answer);
    return done;
}

static bool add_documentation(cJSON *item, const struct answer *answer)
{
    const struct render_options bibtex = {.format = FORMAT_BIBTEX};
    cJSON *told = cJSON_AddObjectToObject(item, "documentation");
    struct buffer text = BUFFER_INIT;
    bool added =
        told && cJSON_AddStringToObject(told, "kind", "markdown") &&
        paper_card(&answer->hits[0].paper, &text) && buffer_add_text(&text, "\n```bibtex\n") &&
        render_answer(answer, &bibtex, &text) == STATUS_OK && buffer_add_text(&text, "```\n") &&
        tree_add_bytes(told, "value", text.data, text.length);

    buffer_free(&text);
    return added;
}

bool lsp_resolve(struct serve_context *context, const struct call *call, struct buffer *out,
                 struct serve_failure *failure)
{
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(call->params, "data"), "id"));
    cJSON *item = cJSON_Duplicate(call->params, true);
    struct paper_found found = {0};
    bool done = !id || paper_by_id(context, id, &found, failure);

    if (done)
        done = (item && (!found.hit || add_documentation(item, &found.answer)) &&
                json_add(out, item)) ||
               failure_no_memory(failure);
    cJSON_Delete(item);
    paper_found_clear(&found);
    return done;
}
