/* What the end of a query may become, for an editor's completion: the names of
 * fields, authors, and words of the archive. */
#include <stdio.h>
#include <string.h>

#include "query/plan/guess/complete.h"
#include "query/plan/words/words.h"
#include "query/search/searcher.h"
#include "query/render/emitted.h"
#include "query/render/json.h"
#include "query/render/tree.h"
#include "query/search/run.h"
#include "query/serve/ask.h"
#include "query/serve/methods.h"
#include "query/serve/names.h"
#include "query/serve/typed.h"

struct completing {
    struct serve_context *context;
    const char *query;
    size_t length;
    struct typed typed;
    size_t limit;
    struct searcher *searcher;
    cJSON *items; /* owned */
    size_t fixed; /* items before the words */
};

/* Adds {"text","kind"}; returns it, borrowed, or NULL where memory is short. */
static cJSON *add_item(cJSON *items, const char *kind, const char *text, size_t length)
{
    cJSON *item = cJSON_CreateObject();

    if (item && tree_add_bytes(item, "text", text, length) && tree_add_text(item, "kind", kind) &&
        cJSON_AddItemToArray(items, item))
        return item;
    cJSON_Delete(item);
    return NULL;
}

static bool is_full(const struct completing *c)
{
    return (size_t)cJSON_GetArraySize(c->items) >= c->limit;
}

static bool add_field(struct completing *c, const struct field *field, const char *name)
{
    char colon[FIELD_NAME_MAX + 2];
    cJSON *item;

    snprintf(colon, sizeof colon, "%s:", name);
    item = add_item(c->items, "field", colon, strlen(colon));
    return item && cJSON_AddStringToObject(item, "help", field->help);
}

/* The first of a field's names that what was typed may become, or NULL. */
static const char *name_begun(const struct field *field, const char *text, size_t length)
{
    const char *const *alias = field->aliases;

    if (typed_begins(text, length, field->name))
        return field->name;
    while (*alias && !typed_begins(text, length, *alias))
        alias++;
    return *alias;
}

/* The fields that what was typed may become, by whichever of their names. */
static bool add_fields(struct completing *c)
{
    for (size_t i = FIELD_NONE + 1; i < field_count() && !is_full(c); i++) {
        const struct field *field = field_at((enum field_id)i);
        const char *name = name_begun(field, c->query + c->typed.start, c->length - c->typed.start);

        if (name && !add_field(c, field, name))
            return false;
    }
    return true;
}

/* Adds head, which was typed, and a word behind it. */
static bool add_word(struct completing *c, size_t head, const char *word, uint32_t papers)
{
    const char *typed = c->query + c->typed.start;
    struct buffer text = BUFFER_INIT;
    cJSON *item = NULL;

    if (buffer_add(&text, typed, head) && buffer_add_text(&text, word))
        item = add_item(c->items, "word", text.data, text.length);
    buffer_free(&text);
    return item && cJSON_AddNumberToObject(item, "papers", papers);
}

/* What was typed by initials, or in the keyboard's other mode: of that the word
 * itself, which comes first, and not what is related to it. */
static enum status add_guesses(struct completing *c, const struct lookup *l)
{
    const struct shim_bytes text = {c->query + c->typed.start, c->length - c->typed.start};
    struct word *words;
    size_t count;
    enum status status = words_typed(l, text, c->typed.start, &words, &count);

    for (size_t i = 0; status == STATUS_OK && count == 1 && i < words->count && !is_full(c); i++) {
        const struct alternative *a = &words->alternatives[i];
        const struct match_kind *kind = match_kind(a->match);

        if (kind->completes && (i == 0 || !kind->first_alone) && !a->partial &&
            !add_word(c, 0, a->label, piece_documents(a->pieces)))
            status = error_no_memory(l->error);
    }
    return status;
}

static enum status add_words_to(struct completing *c, struct planner *planner, struct error *error)
{
    const struct shim_bytes text = {c->query + c->typed.start, c->length - c->typed.start};
    struct guesses found = {.most = c->limit < GUESSES_MAX ? c->limit : GUESSES_MAX};
    bool fields[TEXT_FIELDS];
    const struct lookup l = {planner, fields, error};
    size_t start;
    enum status status;

