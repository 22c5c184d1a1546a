/* Which index a session reads, and how old it is. */
#include <stdlib.h>

#include "query/search/searcher.h"
#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/serve/methods.h"

static bool add_index(cJSON *list, const struct index_state *state)
{
    cJSON *object = cJSON_CreateObject();

    if (!cJSON_AddItemToArray(list, object)) {
        cJSON_Delete(object);
        return false;
    }
    return tree_add_text(object, "path", state->path) &&
           tree_add_number(object, "generation", state->generation) &&
           tree_add_number(object, "age_seconds", (size_t)state->age_seconds);
}

static bool add_indexes(const struct index *index, cJSON *tree, struct serve_failure *failure)
{
    cJSON *list = cJSON_AddArrayToObject(tree, "indexes");
    struct error error = {0};

    for (size_t i = 0; list && i < index->place->directory_count; i++) {
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
