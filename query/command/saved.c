#include "query/command/saved.h"

#include <stdlib.h>
#include <string.h>

#include "query/render/formats.h"
#include "query/render/tree.h"
#include "query/render/visible.h"
#include "query/render/width.h"
#include "query/settings/saved.h"

enum status command_save(const char *name, const struct search_request *request, size_t *offset,
                         struct error *error)
{
    struct node *tree = NULL;
    enum status status = STATUS_OK;

    *offset = 0;
    if (request->length > 0)
        status = search_request_parse(request, &tree, offset, error);
    if (status == STATUS_OK && tree && tree->mended)
        status = error_set(error, STATUS_BAD_QUERY, "close what is open, or leave it out",
                           "a parenthesis, quotation mark or operator has nothing to go with");
    node_free(tree);
    return status == STATUS_OK ? saved_write(name, request->query, error) : status;
}

/* A saved query and what it finds. */
struct counted {
    const struct saved_query *query;
    uint32_t papers, news;
};

static int by_news(const void *left, const void *right)
{
    const struct counted *a = left, *b = right;

    if ((a->news > 0) != (b->news > 0))
        return a->news > 0 ? -1 : 1;
    if (a->news != b->news)
        return a->news > b->news ? -1 : 1;
    return a->query < b->query ? -1 : 1;
}

static enum status count(const struct command *command, const char *name, const char *behind,
                         uint32_t *out, struct error *error)
{
    struct answer answer = {0};
    enum status status = command_ask_saved(command, name, behind, &answer, error);

    *out = answer.total_estimate;
    answer_clear(&answer);
    return status;
}

static enum status count_all(const struct command *command, const struct saved *saved,
                             struct counted *out, struct error *error)
{
    struct search_request request = *command->request;
    const struct command counting = {command->searcher, &request, command->options};
    enum status status = STATUS_OK;

    request.first = request.count = 0;
    request.marked = false;
    for (size_t i = 0; i < saved->count && status == STATUS_OK; i++) {
        out[i].query = &saved->queries[i];
        status = count(&counting, out[i].query->name, "", &out[i].papers, error);
        if (status == STATUS_OK)
            status = count(&counting, out[i].query->name, "new:", &out[i].news, error);
    }
    return status;
}

static bool add_lines(struct buffer *out, const struct counted *counted, size_t n)
{
    size_t widest = 0;
    bool added = true;

    for (size_t i = 0; i < n; i++) {
        size_t width = width_of(counted[i].query->name, strlen(counted[i].query->name));

        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < n && added; i++) {
        const struct counted *c = &counted[i];
        int room = (int)(widest - width_of(c->query->name, strlen(c->query->name)));

        added = visible_add(out, c->query->name, strlen(c->query->name)) &&
                buffer_add_format(out, "%*s  %5u paper%s %5u new  ", room, "", c->papers,
                                  c->papers == 1 ? " " : "s", c->news) &&
                visible_add(out, c->query->text, strlen(c->query->text)) &&
                buffer_add_char(out, '\n');
    }
    return added;
}

static cJSON *object_of(const struct counted *c)
{
    cJSON *object = cJSON_CreateObject();

    if (object && tree_add_text(object, "name", c->query->name) &&
        tree_add_text(object, "query", c->query->text) &&
        tree_add_number(object, "papers", c->papers) && tree_add_number(object, "new", c->news))
        return object;
    cJSON_Delete(object);
    return NULL;
}

static bool add_objects(struct buffer *out, const struct counted *counted, size_t n,
                        const struct format_row *format)
{
    cJSON *list = cJSON_CreateArray();
    bool added = list != NULL;

    for (size_t i = 0; i < n && added; i++) {
        cJSON *object = object_of(&counted[i]);

        added = object && cJSON_AddItemToArray(list, object);
    }
    added = added && format->add_tree(out, list) && buffer_add_char(out, '\n');
    cJSON_Delete(list);
    return added;
}

enum status command_saved(const struct command *command, struct command_result *result)
{
    const struct format_row *format = format_at(command->options->format);
    struct error *error = &result->error;
    struct saved saved;
    struct counted *counted = NULL;
    enum status status = saved_read(&saved, error);

    result->found = saved.count;
    if (status == STATUS_OK)
        counted = calloc(saved.count + 1, sizeof *counted);
    if (status == STATUS_OK && !counted)
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = count_all(command, &saved, counted, error);
    if (status == STATUS_OK && counted) {
        qsort(counted, saved.count, sizeof *counted, by_news);
        if (!(format->add_tree ? add_objects(&result->out, counted, saved.count, format)
                               : add_lines(&result->out, counted, saved.count)))
            status = error_no_memory(error);
    }
    free(counted);
    saved_clear(&saved);
    return status;
}
