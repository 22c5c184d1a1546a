/* Pages against documents, chunk by chunk; see check.h. */
#include "indexer/build/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/chunk.h"
#include "indexer/build/generation.h"
#include "indexer/build/layout.h"
#include "indexer/build/pages.h"
#include "indexer/build/plan.h"
#include "indexer/build/survey.h"
#include "indexer/format/fields.h"
#include "indexer/format/location.h"
#include "indexer/format/record.h"
#include "shim/xapian/shim.h"

struct checking {
    const struct check_request *request;
    const struct watch *watch; /* the caller's */
    struct check_report *report;
    struct pages pages;
    struct plan plan;
    struct layout layout;
    struct location_parts parts;
    int generation; /* its directory, open; -1 where a database stands by itself */
    struct shim_database *database;
    struct buffer bytes, record; /* working memory */
};

/* A check of the pages is a dry run's; here only the index is of interest. */
static void pass_message(void *context, enum watch_kind kind, const char *page, uint32_t line,
                         const char *what)
{
    (void)context;
    (void)kind;
    (void)page;
    (void)line;
    (void)what;
}

static enum status tell(const struct checking *c, const struct found *paper, const char *what,
                        struct error *error)
{
    struct buffer shown = BUFFER_INIT;
    bool ok = pages_shown(&c->pages, &c->pages.files[paper->wanted.page], &shown);
    if (ok)
        c->watch->message(c->watch->context, WATCH_WARNING, shown.data, paper->paper.line, what);
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

static enum status compare(struct checking *c, const struct found *paper, struct error *error)
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
static bool can_be_asked_for(const struct found *found)
{
    return found->present && found->paper.id != NULL && found->paper.id[0] != '\0';
}

static enum status compare_chunk(struct checking *c, const struct chunk *chunk, struct error *error)
{
    struct chunk_papers papers = {0};
    enum status status = chunk_read(&papers, &c->pages, &c->plan, chunk, &c->bytes, error);
    for (size_t i = 0; status == STATUS_OK && i < papers.count; i++)
        if (can_be_asked_for(&papers.list[i]))
            status = compare(c, &papers.list[i], error);
    chunk_papers_clear(&papers);
    return status;
}

static enum crew_end compare_all(struct checking *c, struct error *error)
{
    const struct watch *watch = c->watch;
    for (size_t i = 0; i < c->layout.chunk_count; i++) {
        const struct chunk *chunk = &c->layout.chunks[i];
        watch->progress(watch->context, WATCH_CHECK, chunk->begin, c->plan.paper_count);
        if (watch->stop(watch->context))
            return CREW_STOPPED;
        if (compare_chunk(c, chunk, error) != STATUS_OK)
            return CREW_FAILED;
    }
    return CREW_DONE;
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
            c->watch->message(c->watch->context, WATCH_WARNING, shown.data, paper.line,
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

/* The ids of all papers that the pages tell, lent by told, sorted. */
static const char **list_ids(const struct inventory *told, size_t *count)
{
    size_t papers = 0;
    *count = 0;
    for (size_t i = 0; i < told->page_count; i++)
        papers += told->pages[i].papers.count;
    const char **ids = calloc(papers + 1, sizeof *ids);
    for (size_t i = 0; ids != NULL && i < told->page_count; i++) {
        struct listed_paper paper;
        for (size_t offset = 0; paper_list_next(&told->pages[i].papers, &offset, &paper);)
            ids[(*count)++] = paper.id;
    }
    if (ids != NULL)
        qsort(ids, *count, sizeof *ids, by_id);
    return ids;
}

static enum status compare_ids(struct checking *c, struct error *error)
{
    struct inventory told = {0};
    size_t length = c->plan.inventory.length, count = 0;
    char *bytes = buffer_detach(&c->plan.inventory);
    if (bytes == NULL)
        return error_no_memory(error);
    enum status status = inventory_read(&told, bytes, length);
    if (status != STATUS_OK)
        error_set(error, status, NULL, "cannot list the papers of the pages: %s",
                  status_name(status));
    const char **ids = status == STATUS_OK ? list_ids(&told, &count) : NULL;
    if (status == STATUS_OK)
        status = ids != NULL ? find_surplus(c, ids, count, error) : error_no_memory(error);
    free(ids);
    inventory_clear(&told);
    return status;
}

static enum crew_end read_pages(struct checking *c, struct error *error)
{
    const struct watch quiet = {.context = c->watch->context,
                                .progress = c->watch->progress,
                                .message = pass_message,
                                .stop = c->watch->stop};
    const struct plan_request request = {.pages = &c->pages, .jobs = c->request->jobs};
    if (pages_find(&c->pages, c->request->paths, c->request->path_count, error) != STATUS_OK)
        return CREW_FAILED;
    enum crew_end end = build_plan_make(&c->plan, &request, &quiet, error);
    c->report->pages = c->plan.pages;
    c->report->papers = c->plan.paper_count;
    if (end == CREW_DONE && layout_make(&c->layout, &c->plan, &c->pages, -1, error) != STATUS_OK)
        end = CREW_FAILED;
    return end;
}

static enum status open_index(struct checking *c, struct error *error)
{
    struct survey seen;
    char *path = NULL;
    uint64_t generation;
    enum status status = survey(&seen, c->request->directory, error);
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

static enum crew_end check_parts(const struct checking *c, struct error *error)
{
    const struct watch *watch = c->watch;
    for (size_t i = 0; i < c->parts.count; i++) {
        watch->progress(watch->context, WATCH_CHECK, i, c->parts.count);
        if (watch->stop(watch->context))
            return CREW_STOPPED;
        const char *path = c->parts.paths[i], *slash = strrchr(path, '/');
        enum status status = STATUS_OK;
        if (c->generation >= 0 && slash != NULL)
            status = generation_check(c->generation, slash + 1, error);
        if (status != STATUS_OK || shim_check(path, error) != STATUS_OK)
            return CREW_FAILED;
    }
    return CREW_DONE;
}

enum crew_end check_index(struct check_report *report, const struct check_request *request,
                          const struct watch *watch, struct error *error)
{
    *report = (struct check_report){0};
    struct checking c = {.request = request, .watch = watch, .report = report, .generation = -1};
    enum crew_end end = open_index(&c, error) == STATUS_OK ? CREW_DONE : CREW_FAILED;
    if (end == CREW_DONE)
        end = check_parts(&c, error);
    if (end == CREW_DONE)
        end = read_pages(&c, error);
    if (end == CREW_DONE)
        end = compare_all(&c, error);
    if (end == CREW_DONE && compare_ids(&c, error) != STATUS_OK)
        end = CREW_FAILED;
    shim_database_free(c.database);
    location_parts_clear(&c.parts);
    if (c.generation >= 0)
        close(c.generation);
    layout_clear(&c.layout);
    build_plan_clear(&c.plan);
    pages_clear(&c.pages);
    buffer_free(&c.bytes);
    buffer_free(&c.record);
    return end;
}
