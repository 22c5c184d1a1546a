#include "indexer/build/listing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/build/file.h"
#include "indexer/build/pool.h"
#include "indexer/page/page.h"
#include "shim/base/array.h"

struct page_message {
    uint32_t line;
    char *what;
};

/* One page while it is read, by one thread. */
struct page_reading {
    struct listed_page *page;
    struct page_message *messages;
    size_t message_count;
    size_t lost;
};

struct reader {
    struct listing *listing;
    const struct listing_request *request;
    const struct observer *observer;
    struct page_reading *readings; /* by page */
    struct buffer *bytes;          /* by worker */
};

static bool take_message(void *context, uint32_t line, bool lost, const char *what)
{
    struct page_reading *reading = context;
    char *copy = strdup(what);
    if (copy == NULL ||
        !array_grow(&reading->messages, reading->message_count, sizeof *reading->messages)) {
        free(copy);
        return false;
    }
    reading->messages[reading->message_count++] = (struct page_message){line, copy};
    reading->lost += lost;
    return true;
}

static bool take_trouble(void *context, uint32_t line, enum page_trouble trouble)
{
    const struct page_trouble_is *is = page_trouble_is(trouble);
    return take_message(context, line, is->lost, is->what);
}

static bool take_paper(void *context, struct paper *paper)
{
    const struct page_reading *reading = context;
    struct listed_page *page = reading->page;
    const char *id = paper->id != NULL ? paper->id : "";
    if (!array_grow(&page->papers, page->paper_count, sizeof *page->papers))
        return false;
    page->papers[page->paper_count++] = (struct listed_paper){.id = (uint32_t)page->ids.length,
                                                              .line = paper->line,
                                                              .date = paper->date,
                                                              .summary = paper->bullet_count > 0};
    page->listed += paper->listed;
    return buffer_add(&page->ids, id, strlen(id) + 1);
}

static enum status read_page(void *context, size_t worker, size_t index, struct error *error)
{
    struct reader *reader = context;
    struct page_reading *reading = &reader->readings[index];
    struct buffer *bytes = &reader->bytes[worker];
    const struct page_file *file = &reader->request->pages->files.list[index];
    int reason = file->error != 0 ? file->error : file_load(file->path, bytes);
    reading->page = &reader->listing->pages[index];
    if (file_is_trouble(reason)) {
        errno = reason;
        return file_cannot("read", file->path, error);
    }
    if (reason != 0) {
        struct error failure;
        if (reason == PAGES_LEADS_OUT)
            error_set(&failure, STATUS_INVALID, NULL,
                      "left out, a link that leads out of the paths: --follow follows it");
        else
            error_set_errno(&failure, reason, "left out, cannot be read");
        return take_message(reading, 1, true, failure.message) ? STATUS_OK : error_no_memory(error);
    }
    reading->page->readable = true;
    reading->page->digest = digest_of(bytes->data, bytes->length);
    const struct page_sink sink = {
        .context = reading, .paper = take_paper, .warning = take_trouble};
    enum page_result result = page_read(bytes->data, bytes->length, file->path, &sink);
    return result == PAGE_OK ? STATUS_OK : error_no_memory(error);
}

static bool report_messages(const struct reader *reader, size_t index)
{
    const struct page_reading *reading = &reader->readings[index];
    const struct pages *pages = reader->request->pages;
    struct buffer shown = BUFFER_INIT;
    bool ok = reading->message_count == 0 || pages_shown(pages, &pages->files.list[index], &shown);
    for (size_t i = 0; ok && i < reading->message_count; i++)
        reader->observer->message(reader->observer->context, MESSAGE_WARNING, shown.data,
                                  reading->messages[i].line, reading->messages[i].what);
    buffer_free(&shown);
    return ok;
}

