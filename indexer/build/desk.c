/* Paper -> terms and record -> document; see desk.h. */
#include "indexer/build/desk.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/record.h"
#include "indexer/format/terms.h"

struct desk {
    struct shim_stemmer *stemmer;
    struct stemming stemming;
    struct analyzer *analyzer;
    struct terms *terms;
    struct buffer record;
};

static size_t stem(void *context, const char *word, size_t length, char *out, size_t capacity)
{
    return shim_stem(context, (struct shim_bytes){word, length}, out, capacity);
}

enum status desk_new(struct desk **out, struct error *error)
{
    *out = NULL;
    struct desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL)
        return error_no_memory(error);
    enum status status = shim_stemmer_new(&desk->stemmer, error);
    if (status == STATUS_OK) {
        desk->stemming = (struct stemming){stem, desk->stemmer};
        desk->analyzer = analyzer_new(&desk->stemming);
        desk->terms = desk->analyzer != NULL ? terms_new(desk->analyzer) : NULL;
        if (desk->terms == NULL)
            status = error_no_memory(error);
    }
    if (status != STATUS_OK) {
        desk_free(desk);
        return status;
    }
    *out = desk;
    return STATUS_OK;
}

enum status desk_add(struct desk *desk, struct shim_writer *writer, struct lexicon *lexicon,
                     const struct paper *paper, struct error *error)
{
    struct shim_document document = {0};
    buffer_clear(&desk->record);
    enum status status = record_write(paper, &desk->record);
    if (status == STATUS_OK)
        status = terms_of(desk->terms, paper, &document);
    if (status != STATUS_OK)
        return error_set(error, status, NULL, "cannot store a paper: %s", status_name(status));
    document.data = (struct shim_bytes){desk->record.data, desk->record.length};
    document.key = (struct shim_bytes){paper->id, strlen(paper->id)};
    if (document.key.length > SHIM_KEY_MAX)
        document.key.length = 0;
    status = shim_writer_add(writer, &document, error);
    if (status == STATUS_OK)
        status = lexicon_add(lexicon, desk->analyzer, paper, &document, error);
    return status;
}

void desk_free(struct desk *desk)
{
    if (desk == NULL)
        return;
    terms_free(desk->terms);
    analyzer_free(desk->analyzer);
    shim_stemmer_free(desk->stemmer);
    buffer_free(&desk->record);
    free(desk);
}
