/* Reads the pages for the plan; see plan.h. What the pages told is put in
 * order in order.c. */
#include "indexer/build/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/order.h"
#include "indexer/page/page.h"

struct message {
    uint32_t line;
    bool lost;
    char *what;
};

/* What one page told; written by the thread that read it. */
struct reading {
    struct plan_paper *papers;
    size_t paper_count, paper_capacity;
    struct message *messages;
    size_t message_count, message_capacity;
    uint32_t page;
    uint32_t day; /* of its path */
    bool readable, no_memory;
};

struct reader {
    struct plan *plan;
    const struct pages *pages;
    const struct watch *watch;
    struct reading *readings; /* by page */
    struct buffer *bytes;     /* by worker */
};

/* Makes room for one more; NULL, and *list as it was, where memory is short. */
static void *grow(void *list, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return list;
    size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
    void *grown = reallocarray(list, wanted, size);
    if (grown != NULL)
        *capacity = wanted;
    return grown;
}

static bool take_message(void *context, uint32_t line, bool lost, const char *what)
{
    struct reading *reading = context;
    struct message *messages = grow(reading->messages, reading->message_count,
                                    &reading->message_capacity, sizeof *messages);
    char *copy = strdup(what);
    if (messages != NULL)
        reading->messages = messages;
    if (messages == NULL || copy == NULL) {
        free(copy);
        reading->no_memory = true;
        return false;
    }
    messages[reading->message_count++] = (struct message){line, lost, copy};
    return true;
}

static bool take_paper(void *context, struct paper *paper)
{
    struct reading *reading = context;
    struct plan_paper *papers =
        grow(reading->papers, reading->paper_count, &reading->paper_capacity, sizeof *papers);
    char *id = paper->id != NULL ? paper->id : strdup("");
    paper->id = NULL;
    if (papers != NULL)
        reading->papers = papers;
    if (papers == NULL || id == NULL) {
        free(id);
        reading->no_memory = true;
        return false;
    }
    size_t order = reading->paper_count++;
    papers[order] = (struct plan_paper){.id = id,
                                        .page = reading->page,
                                        .order = (uint32_t)order,
                                        .line = paper->line,
                                        .date = paper->date != 0 ? paper->date : reading->day};
    return true;
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static enum status read_page(void *context, size_t worker, size_t index, struct error *error)
{
    struct reader *reader = context;
    struct reading *reading = &reader->readings[index];
    const struct page_file *file = &reader->pages->files[index];
    struct buffer *bytes = &reader->bytes[worker];
    int reason = file->error != 0 ? file->error : page_load(file->path, bytes);
    if (reason != 0) {
        struct error failure;
        error_set_errno(&failure, reason, "left out, cannot be read");
        return take_message(reading, 1, true, failure.message) ? STATUS_OK : no_memory(error);
    }
    reading->page = (uint32_t)index;
    reading->day = page_day(file->path);
    reading->readable = true;
    const struct page_sink sink = {
        .context = reading, .paper = take_paper, .warning = take_message};
    enum page_result result = page_read(bytes->data, bytes->length, &sink);
    return result == PAGE_OK ? STATUS_OK : no_memory(error);
}

static void clear_messages(struct reading *reading)
{
    for (size_t i = 0; i < reading->message_count; i++)
        free(reading->messages[i].what);
    free(reading->messages);
    reading->messages = NULL;
    reading->message_count = reading->message_capacity = 0;
}

static enum status tell_page(void *context, size_t index, struct error *error)
{
    struct reader *reader = context;
    struct reading *reading = &reader->readings[index];
    struct plan *plan = reader->plan;
    struct buffer shown = BUFFER_INIT;
    plan->pages += reading->readable;
    plan->paper_count += reading->paper_count;
    if (reading->message_count > 0 &&
        !pages_shown(reader->pages, &reader->pages->files[index], &shown)) {
        buffer_free(&shown);
        return no_memory(error);
    }
    for (size_t i = 0; i < reading->message_count; i++) {
        const struct message *message = &reading->messages[i];
        plan->warnings++;
        plan->lost += message->lost;
        reader->watch->message(reader->watch->context, WATCH_WARNING, shown.data, message->line,
                               message->what);
    }
    buffer_free(&shown);
    clear_messages(reading);
    return STATUS_OK;
}

static bool tick(void *context, size_t finished)
{
    const struct reader *reader = context;
    const struct watch *watch = reader->watch;
    watch->progress(watch->context, WATCH_READ, finished, reader->pages->file_count);
    return !watch->stop(watch->context);
}

/* Moves the papers of all pages into the plan. */
static enum status gather(struct reader *reader, struct error *error)
{
    struct plan *plan = reader->plan;
    size_t count = 0;
    plan->papers = calloc(plan->paper_count + 1, sizeof *plan->papers);
    if (plan->papers == NULL) {
        plan->paper_count = 0;
        return no_memory(error);
    }
    for (size_t i = 0; i < reader->pages->file_count; i++) {
        struct reading *reading = &reader->readings[i];
        if (reading->paper_count > 0)
            memcpy(plan->papers + count, reading->papers,
                   reading->paper_count * sizeof *plan->papers);
        count += reading->paper_count;
        reading->paper_count = 0;
    }
    return STATUS_OK;
}

static void clear_reader(struct reader *reader, size_t jobs)
{
    for (size_t i = 0; reader->readings != NULL && i < reader->pages->file_count; i++) {
        struct reading *reading = &reader->readings[i];
        for (size_t paper = 0; paper < reading->paper_count; paper++)
            free(reading->papers[paper].id);
        free(reading->papers);
        clear_messages(reading);
    }
    for (size_t i = 0; reader->bytes != NULL && i < jobs; i++)
        buffer_free(&reader->bytes[i]);
    free(reader->readings);
    free(reader->bytes);
}

enum crew_end plan_make(struct plan *plan, const struct pages *pages, size_t jobs,
                        const struct watch *watch, struct error *error)
{
    *plan = (struct plan){0};
    struct reader reader = {.plan = plan, .pages = pages, .watch = watch};
    reader.readings = calloc(pages->file_count, sizeof *reader.readings);
    reader.bytes = calloc(jobs, sizeof *reader.bytes);
    enum crew_end end = CREW_FAILED;
    if (reader.readings == NULL || reader.bytes == NULL)
        no_memory(error);
    else
        end = crew_run(&(struct crew){.workers = jobs,
                                      .context = &reader,
                                      .task = read_page,
                                      .collect = tell_page,
                                      .tick = tick},
                       pages->file_count, error);
    if (end == CREW_DONE && gather(&reader, error) != STATUS_OK)
        end = CREW_FAILED;
    if (end != CREW_DONE)
        plan->paper_count = 0;
    else if (plan_order(plan, pages, watch, error) != STATUS_OK)
        end = CREW_FAILED;
    clear_reader(&reader, jobs);
    return end;
}

void plan_clear(struct plan *plan)
{
    for (size_t i = 0; i < plan->paper_count; i++)
        free(plan->papers[i].id);
    free(plan->papers);
    free(plan->chunks);
    *plan = (struct plan){0};
}
