/* A crew that fills the scratch databases; see work.h. */
#include "indexer/build/work.h"

#include <stdio.h>
#include <stdlib.h>

#include "indexer/build/chunk.h"
#include "indexer/build/desk.h"
#include "indexer/build/lessons.h"

struct worker {
    struct desk *desk; /* made with the worker's first chunk */
    struct buffer bytes;
};

/* What a chunk gave; written by the thread that filled it. */
struct outcome {
    size_t papers;
    bool changed;      /* a page did */
    uint32_t *missing; /* the page of each paper that is not there, in order */
    size_t missing_count;
};

struct workshop {
    struct work *work;
    const struct work_request *request;
    const struct watch *watch;
    struct worker *workers;
    struct outcome *outcomes;  /* by chunk */
    struct lexicon **lexicons; /* by run; NULL where it is not indexed, or done */
};

char *work_path(const char *scratch, const char *prefix, size_t number)
{
    struct buffer path = BUFFER_INIT;
    bool ok = buffer_add_format(&path, "%s/%s%zu", scratch, prefix, number);
    char *out = ok ? buffer_detach(&path) : NULL;
    buffer_free(&path);
    return out;
}

static enum status add_papers(struct worker *worker, struct shim_writer *writer,
                              struct lexicon *lexicon, const struct chunk_papers *papers,
                              struct outcome *outcome, struct error *error)
{
    for (size_t i = 0; i < papers->count; i++) {
        const struct found *found = &papers->list[i];
        enum status status = STATUS_INVALID;
        if (found->present)
            status = desk_add(worker->desk, writer, lexicon, &found->paper, error);
        if (status == STATUS_OK)
            outcome->papers++;
        else if (status == STATUS_INVALID)
            outcome->missing[outcome->missing_count++] = found->wanted.page;
        else
            return status;
    }
    return STATUS_OK;
}

