#include "query/serve/ask.h"

#include "query/render/json.h"
#include "query/render/tree.h"

static bool open_index(struct serve_context *context, struct searcher **out,
                       struct serve_failure *failure)
{
    struct error error = {0};

    if (index_current(&context->index, out, &error) != STATUS_OK)
        return failure_of(failure, &error);
    return true;
}

/* Ends a search that failed: by its query, or by the index, which then is
 * opened anew. */
static bool fail(struct serve_context *context, const struct search_params *params, size_t offset,
                 const struct error *error, struct serve_failure *failure)
{
    failure_of(failure, error);
    if (error->code == STATUS_BAD_QUERY && params->id) {
        failure->code = FAILURE_NOTHING; /* an id alone breaks by nothing else */
        failure->error.code = STATUS_NOT_FOUND;
    } else if (error->code == STATUS_BAD_QUERY) {
        failure->query = params->request.query;
        failure->length = params->request.length;
        failure->offset = offset;
        failure->offsets = params->offsets;
    } else {
        index_close(&context->index);
    }
    return false;
}

static struct search_request request_of(const struct search_params *params)
{
    struct search_request request = params->request;

    request.exact_total = params->count || request.exact_total;
    if (params->count)
        request.count = 0;
    if (params->kind == PARAMS_SHOW) {
        request.count = 1;
        request.first = 0;
    }
    request.marked = true;
    return request;
}

/* Of an id there is a paper, or it was a wrong one. */
static bool check_found(const struct search_params *params, const struct answer *answer,
                        struct serve_failure *failure)
{
    if (params->kind != PARAMS_SHOW || answer->hit_count > 0)
        return true;
    return failure_set(failure, FAILURE_NOTHING, STATUS_NOT_FOUND, NULL,
                       "there is no paper %s in the archive", params->id);
}

bool serve_ask(struct serve_context *context, const struct search_params *params,
               struct answer *answer, struct serve_failure *failure)
{
    struct search_request request = request_of(params);
    struct searcher *searcher;
    struct error error = {0};
    size_t offset = 0;

    *answer = (struct answer){0};
    if (!open_index(context, &searcher, failure))
        return false;
    if (search(searcher, &request, answer, &offset, &error) != STATUS_OK)
        return fail(context, params, offset, &error, failure);
    return check_found(params, answer, failure);
}

/* Puts a key into the object that ends out. */
static bool add_explanation(const struct buffer *explanation, struct buffer *out)
{
    cJSON *list = cJSON_CreateArray();
    bool added = tree_add_bytes(list, NULL, explanation->data, explanation->length);

    buffer_cut(out, out->length - 1);
    added = added && buffer_add_text(out, ",\"explain\":") && json_add(out, list->child) &&
            buffer_add_char(out, '}');
    cJSON_Delete(list);
    return added;
}

static bool explain(struct serve_context *context, const struct search_params *params,
                    struct buffer *out, struct serve_failure *failure)
{
    struct search_request request = request_of(params);
    struct buffer explanation = BUFFER_INIT;
    struct searcher *searcher;
    struct error error = {0};
    struct explained explained = {0};
    bool done;

    if (!open_index(context, &searcher, failure))
        return false;
    if (search_explain(searcher, &request, &explanation, &explained, &error) != STATUS_OK)
        done = fail(context, params, explained.offset, &error, failure);
    else
        done = add_explanation(&explanation, out) || failure_no_memory(failure);
    buffer_free(&explanation);
    return done;
}

/* The one hit of a paper that was asked for by its id. */
static bool add_hit(const struct answer *answer, const struct render_options *render,
                    struct buffer *out)
{
    cJSON *hit = tree_of_hit(&answer->hits[0], render);
    bool added = hit && json_add(out, hit);

    cJSON_Delete(hit);
    return added;
}

bool serve_ask_as_json(const struct search_params *params, const struct answer *answer,
                       struct buffer *out, struct serve_failure *failure)
{
    const struct render_options render = {.format = FORMAT_JSON, .offsets = params->offsets};

    if (params->kind == PARAMS_SHOW)
        return add_hit(answer, &render, out) || failure_no_memory(failure);
    if (render_answer(answer, &render, out) != STATUS_OK)
        return failure_no_memory(failure);
    buffer_cut(out, out->length - 1); /* the newline */
    return true;
}

bool serve_ask_and_tell(struct serve_context *context, enum params_kind kind,
                        const cJSON *arguments, struct buffer *out, struct serve_failure *failure)
{
    struct search_params params;
    struct answer answer = {0};
    bool done = params_read(context, kind, arguments, &params, failure) &&
                serve_ask(context, &params, &answer, failure) &&
                serve_ask_as_json(&params, &answer, out, failure) &&
                (!params.explain || explain(context, &params, out, failure));

    answer_clear(&answer);
    params_clear(&params);
    return done;
}