/* Counts the page, and reports what is wrong with it where that is new. */
static bool sum_up(struct reader *reader, size_t index)
{
    struct listing *listing = reader->listing;
    const struct listing_request *request = reader->request;
    const struct listed_page *page = &listing->pages[index];
    const struct page_reading *reading = &reader->readings[index];
    const char *path = pages_relative(request->pages, &request->pages->files.list[index]);
    const struct inventory_page *known = inventory_find(request->known, path);
    bool same = known != NULL && page->readable && digest_equal(&known->digest, &page->digest);
    listing->readable += page->readable;
    listing->papers += page->paper_count;
    listing->warnings += reading->message_count;
    listing->lost += reading->lost;
    listing->delta.removed -= known != NULL && page->readable;
    listing->delta.fresh += known == NULL && page->readable;
    listing->delta.changed += known != NULL && page->readable && !same;
    return same || report_messages(reader, index);
}

static bool tick(void *context, size_t finished)
{
    const struct reader *reader = context;
    const struct observer *observer = reader->observer;
    observer->progress(observer->context, PHASE_READ, finished, reader->listing->page_count);
    return !observer->stop(observer->context);
}

static enum work_end read_pages(struct reader *reader, struct error *error)
{
    struct listing *listing = reader->listing;
    const struct pool pool = {
        .workers = reader->request->jobs, .context = reader, .task = read_page, .tick = tick};
    enum work_end end = pool_run(&pool, listing->page_count, error);
    bool ok = true;
    for (size_t i = 0; ok && end == WORK_DONE && i < listing->page_count; i++)
        ok = sum_up(reader, i);
    if (ok)
        return end;
    error_no_memory(error);
    return WORK_FAILED;
}

static void clear_reader(struct reader *reader)
{
    for (size_t i = 0; reader->readings != NULL && i < reader->listing->page_count; i++) {
        struct page_reading *reading = &reader->readings[i];
        for (size_t k = 0; k < reading->message_count; k++)
            free(reading->messages[k].what);
        free(reading->messages);
    }
    for (size_t i = 0; reader->bytes != NULL && i < reader->request->jobs; i++)
        buffer_free(&reader->bytes[i]);
    free(reader->readings);
    free(reader->bytes);
}

enum work_end listing_make(struct listing *listing, const struct listing_request *request,
                           const struct observer *observer, struct error *error)
{
    size_t count = request->pages->files.count;
    *listing =
        (struct listing){.pages = calloc(count, sizeof *listing->pages), .page_count = count};
    struct reader reader = {.listing = listing,
                            .request = request,
                            .observer = observer,
                            .readings = calloc(count, sizeof *reader.readings),
                            .bytes = calloc(request->jobs, sizeof *reader.bytes)};
    enum work_end end = WORK_FAILED;
    listing->delta.removed = request->known->page_count;
    if (listing->pages != NULL && reader.readings != NULL && reader.bytes != NULL)
        end = read_pages(&reader, error);
    else
        error_no_memory(error);
    clear_reader(&reader);
    return end;
}

bool listing_has_changed(const struct listing *listing)
{
    const struct delta *delta = &listing->delta;
    return delta->fresh > 0 || delta->changed > 0 || delta->removed > 0;
}

const char *listing_id(const struct listed_page *page, const struct listed_paper *paper)
{
    return page->ids.data + paper->id;
}

bool listing_inventory(const struct listing *listing, const struct pages *pages, struct buffer *out)
{
    struct inventory inventory = {
        .root = pages->root, .pages = calloc(listing->page_count + 1, sizeof *inventory.pages)};
    bool ok = inventory.pages != NULL;
    for (size_t i = 0; ok && i < listing->page_count; i++) {
        const struct listed_page *page = &listing->pages[i];
        if (page->readable)
            inventory.pages[inventory.page_count++] =
                (struct inventory_page){.path = pages_relative(pages, &pages->files.list[i]),
                                        .digest = page->digest,
                                        .papers = page->paper_count};
    }
    ok = ok && inventory_write(&inventory, out);
    inventory_clear(&inventory);
    return ok;
}

void listing_clear(struct listing *listing)
{
    for (size_t i = 0; listing->pages != NULL && i < listing->page_count; i++) {
        free(listing->pages[i].papers);
        buffer_free(&listing->pages[i].ids);
    }
    free(listing->pages);
    *listing = (struct listing){0};
}
