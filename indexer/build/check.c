/* Pages against documents, chunk by chunk; see check.h. */
#include "indexer/build/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/chunk.h"
#include "indexer/build/generation.h"
#include "indexer/build/index_stat.h"
#include "indexer/build/listing.h"
#include "indexer/build/pages.h"
#include "indexer/build/order.h"
#include "indexer/format/fields.h"
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
    struct location_parts parts;
    int generation; /* its directory, open; -1 where a database stands by itself */
    struct shim_database *database;
    struct buffer bytes, record; /* working memory */
};

/* A check of the pages is a dry run's; here only the index is of interest. */
static void pass_message(void *context, enum message_kind kind, const char *page, uint32_t line,
                         const char *what)
{
    (void)context;
    (void)kind;
    (void)page;
    (void)line;
    (void)what;
}

static enum status tell(const struct checking *c, const struct found_paper *paper, const char *what,
                        struct error *error)
{
    struct buffer shown = BUFFER_INIT;
    bool ok = pages_shown(&c->pages, &c->pages.files.list[paper->ordered.page], &shown);
    if (ok)
        c->observer->message(c->observer->context, MESSAGE_WARNING, shown.data, paper->paper.line,
                             what);
    buffer_free(&shown);
    return ok ? STATUS_OK : error_no_memory(error);
}

/* The document of this id; *found is false where there is none. The record
 * goes to c->record. */
static enum status fetch(struct checking *c, const char *id, bool *found, struct error *error)
{
    struct shim_request request = {.count = 1, .collapse_slot = SHIM_NO_SLOT};
    struct shim_query *query = NULL;
    struct shim_results *results = NULL;
    struct shim_bytes data = {NULL, 0};
    struct buffer term = BUFFER_INIT;
    enum status status = STATUS_OK;
    if (!buffer_add_text(&term, field_at(FIELD_ID)->prefix) || !buffer_add_text(&term, id))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = shim_query_term(&query, (struct shim_bytes){term.data, term.length}, error);
    request.query = query;
    if (status == STATUS_OK)
        status = shim_search(&results, c->database, &request, error);
    *found = status == STATUS_OK && shim_results_count(results) > 0;
    if (*found)
        status = shim_results_data(results, 0, &data, error);
    buffer_clear(&c->record);
    if (status == STATUS_OK && *found && !buffer_add(&c->record, data.data, data.length))
        status = error_no_memory(error);
    shim_results_free(results);
    shim_query_free(query);
    buffer_free(&term);
    return status;
}

static enum status compare(struct checking *c, const struct found_paper *paper, struct error *error)
{
    struct buffer expected = BUFFER_INIT;
    bool found;
    enum status status = fetch(c, paper->paper.id, &found, error);
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
    return tell(c, paper,
                found ? "the index has the paper otherwise" : "the paper is not in the index",
                error);
}

/* A paper without an id cannot be asked for by it. */
static bool can_be_asked_for(const struct found_paper *found)
{
    return found->present && found->paper.id != NULL && found->paper.id[0] != '\0';
}

static enum status compare_chunk(struct checking *c, size_t number, struct error *error)
{
    struct chunk chunk = {0};
    enum status status = chunk_read(&chunk, &c->order, number, &c->bytes, error);
    for (size_t i = 0; status == STATUS_OK && i < chunk.count; i++)
        if (can_be_asked_for(&chunk.papers[i]))
            status = compare(c, &chunk.papers[i], error);
    chunk_clear(&chunk);
    return status;
}

static enum work_end compare_all(struct checking *c, struct error *error)
{
    const struct observer *observer = c->observer;
    size_t count = chunk_count(&c->order);
    for (size_t i = 0; i < count; i++) {
        observer->progress(observer->context, PHASE_CHECK, i, count);
        if (observer->stop(observer->context))
            return WORK_STOPPED;
        if (compare_chunk(c, i, error) != STATUS_OK)
            return WORK_FAILED;
    }
    return WORK_DONE;
}

