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
    struct plan_paper *papers;
    size_t paper_count, paper_capacity;
    struct message *messages;
    size_t message_count, message_capacity;
    const struct listed_page *known; /* of that index, or NULL */
    struct digest digest;
    uint32_t warnings, lost;
    uint32_t page;
    uint32_t day; /* of its path */
    bool readable, no_memory;
    bool recalled; /* its papers are those that are known, not papers below */
};

struct reader {
    struct plan *plan;
    const struct plan_request *request;
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
    messages[reading->message_count++] = (struct message){line, copy};
    reading->warnings++;
    reading->lost += lost;
    return true;
}

/* Takes id, which may be NULL where memory was short. */
static bool add_paper(struct reading *reading, char *id, uint32_t line, uint32_t date)
{
    struct plan_paper *papers =
        grow(reading->papers, reading->paper_count, &reading->paper_capacity, sizeof *papers);
    if (papers != NULL)
        reading->papers = papers;
    if (papers == NULL || id == NULL) {
        free(id);
        reading->no_memory = true;
        return false;
    }
    size_t order = reading->paper_count++;
    papers[order] = (struct plan_paper){
        .id = id, .page = reading->page, .order = (uint32_t)order, .line = line, .date = date};
    return true;
}

static bool take_paper(void *context, struct paper *paper)
{
    struct reading *reading = context;
    char *id = paper->id != NULL ? paper->id : strdup("");
    paper->id = NULL;
    return add_paper(reading, id, paper->line, paper->date != 0 ? paper->date : reading->day);
}

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
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
    reading->paper_count = known->paper_count;
}

static enum status read_page(struct reading *reading, const struct page_file *file,
                             struct buffer *bytes, struct error *error)
{
    const struct listed_page *known = reading->known;
    int reason = file->error != 0 ? file->error : page_load(file->path, bytes);
    if (reason != 0) {
        struct error failure;
        error_set_errno(&failure, reason, "left out, cannot be read");
        return take_message(reading, 1, true, failure.message) ? STATUS_OK : no_memory(error);
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
    return result == PAGE_OK ? STATUS_OK : no_memory(error);
}

static enum status look_at_page(void *context, size_t worker, size_t index, struct error *error)
{
    struct reader *reader = context;
    const struct plan_request *request = reader->request;
    struct reading *reading = &reader->readings[index];
    const struct page_file *file = &reader->pages->files[index];
    reading->page = (uint32_t)index;
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
        return no_memory(error);
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

/* papers: room for all papers of these pages. */
static void list_page(const struct reader *reader, size_t index, struct listed_page *out,
                      struct listed_paper *papers)
{
    const struct reading *reading = &reader->readings[index];
    const struct page_file *file = &reader->pages->files[index];
    *out = (struct listed_page){.path = pages_relative(reader->pages, file),
                                .digest = reading->digest,
                                .readable = reading->readable,
                                .warnings = reading->warnings,
                                .lost = reading->lost,
                                .papers = reading->recalled ? reading->known->papers : papers,
                                .paper_count = reading->paper_count};
    if (stamp_settled(&file->stamp, &reader->request->began))
        out->stamp = file->stamp;
    for (size_t i = 0; !reading->recalled && i < reading->paper_count; i++) {
        const struct plan_paper *paper = &reading->papers[i];
        papers[i] = (struct listed_paper){paper->id, paper->line, paper->date};
    }
}

/* Writes the inventory of all that was told. */
static enum status take_stock(struct reader *reader, struct error *error)
{
    struct plan *plan = reader->plan;
    size_t count = reader->pages->file_count, papers = 0;
    struct inventory inventory = {.root = reader->pages->root,
                                  .pages = calloc(count + 1, sizeof *inventory.pages),
                                  .papers = calloc(plan->paper_count + 1, sizeof *inventory.papers),
                                  .page_count = count};
    bool ok = inventory.pages != NULL && inventory.papers != NULL;
    for (size_t i = 0; i < count && ok; i++) {
        list_page(reader, i, &inventory.pages[i], inventory.papers + papers);
        papers += reader->readings[i].paper_count;
    }
    ok = ok && inventory_write(&inventory, &plan->inventory);
    free(inventory.pages);
    free(inventory.papers);
    return ok ? STATUS_OK : no_memory(error);
}

/* What is known of a page's papers, as if it had been read. */
static bool remember(struct reading *reading)
{
    const struct listed_page *known = reading->known;
    bool ok = true;
    reading->paper_count = 0;
    for (size_t i = 0; i < known->paper_count && ok; i++) {
        const struct listed_paper *paper = &known->papers[i];
        ok = add_paper(reading, strdup(paper->id), paper->line, paper->date);
    }
    return ok;
}

/* Moves the papers of all pages into the plan. */
static enum status gather(struct reader *reader, struct error *error)
{
    struct plan *plan = reader->plan;
    size_t count = 0;
    bool ok = true;
    plan->papers = calloc(plan->paper_count + 1, sizeof *plan->papers);
    for (size_t i = 0; plan->papers != NULL && ok && i < reader->pages->file_count; i++) {
        struct reading *reading = &reader->readings[i];
        ok = !reading->recalled || remember(reading);
        if (ok && reading->paper_count > 0) {
            memcpy(plan->papers + count, reading->papers,
                   reading->paper_count * sizeof *plan->papers);
            count += reading->paper_count;
            free(reading->papers);
            reading->papers = NULL;
            reading->paper_count = 0;
        }
    }
    ok = ok && plan->papers != NULL;
    plan->paper_count = count;
    return ok ? STATUS_OK : no_memory(error);
}

static void clear_reader(struct reader *reader, size_t jobs)
{
    for (size_t i = 0; reader->readings != NULL && i < reader->pages->file_count; i++) {
        struct reading *reading = &reader->readings[i];
        for (size_t k = 0; reading->papers != NULL && k < reading->paper_count; k++)
            free(reading->papers[k].id);
        free(reading->papers);
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
        no_memory(error);
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
    if (end == CREW_DONE && build_plan_is_news(plan) &&
        (gather(&reader, error) != STATUS_OK ||
         build_plan_order(plan, request->pages, watch, error) != STATUS_OK))
        end = CREW_FAILED;
    clear_reader(&reader, request->jobs);
    return end;
}

void build_plan_clear(struct plan *plan)
{
    for (size_t i = 0; plan->papers != NULL && i < plan->paper_count; i++)
        free(plan->papers[i].id);
    free(plan->papers);
    free(plan->digests);
    buffer_free(&plan->inventory);
    *plan = (struct plan){0};
}
