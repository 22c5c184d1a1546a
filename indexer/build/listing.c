#include "indexer/build/listing.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/file.h"
#include "indexer/build/pool.h"
#include "indexer/page/page.h"
#include "shim/base/array.h"

struct page_message {
    uint32_t line;
    char *what;
};

/* Of one thread, for one page after the other. */
struct reading_memory {
    struct buffer bytes, text;
};

/* One page while it is read, by one thread. */
struct page_reading {
    struct listed_page *page;
    struct page_message *messages;
    bool done; /* or its bytes are those that the live index was made of */
    struct reading_memory *memory;
};

struct reader {
    struct listing *listing;
    const struct listing_request *request;
    const struct observer *observer;
    bool comparing;                /* only pages that the live index has otherwise are parsed */
    struct page_reading *readings; /* by page */
    struct reading_memory *memory; /* by worker */
};

static bool take_message(void *context, uint32_t line, bool lost, const char *what)
{
    struct page_reading *reading = context;
    struct listed_page *page = reading->page;
    char *copy = strdup(what);
    if (copy == NULL ||
        !array_grow(&reading->messages, page->warnings, sizeof *reading->messages)) {
        free(copy);
        return false;
    }
    reading->messages[page->warnings++] = (struct page_message){line, copy};
    page->lost += lost;
    return true;
}

static bool take_trouble(void *context, uint32_t line, enum page_trouble trouble)
{
    const struct page_trouble_is *is = page_trouble_is(trouble);
    return take_message(context, line, is->lost, is->what);
}

/* Appends text and a mark of its end, which no text has. */
static bool add_part(struct buffer *out, const char *text)
{
    return buffer_add_text(out, text != NULL ? text : "") && buffer_add_char(out, '\n');
}

/* False: out of memory. */
static bool digest_paper(const struct paper *paper, struct buffer *text, struct hash *out)
{
    buffer_clear(text);
    bool ok = add_part(text, paper->title) && add_part(text, paper->url) &&
              add_part(text, paper->thumbnail) &&
              buffer_add_format(text, "%" PRIu32 " %ld\n", paper->date, paper->votes);
    for (size_t i = 0; ok && i < paper->author_count; i++)
        ok = add_part(text, paper->authors[i]);
    ok = ok && add_part(text, NULL);
    for (size_t i = 0; ok && i < paper->bullet_count; i++)
        ok = add_part(text, paper->summary[i].text);
    for (size_t i = 0; ok && i < paper->fact_count; i++)
        ok = add_part(text, paper->facts[i].text);
    if (ok)
        *out = hash_of(text->data, text->length);
    return ok;
}

static bool take_paper(void *context, struct paper *paper)
{
    const struct page_reading *reading = context;
    struct listed_page *page = reading->page;
    struct hash digest;
    const char *id = paper->id != NULL ? paper->id : "";
    if (!array_grow(&page->papers, page->paper_count, sizeof *page->papers) ||
        !digest_paper(paper, &reading->memory->text, &digest))
        return false;
    page->papers[page->paper_count++] = (struct listed_paper){.id = (uint32_t)page->ids.length,
                                                              .line = paper->line,
                                                              .date = paper->date,
                                                              .summary = paper->bullet_count > 0,
                                                              .votes = (int32_t)paper->votes,
                                                              .digest = digest};
    page->listed += paper->listed;
    return buffer_add(&page->ids, id, strlen(id) + 1);
}

static const struct inventory_page *find_known(const struct reader *reader, size_t index)
{
    const struct pages *pages = reader->request->pages;
    return inventory_find(reader->request->known, pages_relative(pages, &pages->files.list[index]));
}

static bool is_known(const struct listed_page *page, const struct inventory_page *known)
{
    return page->readable && known != NULL && hash_equal(&known->digest, &page->digest);
}

static enum status leave_out(struct page_reading *reading, const char *path, int reason,
                             struct error *error)
{
    struct error failure;
    errno = reason;
    if (file_is_trouble(reason))
        return file_cannot("read", path, error);
    if (reason == PAGES_LEADS_OUT)
        error_set(&failure, STATUS_INVALID, NULL,
                  "left out, a link that leads out of the paths: --follow follows it");
    else
        error_set_errno(&failure, reason, "left out, cannot be read");
    return take_message(reading, 1, true, failure.message) ? STATUS_OK : error_no_memory(error);
}

