/* textDocument/codeAction: what can be done with the paper that is named there, and
 * with the papers that the selected words mean. */
#include <stdlib.h>
#include <string.h>

#include "query/lsp/bibliography.h"
#include "query/lsp/paper.h"
#include "query/lsp/state.h"
#include "query/lsp/syntax.h"
#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/render/visible.h"

/* So many papers are offered for selected words, of at most so many bytes. */
#define PAPERS_MAX 3
#define WORDS_MAX 300
#define REWRITE "refactor.rewrite"
#define QUICK "quickfix"

struct acting {
    struct lsp_state *state;
    const struct text_document *document;
    const struct syntax *syntax;
    size_t start, end; /* what an edit replaces */
    cJSON *actions;    /* owned */
};

/* {"title": "what: the paper's title", "kind"}; borrowed, NULL where memory is short. */
static cJSON *add_action(struct acting *a, const char *what, const struct paper *paper,
                         const char *kind)
{
    const char *title = paper->title ? paper->title : "";
    struct buffer text = BUFFER_INIT;
    cJSON *action = cJSON_CreateObject();
    bool added = buffer_add_format(&text, "%s: ", what) &&
                 visible_add(&text, title, strlen(title)) &&
                 tree_add_bytes(action, "title", text.data, text.length) &&
                 (!kind || cJSON_AddStringToObject(action, "kind", kind)) &&
                 cJSON_AddItemToArray(a->actions, action);

    buffer_free(&text);
    if (added)
        return action;
    cJSON_Delete(action);
    return NULL;
}

static bool add_command(struct acting *a, enum lsp_command command, const char *what,
                        const struct hit *hit)
{
    cJSON *action, *object, *list, *argument = NULL;
    bool added;

    if (!lsp_can(a->state, command))
        return true;
    action = add_action(a, what, &hit->paper, NULL);
    added = action && (object = cJSON_AddObjectToObject(action, "command")) &&
            cJSON_AddStringToObject(object, "title", what) &&
            cJSON_AddStringToObject(object, "command", lsp_command_name(command)) &&
            (list = cJSON_AddArrayToObject(object, "arguments")) &&
            (argument = paper_argument(hit, a->document)) && cJSON_AddItemToArray(list, argument);
    return added;
}

/* Replaces what is there by text. */
static bool add_edit(struct acting *a, const char *what, const struct paper *paper,
                     const struct buffer *text)
{
    cJSON *action = add_action(a, what, paper, REWRITE), *edit, *changes, *list, *item;

    return action && (edit = cJSON_AddObjectToObject(action, "edit")) &&
           (changes = cJSON_AddObjectToObject(edit, "changes")) &&
           (list = cJSON_AddArrayToObject(changes, a->document->uri)) &&
           (item = cJSON_CreateObject()) && cJSON_AddItemToArray(list, item) &&
           position_add_range(item, "range", &a->document->text, a->start, a->end) &&
           tree_add_bytes(item, "newText", text->data, text->length);
}

/* The words, NULL for none, become a link's; a citation stands behind them. */
static bool add_edits(struct acting *a, const struct paper *paper, const char *words)
{
    struct buffer text = BUFFER_INIT;
    bool added =
        syntax_link(a->syntax, paper, words, &text) && add_edit(a, "Link to", paper, &text);

    buffer_clear(&text);
    added = added && (!words || buffer_add_format(&text, "%s ", words)) &&
            syntax_cite(a->syntax, paper, &text) && add_edit(a, "Cite", paper, &text);
    buffer_free(&text);
    return added;
}

/* Adds the paper's entry to the bibliography, where that has none. */
static bool add_entry(struct acting *a, const struct paper_found *found)
{
    struct bibliography bibliography;
    cJSON *action, *edit;
    struct buffer what = BUFFER_INIT;
    const char *name;
    bool added = bibliography_find(a->state, a->document->uri, &bibliography);

    if (added && bibliography.path && !bibliography_has(&bibliography, &found->hit->paper)) {
        name = strrchr(bibliography.path, '/');
        added = buffer_add_format(&what, "Add to %s", name ? name + 1 : bibliography.path) &&
                (action = add_action(a, what.data, &found->hit->paper, QUICK)) &&
                (edit = bibliography_edit(&bibliography, found->hit)) &&
                cJSON_AddItemToObject(action, "edit", edit);
    }
    buffer_free(&what);
    bibliography_clear(&bibliography);
    return added;
}

static bool act_on_mention(struct serve_context *context, struct acting *a,
                           const struct mention *mention, struct serve_failure *failure)
{
    struct paper_found found;
    bool done = paper_of(context, &a->document->text, mention, &found, failure);

    a->start = mention->start;
    a->end = mention->end;
    if (done && found.hit)
        done = (add_command(a, LSP_OPEN_PAGE, "Open the page", found.hit) &&
                add_command(a, LSP_OPEN_LINK, "Open the link", found.hit) &&
                add_command(a, LSP_SIMILAR, "Similar papers", found.hit) && add_entry(a, &found) &&
                (mention->kind == MENTION_KEY || add_edits(a, &found.hit->paper, NULL))) ||
               failure_no_memory(failure);
    paper_found_clear(&found);
    return done;
}

static bool act_on_words(struct serve_context *context, struct acting *a,
                         struct serve_failure *failure)
{
    char *words = strndup(a->document->text.data + a->start, a->end - a->start);
    struct answer answer = {0};
    bool done;

    if (!words)
        return failure_no_memory(failure);
    done = paper_search(context, words, PAPERS_MAX, &answer, failure);
    for (size_t i = 0; done && i < answer.hit_count; i++)
        done = add_edits(a, &answer.hits[i].paper, words) || failure_no_memory(failure);
    answer_clear(&answer);
    free(words);
    return done;
}

/* Of kinds that the editor asks for alone ours must be one, or begin with one. */
static bool is_wanted(const cJSON *params)
{
    const cJSON *only = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(params, "context"), "only");
    const cJSON *item;

    cJSON_ArrayForEach(item, only)
    {
        const char *kind = cJSON_GetStringValue(item);

        if (kind && (strncmp(REWRITE, kind, strlen(kind)) == 0 || strcmp(QUICK, kind) == 0))
            return true;
    }
    return !cJSON_IsArray(only);
}

static bool act(struct serve_context *context, struct acting *a, const cJSON *params,
                struct serve_failure *failure)
{
    const cJSON *range = cJSON_GetObjectItemCaseSensitive(params, "range");
    const struct buffer *text = &a->document->text;
    struct mention mention;

    a->start = position_byte(text, position_read(cJSON_GetObjectItemCaseSensitive(range, "start")));
    a->end = position_byte(text, position_read(cJSON_GetObjectItemCaseSensitive(range, "end")));
    a->syntax = syntax_named(a->document->language);
    if (mention_at(text->data, text->length, a->start, &mention) && mention.end >= a->end)
        return act_on_mention(context, a, &mention, failure);
    if (a->start >= a->end || a->end - a->start > WORDS_MAX)
        return true;
    return act_on_words(context, a, failure);
}

bool lsp_code_action(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    struct acting a = {.state = lsp_state(context), .actions = cJSON_CreateArray()};
    bool done = a.state && a.actions;

    if (!done)
        return failure_no_memory(failure);
    a.document = document_of(a.state->documents, call->params);
    if (a.document && is_wanted(call->params))
        done = act(context, &a, call->params, failure);
    if (done)
        done = json_add(out, a.actions) || failure_no_memory(failure);
    cJSON_Delete(a.actions);
    return done;
}
