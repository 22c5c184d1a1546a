/* cite: a paper as a text that cites it, in each style. */
#include <cjson/cJSON.h>

#include "query/render/citation.h"
#include "query/render/json.h"
#include "query/render/render.h"
#include "query/render/tree.h"
#include "query/serve/ask.h"
#include "query/serve/methods.h"

static bool add_styles(cJSON *tree, const struct answer *answer)
{
    const struct render_options bibtex = {.format = FORMAT_BIBTEX};
    const struct paper *paper = &answer->hits[0].paper;
    struct buffer text = BUFFER_INIT;
    char key[CITATION_KEY_MAX];
    bool added = render_answer(answer, &bibtex, &text) == STATUS_OK &&
                 tree_add_bytes(tree, "bibtex", text.data, text.length);

    buffer_clear(&text);
    added = added && citation_markdown(paper, &text) &&
            tree_add_bytes(tree, "markdown", text.data, text.length);
    buffer_clear(&text);
    added = added && citation_plain(paper, &text) &&
            tree_add_bytes(tree, "plain", text.data, text.length);
    buffer_free(&text);
    citation_key(paper, key);
    return added && cJSON_AddStringToObject(tree, "key", key);
}

bool method_cite(struct serve_context *context, const struct call *call, struct buffer *out,
                 struct serve_failure *failure)
{
    struct search_params params;
    struct answer answer = {0};
    cJSON *tree = cJSON_CreateObject();
    bool done =
        params_read(context, PARAMS_SHOW, call->params, &params, failure) &&
        serve_ask(context, &params, &answer, failure) &&
        ((tree && add_styles(tree, &answer) && json_add(out, tree)) || failure_no_memory(failure));

    cJSON_Delete(tree);
    answer_clear(&answer);
    params_clear(&params);
    return done;
}
