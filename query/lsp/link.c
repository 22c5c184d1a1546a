/* textDocument/documentLink: ids of arXiv that stand alone lead to its pages. */
#include "query/lsp/mention.h"
#include "query/lsp/state.h"
#include "query/render/json.h"
#include "query/render/tree.h"
#include "indexer/format/address.h"

static bool add_link(const struct buffer *text, const struct mention *mention, cJSON *links)
{
    cJSON *link = cJSON_CreateObject();
    struct buffer target = BUFFER_INIT;
    enum address_kind kind;
    bool added =
        buffer_add_text(&target, "https://arxiv.org/abs/") &&
        address_read(text->data + mention->start, mention->end - mention->start, &target, &kind) &&
        tree_add_bytes(link, "target", target.data, target.length) &&
        position_add_range(link, "range", text, mention->start, mention->end) &&
        cJSON_AddItemToArray(links, link);

    buffer_free(&target);
    if (!added)
        cJSON_Delete(link);
    return added;
}

bool lsp_document_link(struct serve_context *context, const struct call *call, struct buffer *out,
                       struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);
    const struct text_document *document =
        state ? document_of(state->documents, call->params) : NULL;
    cJSON *links = cJSON_CreateArray();
    struct mention mention = {0};
    bool added = state && links;

    while (added && document &&
           mention_next(document->text.data, document->text.length, mention.end, &mention))
        if (mention.kind == MENTION_ID)
            added = add_link(&document->text, &mention, links);
    added = added && json_add(out, links);
    cJSON_Delete(links);
    return added || failure_no_memory(failure);
}