static enum status read_page(void *context, size_t worker, size_t index, struct error *error)
{
    struct reader *reader = context;
    struct page_reading *reading = &reader->readings[index];
    struct listed_page *page = &reader->listing->pages[index];
    struct buffer *bytes = &reader->memory[worker].bytes;
    const struct page_file *file = &reader->request->pages->files.list[index];
    if (reading->done)
        return STATUS_OK;
    int reason = file->error != 0 ? file->error : file_load(file->path, bytes);
    reading->page = page;
    reading->memory = &reader->memory[worker];
    page->readable = reason == 0;
    if (page->readable)
        page->digest = hash_of(bytes->data, bytes->length);
    if (reader->comparing && is_known(page, find_known(reader, index)))
        return STATUS_OK;
    reading->done = true;
    if (reason != 0)
        return leave_out(reading, file->path, reason, error);
    const struct page_sink sink = {
        .context = reading, .paper = take_paper, .warning = take_trouble};
    enum page_result result = page_read(bytes->data, bytes->length, file->path, &sink);
    return result == PAGE_OK ? STATUS_OK : error_no_memory(error);
}

static bool report_messages(const struct reader *reader, size_t index)
{
    const struct page_message *messages = reader->readings[index].messages;
    size_t count = reader->observer->message != NULL ? reader->listing->pages[index].warnings : 0;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = pages_warn(reader->request->pages, index, reader->observer, messages[i].line,
                        messages[i].what);
    return ok;
}

/* Counts the page, and reports what is wrong with it where that is new. */
static bool sum_up(struct reader *reader, size_t index)
{
    struct listing *listing = reader->listing;
    struct listed_page *page = &listing->pages[index];
    const struct inventory_page *known = find_known(reader, index);
    bool same = is_known(page, known), done = reader->readings[index].done;
    listing->readable += page->readable;
    listing->papers += page->paper_count;
    listing->warnings += done ? page->warnings : known->warnings;
    listing->lost += done ? page->lost : known->lost;
    listing->delta.removed -= known != NULL && page->readable;
    listing->delta.fresh += known == NULL && page->readable;
    listing->delta.changed += known != NULL && page->readable && !same;
    return same || report_messages(reader, index);
}

static bool tick(void *context, size_t finished)
{
    const struct reader *reader = context;
    const struct observer *observer = reader->observer;
    observer->progress(observer->context, PHASE_READ, reader->comparing ? 0 : finished,
                       reader->listing->page_count);
    return !observer->stop(observer->context);
}

/* Whether what can be read is what the live index was made of, page by page. */
static bool is_unchanged(const struct reader *reader)
{
    size_t known = 0;
    for (size_t i = 0; i < reader->listing->page_count; i++) {
        if (reader->readings[i].done && reader->listing->pages[i].readable)
            return false;
        known += !reader->readings[i].done;
    }
    return known == reader->request->known->page_count;
}

/* On most nights no page has changed, and then none is parsed. */
static enum status read_pages(struct reader *reader, struct error *error)
{
    struct listing *listing = reader->listing;
    const struct pool pool = {
        .workers = reader->request->jobs, .context = reader, .task = read_page, .tick = tick};
    bool ok = true;
    reader->comparing = reader->request->known->page_count > 0;
    enum status status = pool_run(&pool, listing->page_count, error);
    if (status == STATUS_OK && reader->comparing && !is_unchanged(reader)) {
        reader->comparing = false;
        status = pool_run(&pool, listing->page_count, error);
    }
    for (size_t i = 0; ok && status == STATUS_OK && i < listing->page_count; i++)
        ok = sum_up(reader, i);
    return ok ? status : error_no_memory(error);
}

static void clear_reader(struct reader *reader)
{
    for (size_t i = 0; reader->readings != NULL && i < reader->listing->page_count; i++) {
        struct page_reading *reading = &reader->readings[i];
        for (size_t k = 0; k < reader->listing->pages[i].warnings; k++)
            free(reading->messages[k].what);
        free(reading->messages);
    }
    for (size_t i = 0; reader->memory != NULL && i < reader->request->jobs; i++) {
        buffer_free(&reader->memory[i].bytes);
        buffer_free(&reader->memory[i].text);
    }
    free(reader->readings);
    free(reader->memory);
}

enum status listing_make(struct listing *listing, const struct listing_request *request,
                         const struct observer *observer, struct error *error)
{
    size_t count = request->pages->files.count;
    *listing =
        (struct listing){.pages = calloc(count, sizeof *listing->pages), .page_count = count};
    struct reader reader = {.listing = listing,
                            .request = request,
                            .observer = observer,
                            .readings = calloc(count, sizeof *reader.readings),
                            .memory = calloc(request->jobs, sizeof *reader.memory)};
    listing->delta.removed = request->known->page_count;
    enum status status = listing->pages != NULL && reader.readings != NULL && reader.memory != NULL
                             ? read_pages(&reader, error)
                             : error_no_memory(error);
    clear_reader(&reader);
    return status;
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

void listing_clear(struct listing *listing)
{
    for (size_t i = 0; listing->pages != NULL && i < listing->page_count; i++) {
        free(listing->pages[i].papers);
        buffer_free(&listing->pages[i].ids);
    }
    free(listing->pages);
    *listing = (struct listing){0};
}
