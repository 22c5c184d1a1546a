/* Reads the pages for the plan; see plan.h. What the pages told is put in
 * order in order.c. */
#include "indexer/build/plan.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/order.h"
#include "indexer/page/page.h"

struct message {
    uint32_t line;
    char *what;
};

/* What one page told, now or when it was read for the last index; written by
 * the thread that looked at it. */
struct reading {
    struct buffer papers; /* of a page that was read now, as in a paper_list */
    size_t paper_count;
    struct message *messages;
    size_t message_count, message_capacity;
    const struct listed_page *known; /* of that index, or NULL */
    struct digest digest;
    uint32_t warnings, lost;
    uint32_t day; /* of its path */
    bool readable;
    bool recalled; /* its papers are those that are known */
};

struct reader {
    struct plan *plan;
    const struct plan_request *request;
    const struct pages *pages;
    const struct watch *watch;
    struct reading *readings; /* by page */
    struct buffer *bytes;     /* by worker */
};

/* Makes room for one more. */
static bool make_room(struct reading *reading)
{
    if (reading->message_count < reading->message_capacity)
        return true;
    size_t capacity = reading->message_capacity == 0 ? 16 : reading->message_capacity * 2;
    struct message *messages = reallocarray(reading->messages, capacity, sizeof *messages);
    if (messages == NULL)
        return false;
    reading->messages = messages;
    reading->message_capacity = capacity;
    return true;
}

static bool take_message(void *context, uint32_t line, bool lost, const char *what)
{
    struct reading *reading = context;
    char *copy = strdup(what);
    if (copy == NULL || !make_room(reading)) {
        free(copy);
        return false;
    }
    reading->messages[reading->message_count++] = (struct message){line, copy};
    reading->warnings++;
    reading->lost += lost;
    return true;
}

static bool take_paper(void *context, struct paper *paper)
{
    struct reading *reading = context;
    const struct listed_paper listed = {.id = paper->id != NULL ? paper->id : "",
                                        .line = paper->line,
                                        .date = paper->date != 0 ? paper->date : reading->day};
    reading->paper_count++;
    return paper_list_add(&reading->papers, &listed);
}

/* The page is as it was: what it told then it would tell now. Its papers are
 * taken from there when they are needed. */
static void recall(struct reading *reading)
{
    const struct listed_page *known = reading->known;
    reading->recalled = reading->readable = true;
    reading->digest = known->digest;
    reading->warnings = known->warnings;
    reading->lost = known->lost;
    reading->paper_count = known->papers.count;
}

static enum status read_page(struct reading *reading, const struct page_file *file,
                             struct buffer *bytes, struct error *error)
{
    const struct listed_page *known = reading->known;
    int reason = file->error != 0 ? file->error : page_load(file->path, bytes);
    if (reason != 0) {
        struct error failure;
        error_set_errno(&failure, reason, "left out, cannot be read");
        return take_message(reading, 1, true, failure.message) ? STATUS_OK : error_no_memory(error);
    }
    reading->digest = digest_of(bytes->data, bytes->length);
    if (known != NULL && known->readable && digest_equal(&known->digest, &reading->digest)) {
        recall(reading);
        return STATUS_OK;
    }
    reading->readable = true;
    const struct page_sink sink = {
        .context = reading, .paper = take_paper, .warning = take_message};
    enum page_result result = page_read(bytes->data, bytes->length, &sink);
    return result == PAGE_OK ? STATUS_OK : error_no_memory(error);
}

static enum status look_at_page(void *context, size_t worker, size_t index, struct error *error)
{
    struct reader *reader = context;
    const struct plan_request *request = reader->request;
    struct reading *reading = &reader->readings[index];
    const struct page_file *file = &reader->pages->files[index];
    reading->day = page_day(file->path);
    if (request->known != NULL)
        reading->known = inventory_find(request->known, pages_relative(reader->pages, file));
    bool spared = reading->known != NULL && reading->known->readable && !request->checksum &&
                  file->error == 0 && stamp_equal(&reading->known->stamp, &file->stamp);
    if (!spared)
        return read_page(reading, file, &reader->bytes[worker], error);
    recall(reading);
    return STATUS_OK;
}

static void clear_messages(struct reading *reading)
{
    for (size_t i = 0; i < reading->message_count; i++)
        free(reading->messages[i].what);
    free(reading->messages);
    reading->messages = NULL;
    reading->message_count = reading->message_capacity = 0;
}

static void count_news(struct plan_news *news, const struct reading *reading,
                       const struct stamp *stamp)
{
    const struct listed_page *known = reading->known;
    if (known == NULL)
        news->fresh++;
    else if (known->readable != reading->readable ||
             (known->readable && !digest_equal(&known->digest, &reading->digest)))
        news->changed++;
    else if (known->readable && !stamp_equal(&known->stamp, stamp))
        news->touched++;
    news->removed -= known != NULL;
}