    text_fields_asked(c->typed.field, fields);
    status = complete_list(&l, text, &found, &start);
    if (status == STATUS_OK && found.count == 0)
        return add_guesses(c, &l);
    for (size_t i = 0; status == STATUS_OK && i < found.count && !is_full(c); i++)
        if (!add_word(c, start, found.items[i].text, found.items[i].papers))
            status = error_no_memory(error);
    return status;
}

static enum status add_words(void *context, struct error *error)
{
    struct completing *c = context;
    struct planner planner = {.database = c->searcher->database,
                              .memory = c->searcher->guessed,
                              .analyzer = c->searcher->analyzer,
                              .ranking = &c->context->options.request.ranking,
                              .documents = c->searcher->documents};
    enum status status;

    while ((size_t)cJSON_GetArraySize(c->items) > c->fixed)
        cJSON_DeleteItemFromArray(c->items, (int)c->fixed);
    status = add_words_to(c, &planner, error);
    arena_free(&planner.arena);
    return status;
}

static enum status add_authors(struct completing *c, struct error *error)
{
    struct author_names names = {0};
    enum status status = names_find(c->searcher, c->query + c->typed.start,
                                    c->length - c->typed.start, &names, error);

    for (size_t i = 0; status == STATUS_OK && i < names.count && !is_full(c); i++) {
        struct buffer text = BUFFER_INIT;
        const char *quote = strchr(names.items[i].text, ' ') || c->typed.quoted ? "\"" : "";
        bool added = buffer_add_format(&text, "%s%s%s", quote, names.items[i].text, quote) &&
                     add_item(c->items, "author", text.data, text.length);

        buffer_free(&text);
        if (!added)
            status = error_no_memory(error);
    }
    names_clear(&names);
    return status;
}

static bool find(struct completing *c, struct serve_failure *failure)
{
    struct error error = {0};
    enum status status = index_current(&c->context->index, &c->searcher, &error);

    if (status == STATUS_OK && c->typed.field == FIELD_NONE && !c->typed.quoted && !add_fields(c))
        return failure_no_memory(failure);
    c->fixed = (size_t)cJSON_GetArraySize(c->items);
    if (status == STATUS_OK && c->typed.start < c->length) {
        if (c->typed.field == FIELD_AUTHOR)
            status = add_authors(c, &error);
        else if (field_at(c->typed.field)->type == FIELD_TEXT)
            status = run_repeated(c->searcher, add_words, c, &error);
    }
    if (status == STATUS_OK)
        return true;
    index_close(&c->context->index);
    return failure_of(failure, &error);
}

/* Takes the items, also on failure. */
static bool tell(struct completing *c, enum offset_unit unit, struct buffer *out)
{
    struct emitted_walk walk = {.text = c->query, .length = c->length, .unit = unit};
    cJSON *tree = cJSON_CreateObject();
    bool added = tree_add_number(tree, "start", emitted_offset(&walk, c->typed.start)) &&
                 tree_add_number(tree, "end", emitted_offset(&walk, c->length)) &&
                 cJSON_AddStringToObject(tree, "offsets", offset_unit_name(unit)) &&
                 cJSON_AddItemToObject(tree, "items", c->items);

    if (!added)
        cJSON_Delete(c->items);
    added = added && json_add(out, tree);
    cJSON_Delete(tree);
    return added;
}

bool method_complete(struct serve_context *context, const struct call *call, struct buffer *out,
                     struct serve_failure *failure)
{
    struct completing c = {.context = context};
    struct search_params params;
    bool done;

    if (!params_read(context, PARAMS_COMPLETE, call->params, &params, failure))
        return false;
    c.query = params.request.query;
    c.length = params.request.length;
    c.limit = params.request.count;
    c.typed = typed_of(c.query, c.length);
    c.items = cJSON_CreateArray();
    done = c.items ? find(&c, failure) : failure_no_memory(failure);
    if (!done)
        cJSON_Delete(c.items);
    else
        done = tell(&c, params.offsets, out) || failure_no_memory(failure);
    params_clear(&params);
    return done;
}
