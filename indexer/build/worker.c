/* Paper -> terms and record -> document; see worker.h. */
#include "indexer/build/worker.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "indexer/format/record.h"
#include "indexer/format/terms.h"

struct worker {
    struct lexicon *lexicon; /* lent */
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

enum status worker_new(struct worker **out, struct lexicon *lexicon, struct error *error)
{
    *out = NULL;
    struct worker *worker = calloc(1, sizeof *worker);
    if (worker == NULL)
        return error_no_memory(error);
    worker->lexicon = lexicon;
    enum status status = shim_stemmer_new(&worker->stemmer, error);
    if (status == STATUS_OK) {
        worker->stemming = (struct stemming){stem, worker->stemmer};
        worker->analyzer = analyzer_new(&worker->stemming);
        worker->terms = worker->analyzer != NULL ? terms_new(worker->analyzer) : NULL;
        if (worker->terms == NULL)
            status = error_no_memory(error);
    }
    if (status != STATUS_OK) {
        worker_free(worker);
        return status;
    }
    *out = worker;
    return STATUS_OK;
}

enum status worker_add(struct worker *worker, struct shim_writer *writer, const struct paper *paper,
                       bool pairs, struct error *error)
{
    struct shim_document document = {0};
    const struct lexicon_source source = {paper, &document, pairs};
    buffer_clear(&worker->record);
    enum status status = record_write(paper, &worker->record);
    if (status == STATUS_OK)
        status = terms_of(worker->terms, paper, &document);
    if (status != STATUS_OK)
        return error_set(error, status, NULL, "cannot store a paper: %s", status_name(status));
    document.data = (struct shim_bytes){worker->record.data, worker->record.length};
    if (writer != NULL)
        status = shim_writer_add(writer, &document, error);
    if (status == STATUS_OK)
        status = lexicon_add(worker->lexicon, worker->analyzer, &source, error);
    return status;
}

void worker_free(struct worker *worker)
{
    if (worker == NULL)
        return;
    terms_free(worker->terms);
    analyzer_free(worker->analyzer);
    shim_stemmer_free(worker->stemmer);
    buffer_free(&worker->record);
    free(worker);
}