/* A paper of the index, whose page need not be there any longer. */
static enum status tell_surplus(struct checking *c, const char *id, struct error *error)
{
    struct paper paper = {0};
    struct buffer shown = BUFFER_INIT;
    bool found;
    enum status status = fetch(c, id, &found, error);
    if (status == STATUS_OK && found)
        status = record_read(c->record.data, c->record.length, &paper, error);
    if (status == STATUS_OK && found) {
        c->report->surplus++;
        if (buffer_add_format(&shown, "%s/%s", c->pages.root, paper.path))
            c->observer->message(c->observer->context, MESSAGE_WARNING, shown.data, paper.line,
                                 "the paper is in the index and on no page");
        else
            status = error_no_memory(error);
    }
    buffer_free(&shown);
    paper_clear(&paper);
    return status;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* ids: of the pages' papers, sorted. */
static enum status find_surplus(struct checking *c, const char *const *ids, size_t count,
                                struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    size_t prefix_length = strlen(prefix);
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    bool more = true;
    uint32_t documents;
    enum status status =
        shim_terms_open(&terms, c->database, (struct shim_bytes){prefix, prefix_length}, error);
    while (status == STATUS_OK) {
        status = shim_terms_next(terms, &more, &term, &documents, error);
        if (status != STATUS_OK || !more)
            break;
        char *id = strndup(term.data + prefix_length, term.length - prefix_length);
        if (id == NULL)
            status = error_no_memory(error);
        else if (bsearch(&id, ids, count, sizeof *ids, by_id) == NULL)
            status = tell_surplus(c, id, error);
        free(id);
    }
    shim_terms_free(terms);
    return status;
}

/* Of duplicates one is in the order, so its ids are all there are. */
static enum status compare_ids(struct checking *c, struct error *error)
{
    const struct paper_order *order = &c->order;
    const char **ids = calloc(order->paper_count + 1, sizeof *ids);
    if (ids == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < order->paper_count; i++)
        ids[i] = order_id(order, &order->papers[i]);
    qsort(ids, order->paper_count, sizeof *ids, by_id);
    enum status status = find_surplus(c, ids, order->paper_count, error);
    free(ids);
    return status;
}

static enum work_end read_pages(struct checking *c, struct error *error)
{
    const struct observer quiet = {.context = c->observer->context,
                                   .progress = c->observer->progress,
                                   .message = pass_message,
                                   .stop = c->observer->stop};
    const struct listing_request request = {
        .pages = &c->pages, .known = &(struct inventory){0}, .jobs = c->request->jobs};
    if (pages_find(&c->pages, c->request->paths, c->request->path_count, error) != STATUS_OK)
        return WORK_FAILED;
    enum work_end end = listing_make(&c->listing, &request, &quiet, error);
    if (end == WORK_DONE &&
        order_make(&c->order, &c->pages, &c->listing, &quiet, error) != STATUS_OK)
        end = WORK_FAILED;
    c->report->pages = c->listing.readable;
    c->report->papers = c->order.paper_count;
    return end;
}

static enum status open_index(struct checking *c, struct error *error)
{
    struct index_stat seen;
    char *path = NULL;
    uint64_t generation;
    enum status status = index_stat_read(&seen, c->request->directory, error);
    c->report->indexed = seen.papers;
    if (status == STATUS_OK)
        status = location_current(c->request->directory, &path, &generation, error);
    if (status == STATUS_OK)
        status = location_parts(path, &c->parts, error);
    if (status == STATUS_OK && generation > 0)
        c->generation = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(path);
    if (status == STATUS_OK)
        status = shim_database_open(&c->database, (const char *const *)c->parts.paths,
                                    c->parts.count, error);
    return status;
}

static enum work_end check_parts(const struct checking *c, struct error *error)
{
    const struct observer *observer = c->observer;
    for (size_t i = 0; i < c->parts.count; i++) {
        observer->progress(observer->context, PHASE_CHECK, i, c->parts.count);
        if (observer->stop(observer->context))
            return WORK_STOPPED;
        const char *path = c->parts.paths[i], *slash = strrchr(path, '/');
        enum status status = STATUS_OK;
        if (c->generation >= 0 && slash != NULL)
            status = generation_check(c->generation, slash + 1, error);
        if (status != STATUS_OK || shim_check(path, error) != STATUS_OK)
            return WORK_FAILED;
    }
    return WORK_DONE;
}

enum work_end check_run(struct check_report *report, const struct check_request *request,
                        const struct observer *observer, struct error *error)
{
    *report = (struct check_report){0};
    struct checking c = {
        .request = request, .observer = observer, .report = report, .generation = -1};
    enum work_end end = open_index(&c, error) == STATUS_OK ? WORK_DONE : WORK_FAILED;
    if (end == WORK_DONE)
        end = check_parts(&c, error);
    if (end == WORK_DONE)
        end = read_pages(&c, error);
    if (end == WORK_DONE)
        end = compare_all(&c, error);
    if (end == WORK_DONE && compare_ids(&c, error) != STATUS_OK)
        end = WORK_FAILED;
    shim_database_free(c.database);
    location_parts_clear(&c.parts);
    if (c.generation >= 0)
        close(c.generation);
    order_clear(&c.order);
    listing_clear(&c.listing);
    pages_clear(&c.pages);
    buffer_free(&c.bytes);
    buffer_free(&c.record);
    return end;
}