static enum status tell_page(void *context, size_t index, struct error *error)
{
    struct reader *reader = context;
    struct reading *reading = &reader->readings[index];
    struct plan *plan = reader->plan;
    struct buffer shown = BUFFER_INIT;
    plan->pages += reading->readable;
    plan->paper_count += reading->paper_count;
    plan->warnings += reading->warnings;
    plan->lost += reading->lost;
    plan->digests[index] = reading->digest;
    count_news(&plan->news, reading, &reader->pages->files[index].stamp);
    if (reading->message_count > 0 &&
        !pages_shown(reader->pages, &reader->pages->files[index], &shown)) {
        buffer_free(&shown);
        return error_no_memory(error);
    }
    for (size_t i = 0; i < reading->message_count; i++) {
        const struct message *message = &reading->messages[i];
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

static void list_page(const struct reader *reader, size_t index, struct listed_page *out)
{
    const struct reading *reading = &reader->readings[index];
    const struct page_file *file = &reader->pages->files[index];
    *out = (struct listed_page){.path = pages_relative(reader->pages, file),
                                .digest = reading->digest,
                                .readable = reading->readable,
                                .warnings = reading->warnings,
                                .lost = reading->lost,
                                .papers = {.bytes = reading->papers.data,
                                           .length = reading->papers.length,
                                           .count = reading->paper_count}};
    if (reading->recalled)
        out->papers = reading->known->papers;
    if (stamp_settled(&file->stamp, &reader->request->began))
        out->stamp = file->stamp;
}

/* Makes the inventory of all that was told, where it is another, and orders the
 * papers where they are news. */
static enum status take_stock(struct reader *reader, struct error *error)
{
    struct plan *plan = reader->plan;
    size_t count = reader->pages->file_count;
    if (!build_plan_is_news(plan) && plan->news.touched == 0)
        return STATUS_OK;
    struct inventory inventory = {.root = reader->pages->root,
                                  .pages = calloc(count + 1, sizeof *inventory.pages),
                                  .page_count = count};
    for (size_t i = 0; inventory.pages != NULL && i < count; i++)
        list_page(reader, i, &inventory.pages[i]);
    enum status status = inventory.pages != NULL && inventory_write(&inventory, &plan->inventory)
                             ? STATUS_OK
                             : error_no_memory(error);
    if (status == STATUS_OK && build_plan_is_news(plan))
        status = build_plan_order(plan, &inventory, reader->pages, reader->watch, error);
    free(inventory.pages);
    return status;
}

static void clear_reader(struct reader *reader, size_t jobs)
{
    for (size_t i = 0; reader->readings != NULL && i < reader->pages->file_count; i++) {
        struct reading *reading = &reader->readings[i];
        buffer_free(&reading->papers);
        clear_messages(reading);
    }
    for (size_t i = 0; reader->bytes != NULL && i < jobs; i++)
        buffer_free(&reader->bytes[i]);
    free(reader->readings);
    free(reader->bytes);
}

static enum crew_end read_pages(struct reader *reader, struct error *error)
{
    size_t count = reader->pages->file_count, jobs = reader->request->jobs;
    reader->readings = calloc(count, sizeof *reader->readings);
    reader->bytes = calloc(jobs, sizeof *reader->bytes);
    reader->plan->digests = calloc(count, sizeof *reader->plan->digests);
    if (reader->readings == NULL || reader->bytes == NULL || reader->plan->digests == NULL) {
        error_no_memory(error);
        return CREW_FAILED;
    }
    return crew_run(&(struct crew){.workers = jobs,
                                   .context = reader,
                                   .task = look_at_page,
                                   .collect = tell_page,
                                   .tick = tick},
                    count, error);
}

bool build_plan_is_news(const struct plan *plan)
{
    return plan->news.fresh > 0 || plan->news.changed > 0 || plan->news.removed > 0;
}

enum crew_end build_plan_make(struct plan *plan, const struct plan_request *request,
                              const struct watch *watch, struct error *error)
{
    *plan = (struct plan){0};
    struct reader reader = {
        .plan = plan, .request = request, .pages = request->pages, .watch = watch};
    if (request->known != NULL)
        plan->news.removed = request->known->page_count;
    enum crew_end end = read_pages(&reader, error);
    if (end == CREW_DONE && take_stock(&reader, error) != STATUS_OK)
        end = CREW_FAILED;
    clear_reader(&reader, request->jobs);
    return end;
}

struct plan_paper build_plan_paper(const struct plan *plan, size_t number)
{
    size_t first = 0, behind = plan->stretch_count;
    while (behind - first > 1) {
        size_t middle = first + (behind - first) / 2;
        if (plan->stretches[middle].begin <= number)
            first = middle;
        else
            behind = middle;
    }
    const struct plan_stretch *stretch = &plan->stretches[first];
    uint32_t step = (uint32_t)number - stretch->begin;
    return (struct plan_paper){.page = stretch->page,
                               .order = stretch->order + step,
                               .date = stretch->date,
                               .id = plan->ids[stretch->told + step]};
}

uint32_t build_plan_id(const char *id)
{
    return digest_brief(id, strlen(id));
}

void build_plan_clear(struct plan *plan)
{
    free(plan->stretches);
    free(plan->ids);
    free(plan->digests);
    buffer_free(&plan->inventory);
    *plan = (struct plan){0};
}
