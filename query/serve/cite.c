/* cite: a paper as a text that cites it, in each style. */
#include <cjson/cJSON.h>

#include "query/render/citation.h"
#include "query/render/emitted.h"
#include "query/render/json.h"
#include "query/render/render.h"
#include "query/serve/ask.h"
#include "query/serve/methods.h"

static bool add_style(cJSON *tree, const char *name, const struct buffer *text)
{
    struct buffer valid = BUFFER_INIT;
    bool added = emitted_add(&valid, text->data, text->length) &&
                 cJSON_AddStringToObject(tree, name, valid.data) != NULL;

    buffer_free(&valid);
    return added;
}

static bool add_styles(cJSON *tree, const struct answer *answer)
{
    const struct render_options bibtex = {.format = FORMAT_BIBTEX};
    const struct paper *paper = &answer->hits[0].paper;
    struct buffer text = BUFFER_INIT;
    bool added =
        render_answer(answer, &bibtex, &text) == STATUS_OK && add_style(tree, "bibtex", &text);

    buffer_clear(&text);
    added = added && citation_markdown(paper, &text) && add_style(tree, "markdown", &text);
    buffer_clear(&text);
    added = added && citation_plain(paper, &text) && add_style(tree, "plain", &text);
    buffer_free(&text);
    return added;
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
