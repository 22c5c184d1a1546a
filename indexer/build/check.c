/* Pages against documents, chunk by chunk; see check.h. */
#include "indexer/build/check.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/chunk.h"
#include "indexer/build/index_stat.h"
#include "indexer/build/listing.h"
#include "indexer/build/pages.h"
#include "indexer/build/order.h"
#include "indexer/build/stored.h"
#include "indexer/format/location.h"
#include "indexer/format/record.h"
#include "shim/xapian/shim.h"

struct checking {
    const struct check_request *request;
    const struct observer *observer; /* the caller's */
    struct check_report *report;
    struct pages pages;
    struct listing listing;
    struct paper_order order;
    struct shim_database *database;
    struct buffer bytes, record; /* working memory */
};

static enum status compare(struct checking *c, const struct found_paper *paper, struct error *error)
{
    struct buffer expected = BUFFER_INIT;
    bool found;
    enum status status = stored_fetch(c->database, paper->paper.id, &c->record, &found, error);
    if (status == STATUS_OK)
        status = record_write(&paper->paper, &expected);
    bool equal = found && expected.length == c->record.length &&
                 memcmp(expected.data, c->record.data, expected.length) == 0;
    buffer_free(&expected);
    if (status != STATUS_OK || equal)
        return status;
    if (found)
        c->report->different++;
    else
        c->report->missing++;
    return pages_warn(&c->pages, paper->ordered.page, c->observer, paper->paper.line,
                      found ? "the index has the paper otherwise" : "the paper is not in the index")
               ? STATUS_OK
               : error_no_memory(error);
}

/* A paper without an id cannot be asked for by it. */
static bool can_be_asked_for(const struct checking *c, const struct found_paper *found)
{
    return found->present && order_shares(&c->order, &found->ordered) && found->paper.id != NULL &&
           found->paper.id[0] != '\0';
}

static enum status compare_chunk(struct checking *c, size_t number, struct error *error)
{
    struct paper_chunk chunk = {0};
    enum status status = chunk_read(&chunk, &c->order, number, &c->bytes, error);
    for (size_t i = 0; status == STATUS_OK && i < chunk.count; i++)
        if (can_be_asked_for(c, &chunk.papers[i]))
            status = compare(c, &chunk.papers[i], error);
    chunk_clear(&chunk);
    return status;
}

static enum status compare_all(struct checking *c, struct error *error)
{
    const struct observer *observer = c->observer;
    size_t count = chunk_count(&c->order);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        observer->progress(observer->context, PHASE_CHECK, i, count);
        status = observer->stop(observer->context) ? STATUS_STOPPED : compare_chunk(c, i, error);
    }
    return status;
}

/* A paper of the index, whose page need not be there any longer. */
static enum status tell_surplus(void *context, const struct paper *paper, struct error *error)
{
    const struct checking *c = context;
    char *shown = buffer_text("%s/%s", c->pages.root, paper->path != NULL ? paper->path : "");
    c->report->surplus++;
    if (shown == NULL)
        return error_no_memory(error);
    c->observer->message(c->observer->context, MESSAGE_WARNING, shown, paper->line,
                         "the paper is in the index and on no page");
    free(shown);
    return STATUS_OK;
}

static enum status read_pages(struct checking *c, struct error *error)
{
    /* Here only the index is of interest; a dry run checks the pages. */
    struct observer quiet = *c->observer;
    quiet.message = NULL;
    const struct listing_request request = {
        .pages = &c->pages, .known = &(struct inventory){0}, .jobs = c->request->jobs};
    enum status status = pages_find(&c->pages, &c->request->pages, error);
    if (status == STATUS_OK)
        status = listing_make(&c->listing, &request, &quiet, error);
    if (status == STATUS_OK)
        status = order_make(&c->order, &c->pages, &c->listing, &quiet, error);
    if (status == STATUS_OK)
        status = share_of(c->database, &c->order.share, error);
    c->report->pages = c->listing.readable;
    c->report->papers = order_stored(&c->order);
    return status;
}

/* The live generation, compared with its seal and looked through by Xapian. */
static enum status open_index(struct checking *c, struct error *error)
{
    struct index_stat seen;
    char *path = NULL;
    uint64_t generation;
    enum status status = index_stat_read(&seen, c->request->directory, true, error);
    c->report->indexed = seen.papers;
    if (status == STATUS_OK)
        status = location_current(c->request->directory, &path, &generation, error);
    if (status == STATUS_OK)
        status = stored_check(path, error);
    if (status == STATUS_OK)
        status = stored_open(&c->database, path, error);
    free(path);
    return status;
}

enum status check_run(struct check_report *report, const struct check_request *request,
                      const struct observer *observer, struct error *error)
{
    *report = (struct check_report){0};
    struct checking c = {.request = request, .observer = observer, .report = report};
    observer->progress(observer->context, PHASE_CHECK, 0, 1);
    enum status status = open_index(&c, error);
    if (status == STATUS_OK && observer->stop(observer->context))
        status = STATUS_STOPPED;
    if (status == STATUS_OK)
        status = read_pages(&c, error);
    if (status == STATUS_OK)
        status = compare_all(&c, error);
    const struct stored_surplus surplus = {tell_surplus, &c};
    if (status == STATUS_OK)
        status = stored_find_surplus(c.database, &c.order, &surplus, error);
    shim_database_free(c.database);
    order_clear(&c.order);
    listing_clear(&c.listing);
    pages_clear(&c.pages);
    buffer_free(&c.bytes);
    buffer_free(&c.record);
    return status;
}
