/* textDocument/hover: the card of the paper that is named there. */
#include "query/lsp/paper.h"
#include "query/lsp/state.h"
#include "query/render/json.h"
#include "query/render/tree.h"

static bool tell(const struct text_document *document, const struct mention *mention,
                 const struct paper *paper, struct buffer *out)
{
    cJSON *tree = cJSON_CreateObject(), *contents = cJSON_AddObjectToObject(tree, "contents");
    struct buffer card = BUFFER_INIT;
    bool added = contents && cJSON_AddStringToObject(contents, "kind", "markdown") &&
                 paper_card(paper, &card) &&
                 tree_add_bytes(contents, "value", card.data, card.length) &&
                 position_add_range(tree, "range", &document->text, mention->start, mention->end) &&
                 json_add(out, tree);

    buffer_free(&card);
    cJSON_Delete(tree);
    return added;
}

bool lsp_hover(struct serve_context *context, const struct call *call, struct buffer *out,
               struct serve_failure *failure)
{
    struct lsp_state *state = lsp_state(context);
    const struct text_document *document =
        state ? document_of(state->documents, call->params) : NULL;
    const cJSON *place = cJSON_GetObjectItemCaseSensitive(call->params, "position");
    struct paper_found found = {0};
    struct mention mention;
    bool done = true;

    if (document && mention_at(document->text.data, document->text.length,
                               position_byte(&document->text, position_read(place)), &mention))
        done = paper_of(context, &document->text, &mention, &found, failure);
    if (done)
        done = (found.hit ? tell(document, &mention, &found.hit->paper, out)
                          : buffer_add_text(out, "null")) ||
               failure_no_memory(failure);
    paper_found_clear(&found);
    return done;
}