static enum status write_chunk(struct worker *worker, const char *path, struct lexicon *lexicon,
                               const struct chunk_papers *papers, struct outcome *outcome,
                               struct error *error)
{
    struct shim_writer *writer = NULL;
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status = add_papers(worker, writer, lexicon, papers, outcome, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

/* The growing run needs no lesson: it is read every time. */
static struct lexicon *lexicon_of(const struct workshop *shop, size_t run)
{
    return run == 0 ? shop->request->lexicon : shop->lexicons[run];
}

static enum status fill_chunk(void *context, size_t number, size_t index, struct error *error)
{
    struct workshop *shop = context;
    const struct work_request *request = shop->request;
    struct worker *worker = &shop->workers[number];
    struct outcome *outcome = &shop->outcomes[index];
    const struct chunk *chunk = &request->layout->chunks[index];
    struct chunk_papers papers = {0};
    enum status status = STATUS_OK;
    char *path = work_path(request->scratch, WORK_CHUNK, index + 1);
    outcome->missing = calloc(chunk->end - chunk->begin, sizeof *outcome->missing);
    if (path == NULL || outcome->missing == NULL)
        status = error_no_memory(error);
    if (status == STATUS_OK && worker->desk == NULL)
        status = desk_new(&worker->desk, error);
    if (status == STATUS_OK)
        status = chunk_read(&papers, request->pages, request->plan, chunk, &worker->bytes, error);
    if (status == STATUS_OK)
        status = write_chunk(worker, path, lexicon_of(shop, chunk->run), &papers, outcome, error);
    outcome->changed = papers.changed;
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
    const struct pages *pages = shop->request->pages;
    bool ok = pages_shown(pages, &pages->files[page], &shown);
    if (ok)
        watch->message(watch->context, WATCH_WARNING, shown.data, 1, what);
    buffer_free(&shown);
    shop->work->warnings++;
    shop->work->lost += papers;
    return ok;
}

/* All papers of the run are stored: its lexicon becomes a lesson, which is kept
 * outside memory until all is stored. */
static enum status finish_run(struct workshop *shop, size_t number, struct error *error)
{
    const struct work_request *request = shop->request;
    const struct run *run = &request->layout->runs[number];
    struct lexicon *learned = shop->lexicons[number];
    struct buffer lesson = BUFFER_INIT;
    char *path = work_path(request->scratch, WORK_LESSON, number);
    enum status status =
        path != NULL ? lexicon_lesson(learned, &lesson, error) : error_no_memory(error);
    struct shim_bytes bytes = {lesson.data, lesson.length};
    lexicon_free(learned);
    shop->lexicons[number] = NULL;
    if (status == STATUS_OK)
        status = lessons_keep(path, run, bytes, error);
    buffer_free(&lesson);
    free(path);
    return status;
}

static enum status tell_chunk(void *context, size_t index, struct error *error)
{
    struct workshop *shop = context;
    struct outcome *outcome = &shop->outcomes[index];
    size_t number = shop->request->layout->chunks[index].run;
    const struct run *run = &shop->request->layout->runs[number];
    shop->work->papers += outcome->papers;
    shop->work->changed = shop->work->changed || outcome->changed;
    for (size_t begin = 0; begin < outcome->missing_count;) {
        size_t end = begin;
        while (end < outcome->missing_count && outcome->missing[end] == outcome->missing[begin])
            end++;
        if (!warn(shop, outcome->missing[begin], end - begin))
            return error_no_memory(error);
        begin = end;
    }
    free(outcome->missing);
    outcome->missing = NULL;
    if (number > 0 && index + 1 == run->first_chunk + run->chunk_count)
        return finish_run(shop, number, error);
    return STATUS_OK;
}

static bool tick(void *context, size_t finished)
{
    const struct workshop *shop = context;
    const struct watch *watch = shop->watch;
    const struct layout *layout = shop->request->layout;
    size_t papers = 0, total = 0;
    for (size_t i = 0; i < layout->chunk_count; i++) {
        size_t count = layout->chunks[i].end - layout->chunks[i].begin;
        papers += i < finished ? count : 0;
        total += count;
    }
    watch->progress(watch->context, WATCH_INDEX, papers, total);
    return !watch->stop(watch->context);
}

static bool open_shop(struct workshop *shop)
{
    const struct layout *layout = shop->request->layout;
    shop->workers = calloc(shop->request->jobs, sizeof *shop->workers);
    shop->outcomes = calloc(layout->chunk_count, sizeof *shop->outcomes);
    shop->lexicons = calloc(layout->run_count, sizeof *shop->lexicons);
    bool ok = shop->workers != NULL && shop->outcomes != NULL && shop->lexicons != NULL;
    for (size_t i = 1; ok && i < layout->run_count; i++)
        if (layout->runs[i].chunk_count > 0) {
            shop->lexicons[i] = lexicon_new(shop->request->scratch);
            ok = shop->lexicons[i] != NULL;
        }
    return ok;
}

static void close_shop(struct workshop *shop)
{
    const struct layout *layout = shop->request->layout;
    for (size_t i = 0; shop->workers != NULL && i < shop->request->jobs; i++) {
        desk_free(shop->workers[i].desk);
        buffer_free(&shop->workers[i].bytes);
    }
    for (size_t i = 0; shop->outcomes != NULL && i < layout->chunk_count; i++)
        free(shop->outcomes[i].missing);
    for (size_t i = 0; shop->lexicons != NULL && i < layout->run_count; i++)
        lexicon_free(shop->lexicons[i]);
    free(shop->workers);
    free(shop->outcomes);
    free(shop->lexicons);
}

enum crew_end work_do(struct work *work, const struct work_request *request,
                      const struct watch *watch, struct error *error)
{
    *work = (struct work){0};
    struct workshop shop = {.work = work, .request = request, .watch = watch};
    enum crew_end end = CREW_FAILED;
    if (open_shop(&shop))
        end = crew_run(&(struct crew){.workers = request->jobs,
                                      .context = &shop,
                                      .task = fill_chunk,
                                      .collect = tell_chunk,
                                      .tick = tick},
                       request->layout->chunk_count, error);
    else
        error_no_memory(error);
    close_shop(&shop);
    return end;
}
