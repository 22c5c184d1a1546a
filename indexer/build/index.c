#include "indexer/build/index.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/build/chunk.h"
#include "indexer/build/pool.h"
#include "indexer/build/sample.h"
#include "indexer/build/worker.h"

/* Which words go together is learned of so many newest papers; of older ones only
 * which words there are. So the time and memory that pairs take do not grow with
 * the archive. */
#define PAIRS_PAPERS 32768

struct indexing {
    const struct index_request *request;
    const struct observer *observer;
    struct worker **workers;
    struct buffer *bytes; /* by worker */
    struct sample sample;
    atomic_size_t *missing; /* by page: papers that could not be stored */
    atomic_bool changed;    /* a page was */
};

char *index_path(const char *scratch, size_t number)
{
    return buffer_text("%s/part-%zu", scratch, number);
}

static enum status add_papers(struct indexing *indexing, struct worker *worker,
                              struct shim_writer *writer, const struct paper_chunk *chunk,
                              struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < chunk->count && status == STATUS_OK; i++) {
        const struct found_paper *found = &chunk->papers[i];
        bool pairs = chunk->first + i < PAIRS_PAPERS;
        bool stored = order_shares(indexing->request->order, &found->ordered);
        status = found->present
                     ? worker_add(worker, stored ? writer : NULL, &found->paper, pairs, error)
                     : STATUS_INVALID;
        if (status == STATUS_INVALID) {
            indexing->missing[found->ordered.page] += stored;
            status = STATUS_OK;
        }
    }
    return status;
}

static enum status write_chunk(struct indexing *indexing, size_t worker,
                               const struct paper_chunk *chunk, const char *path,
                               struct error *error)
{
    struct shim_writer *writer = NULL;
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status =
            shim_writer_samples(writer, indexing->sample.records, indexing->sample.count, error);
    if (status == STATUS_OK)
        status = add_papers(indexing, indexing->workers[worker], writer, chunk, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

static enum status index_chunk(void *context, size_t worker, size_t number, struct error *error)
{
    struct indexing *indexing = context;
    struct paper_chunk chunk = {0};
    char *path = index_path(indexing->request->scratch, number + 1);
    enum status status = path != NULL ? STATUS_OK : error_no_memory(error);
    if (status == STATUS_OK && indexing->workers[worker] == NULL)
        status = worker_new(&indexing->workers[worker], indexing->request->lexicon, error);
    if (status == STATUS_OK)
        status =
            chunk_read(&chunk, indexing->request->order, number, &indexing->bytes[worker], error);
    if (status == STATUS_OK)
        status = write_chunk(indexing, worker, &chunk, path, error);
    if (chunk.changed)
        indexing->changed = true;
    chunk_clear(&chunk);
    free(path);
    return status;
}

static bool tick(void *context, size_t finished)
{
    struct indexing *indexing = context;
    const struct observer *observer = indexing->observer;
    const struct paper_order *order = indexing->request->order;
    size_t total = order->paper_count, papers = finished * chunk_papers(order);
    observer->progress(observer->context, PHASE_INDEX, papers < total ? papers : total, total);
    return !observer->stop(observer->context);
}

static bool warn(const struct indexing *indexing, size_t page, size_t papers)
{
    char what[96];
    snprintf(what, sizeof what, "changed while it was read: %zu paper%s left out", papers,
             papers == 1 ? "" : "s");
    return pages_warn(indexing->request->order->pages, page, indexing->observer, 1, what);
}

static bool sum_up(const struct indexing *indexing, struct index_result *result)
{
    const struct paper_order *order = indexing->request->order;
    bool ok = true;
    for (size_t page = 0; ok && page < order->listing->page_count; page++) {
        size_t missing = indexing->missing[page];
        ok = missing == 0 || warn(indexing, page, missing);
        result->warnings += missing > 0;
        result->lost += missing;
    }
    result->papers = order_stored(order) - result->lost;
    result->changed = indexing->changed;
    return ok;
}

static enum status run(struct indexing *indexing, struct index_result *result, struct error *error)
{
    const struct pool pool = {
        .workers = indexing->request->jobs, .context = indexing, .task = index_chunk, .tick = tick};
    enum status status =
        sample_take(&indexing->sample, indexing->request->order, &indexing->bytes[0], error);
    if (status == STATUS_OK)
        status = pool_run(&pool, chunk_count(indexing->request->order), error);
    return status != STATUS_OK || sum_up(indexing, result) ? status : error_no_memory(error);
}

enum status index_papers(struct index_result *result, const struct index_request *request,
                         const struct observer *observer, struct error *error)
{
    size_t pages = request->order->listing->page_count;
    struct indexing indexing = {.request = request,
                                .observer = observer,
                                .workers = calloc(request->jobs, sizeof(struct worker *)),
                                .bytes = calloc(request->jobs, sizeof(struct buffer)),
                                .missing = calloc(pages, sizeof(atomic_size_t))};
    *result = (struct index_result){0};
    enum status status =
        indexing.workers != NULL && indexing.bytes != NULL && indexing.missing != NULL
            ? run(&indexing, result, error)
            : error_no_memory(error);
    for (size_t i = 0; indexing.workers != NULL && i < request->jobs; i++)
        worker_free(indexing.workers[i]);
    for (size_t i = 0; indexing.bytes != NULL && i < request->jobs; i++)
        buffer_free(&indexing.bytes[i]);
    sample_clear(&indexing.sample);
    free(indexing.workers);
    free(indexing.bytes);
    free(indexing.missing);
    return status;
}
