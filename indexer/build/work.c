/* A crew that fills the scratch databases; see work.h. */
#include "indexer/build/work.h"

#include <stdio.h>
#include <stdlib.h>

#include "indexer/build/chunk.h"
#include "indexer/build/desk.h"

struct worker {
    struct desk *desk; /* made with the worker's first chunk */
    struct buffer bytes;
};

/* What a chunk gave; written by the thread that filled it. */
struct outcome {
    size_t papers;
    uint32_t *missing; /* the page of each paper that is not there, in order */
    size_t missing_count;
};

struct workshop {
    struct work *work;
    const struct pages *pages;
    const struct plan *plan;
    const char *scratch;
    struct lexicon *lexicon;
    const struct watch *watch;
    struct worker *workers;
    struct outcome *outcomes; /* by chunk */
};

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static char *chunk_path(const char *scratch, size_t chunk)
{
    struct buffer path = BUFFER_INIT;
    bool ok = buffer_add_format(&path, "%s/" WORK_CHUNK "%zu", scratch, chunk + 1);
    char *out = ok ? buffer_detach(&path) : NULL;
    buffer_free(&path);
    return out;
}

static enum status add_papers(struct worker *worker, struct shim_writer *writer,
                              const struct chunk_papers *papers, struct outcome *outcome,
                              struct error *error)
{
    for (size_t i = 0; i < papers->count; i++) {
        const struct found *found = &papers->list[i];
        enum status status = STATUS_INVALID;
        if (found->present)
            status = desk_add(worker->desk, writer, &found->paper, error);
        if (status == STATUS_OK)
            outcome->papers++;
        else if (status == STATUS_INVALID)
            outcome->missing[outcome->missing_count++] = found->wanted->page;
        else
            return status;
    }
    return STATUS_OK;
}

static enum status write_chunk(struct worker *worker, const char *path,
                               const struct chunk_papers *papers, struct outcome *outcome,
                               struct error *error)
{
    struct shim_writer *writer = NULL;
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status = add_papers(worker, writer, papers, outcome, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

static enum status fill_chunk(void *context, size_t number, size_t index, struct error *error)
{
    struct workshop *shop = context;
    struct worker *worker = &shop->workers[number];
    struct outcome *outcome = &shop->outcomes[index];
    const struct chunk *chunk = &shop->plan->chunks[index];
    struct chunk_papers papers = {0};
    enum status status = STATUS_OK;
    char *path = chunk_path(shop->scratch, index);
    outcome->missing = calloc(chunk->end - chunk->begin, sizeof *outcome->missing);
    if (path == NULL || outcome->missing == NULL)
        status = no_memory(error);
    if (status == STATUS_OK && worker->desk == NULL)
        status = desk_new(&worker->desk, shop->lexicon, error);
    if (status == STATUS_OK)
        status = chunk_read(&papers, shop->pages, shop->plan, chunk, &worker->bytes, error);
    if (status == STATUS_OK)
        status = write_chunk(worker, path, &papers, outcome, error);
    chunk_papers_clear(&papers);
    free(path);
    return status;
}

static bool warn(struct workshop *shop, uint32_t page, size_t papers)
{
    const struct watch *watch = shop->watch;
    struct buffer shown = BUFFER_INIT;
    char what[96];
    snprintf(what, sizeof what, "changed while it was read: %zu paper%s left out", papers,
             papers == 1 ? "" : "s");
    bool ok = pages_shown(shop->pages, &shop->pages->files[page], &shown);
    if (ok)
        watch->message(watch->context, WATCH_WARNING, shown.data, 1, what);
    buffer_free(&shown);
    shop->work->warnings++;
    shop->work->lost += papers;
    return ok;
}

static enum status tell_chunk(void *context, size_t index, struct error *error)
{
    struct workshop *shop = context;
    struct outcome *outcome = &shop->outcomes[index];
    shop->work->papers += outcome->papers;
    for (size_t begin = 0; begin < outcome->missing_count;) {
        size_t end = begin;
        while (end < outcome->missing_count && outcome->missing[end] == outcome->missing[begin])
            end++;
        if (!warn(shop, outcome->missing[begin], end - begin))
            return no_memory(error);
        begin = end;
    }
    free(outcome->missing);
    outcome->missing = NULL;
    return STATUS_OK;
}

static bool tick(void *context, size_t finished)
{
    const struct workshop *shop = context;
    const struct watch *watch = shop->watch;
    size_t papers = 0;
    if (finished > 0)
        papers = shop->plan->chunks[finished - 1].end;
    watch->progress(watch->context, WATCH_INDEX, papers, shop->plan->paper_count);
    return !watch->stop(watch->context);
}

static void close_shop(struct workshop *shop, size_t jobs)
{
    for (size_t i = 0; shop->workers != NULL && i < jobs; i++) {
        desk_free(shop->workers[i].desk);
        buffer_free(&shop->workers[i].bytes);
    }
    for (size_t i = 0; shop->outcomes != NULL && i < shop->plan->chunk_count; i++)
        free(shop->outcomes[i].missing);
    free(shop->workers);
    free(shop->outcomes);
}

enum crew_end work_do(struct work *work, const struct pages *pages, const struct plan *plan,
                      const char *scratch, struct lexicon *lexicon, size_t jobs,
                      const struct watch *watch, struct error *error)
{
    *work = (struct work){0};
    struct workshop shop = {.work = work,
                            .pages = pages,
                            .plan = plan,
                            .scratch = scratch,
                            .lexicon = lexicon,
                            .watch = watch};
    shop.workers = calloc(jobs, sizeof *shop.workers);
    shop.outcomes = calloc(plan->chunk_count, sizeof *shop.outcomes);
    enum crew_end end = CREW_FAILED;
    if (shop.workers == NULL || shop.outcomes == NULL)
        no_memory(error);
    else
        end = crew_run(&(struct crew){.workers = jobs,
                                      .context = &shop,
                                      .task = fill_chunk,
                                      .collect = tell_chunk,
                                      .tick = tick},
                       plan->chunk_count, error);
    close_shop(&shop, jobs);
    return end;
}
