#include "indexer/build/stored.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/format/fields.h"
#include "indexer/format/location.h"
#include "indexer/format/record.h"

enum status stored_open(struct shim_database **out, const char *generation, struct error *error)
{
    struct location_parts parts = {0};
    *out = NULL;
    enum status status = location_parts(generation, &parts, error);
    if (status == STATUS_OK)
        status = shim_database_open(out, (const char *const *)parts.paths, parts.count, error);
    location_parts_clear(&parts);
    return status;
}

enum status stored_check(const char *generation, struct error *error)
{
    struct location_parts parts = {0};
    enum status status = location_parts(generation, &parts, error);
    for (size_t i = 0; i < parts.count && status == STATUS_OK; i++)
        status = shim_check(parts.paths[i], error);
    location_parts_clear(&parts);
    return status;
}

enum status stored_root(struct shim_database *database, char **out, struct error *error)
{
    const struct shim_bytes key = {METADATA_ROOT, strlen(METADATA_ROOT)};
    size_t length;
    return shim_metadata(database, key, out, &length, error);
}

enum status stored_fetch(struct shim_database *database, const char *id, struct buffer *record,
                         bool *found, struct error *error)
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
        status = shim_search(&results, database, &request, error);
    *found = status == STATUS_OK && shim_results_count(results) > 0;
    if (*found)
        status = shim_results_data(results, 0, &data, error);
    buffer_clear(record);
    if (status == STATUS_OK && *found && !buffer_add(record, data.data, data.length))
        status = error_no_memory(error);
    shim_results_free(results);
    shim_query_free(query);
    buffer_free(&term);
    return status;
}

struct finding {
    struct shim_database *database;
    const struct stored_surplus *surplus;
};

static enum status tell(const struct finding *finding, const char *id, struct error *error)
{
    struct paper paper = {0};
    struct buffer record = BUFFER_INIT;
    bool found;
    enum status status = stored_fetch(finding->database, id, &record, &found, error);
    if (status == STATUS_OK && found &&
        record_read(record.data, record.length, &paper, NULL) == STATUS_NO_MEMORY)
        status = error_no_memory(error);
    if (status == STATUS_OK && found)
        status = finding->surplus->take(finding->surplus->context, &paper, error);
    buffer_free(&record);
    paper_clear(&paper);
    return status;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* ids: of the pages' papers, sorted. */
static enum status find_surplus(const struct finding *finding, const char *const *ids, size_t count,
                                struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    size_t prefix_length = strlen(prefix);
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    bool more = true;
    uint32_t documents;
    enum status status = shim_terms_open(&terms, finding->database,
                                         (struct shim_bytes){prefix, prefix_length}, error);
    while (status == STATUS_OK) {
        status = shim_terms_next(terms, &more, &term, &documents, error);
        if (status != STATUS_OK || !more)
            break;
        char *id = strndup(term.data + prefix_length, term.length - prefix_length);
        if (id == NULL)
            status = error_no_memory(error);
        else if (bsearch(&id, ids, count, sizeof *ids, by_id) == NULL)
            status = tell(finding, id, error);
        free(id);
    }
    shim_terms_free(terms);
    return status;
}

/* Of duplicates one is in the order, so its ids are all there are. */
enum status stored_find_surplus(struct shim_database *database, const struct paper_order *order,
                                const struct stored_surplus *surplus, struct error *error)
{
    const struct finding finding = {database, surplus};
    const char **ids = calloc(order->paper_count + 1, sizeof *ids);
    if (ids == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < order->paper_count; i++)
        ids[i] = order_id(order, &order->papers[i]);
    qsort(ids, order->paper_count, sizeof *ids, by_id);
    enum status status = find_surplus(&finding, ids, order->paper_count, error);
    free(ids);
    return status;
}
