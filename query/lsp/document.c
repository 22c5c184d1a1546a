#include "query/lsp/document.h"

#include <stdlib.h>
#include <string.h>

static const cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *uri_of(const cJSON *params)
{
    return cJSON_GetStringValue(get(get(params, "textDocument"), "uri"));
}

struct text_document *document_named(struct text_document *first, const char *uri)
{
    while (first && strcmp(first->uri, uri) != 0)
        first = first->next;
    return first;
}

struct text_document *document_of(struct text_document *first, const cJSON *params)
{
    const char *uri = uri_of(params);

    return uri ? document_named(first, uri) : NULL;
}

static void document_free(struct text_document *document)
{
    free(document->uri);
    free(document->language);
    buffer_free(&document->text);
    free(document);
}

bool document_open(struct text_document **first, const cJSON *params)
{
    const cJSON *item = get(params, "textDocument");
    const char *uri = uri_of(params), *text = cJSON_GetStringValue(get(item, "text"));
    const char *language = cJSON_GetStringValue(get(item, "languageId"));
    struct text_document *document;

    if (!uri || !text)
        return true;
    document_close(first, params);
    document = calloc(1, sizeof *document);
    if (!document)
        return false;
    document->uri = strdup(uri);
    document->language = strdup(language ? language : "");
    if (!document->uri || !document->language || !buffer_add_text(&document->text, text)) {
        document_free(document);
        return false;
    }
    document->next = *first;
    *first = document;
    return true;
}

/* Puts text between two places, or for all where the change has no range. */
static bool change(struct text_document *document, const cJSON *item)
{
    const cJSON *range = get(item, "range");
    const char *text = cJSON_GetStringValue(get(item, "text"));
    struct buffer *old = &document->text, new = BUFFER_INIT;
    size_t start = 0, end = old->length;

    if (!text)
        return true;
    if (range) {
        start = position_byte(old, position_read(get(range, "start")));
        end = position_byte(old, position_read(get(range, "end")));
        end = end < start ? start : end;
    }
    if (!buffer_add(&new, old->data, start) || !buffer_add_text(&new, text) ||
        (end < old->length && !buffer_add(&new, old->data + end, old->length - end))) {
        buffer_free(&new);
        return false;
    }
    buffer_free(old);
    *old = new;
    return true;
}

bool document_change(struct text_document *first, const cJSON *params)
{
    struct text_document *document = document_of(first, params);
    const cJSON *changes = get(params, "contentChanges"), *item;

    if (!document)
        return true;
    cJSON_ArrayForEach(item, changes)
    {
        if (!change(document, item))
            return false;
    }
    return true;
}

void document_close(struct text_document **first, const cJSON *params)
{
    struct text_document *document = document_of(*first, params);

    if (!document)
        return;
    while (*first != document)
        first = &(*first)->next;
    *first = document->next;
    document_free(document);
}

void document_free_all(struct text_document *first)
{
    for (struct text_document *next; first; first = next) {
        next = first->next;
        document_free(first);
    }
}
