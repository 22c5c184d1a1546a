/* Which index a session reads, and how old it is. */
#include <stdlib.h>

#include <string.h>

#include "query/search/searcher.h"
#include "query/render/emitted.h"
#include "query/render/json.h"
#include "query/serve/methods.h"

static bool add_index(cJSON *list, const struct index_state *state)
{
    cJSON *object = cJSON_CreateObject();
    struct buffer path = BUFFER_INIT;
    bool added;

    if (!cJSON_AddItemToArray(list, object)) {
        cJSON_Delete(object);
        return false;
    }
    added = emitted_add(&path, state->path, strlen(state->path)) &&
            cJSON_AddStringToObject(object, "path", path.data);
    buffer_free(&path);
    return added && cJSON_AddNumberToObject(object, "generation", (double)state->generation) &&
           cJSON_AddNumberToObject(object, "age_seconds", (double)state->age_seconds);
}

static bool add_indexes(const struct index *index, cJSON *tree, struct serve_failure *failure)
{
    cJSON *list = cJSON_AddArrayToObject(tree, "indexes");
    struct error error = {0};

    for (size_t i = 0; list && i < index_count(index); i++) {
        struct index_state state;
        bool added;

        if (index_state_of(index, i, &state, &error) != STATUS_OK)
            return failure_of(failure, &error);
        added = add_index(list, &state);
        free(state.path);
        if (!added)
            return failure_no_memory(failure);
    }
    return list || failure_no_memory(failure);
}

bool method_status(struct serve_context *context, const struct call *call, struct buffer *out,
                   struct serve_failure *failure)
{
    struct searcher *searcher;
    struct error error = {0};
    cJSON *tree = NULL;
    bool done;

    (void)call;
    if (index_current(&context->index, &searcher, &error) != STATUS_OK)
        return failure_of(failure, &error);
    tree = cJSON_CreateObject();
    done = cJSON_AddStringToObject(tree, "seogo", SEOGO_VERSION) &&
           cJSON_AddNumberToObject(tree, "papers", searcher->documents);
    done = done ? add_indexes(&context->index, tree, failure) : failure_no_memory(failure);
    if (done && !json_add(out, tree))
        done = failure_no_memory(failure);
    cJSON_Delete(tree);
    return done;
}
