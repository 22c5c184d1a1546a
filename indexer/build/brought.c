#include "indexer/build/brought.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "indexer/build/stored.h"
#include "indexer/format/fields.h"
#include "indexer/format/location.h"
#include "indexer/format/news.h"

/* Appends the ids that the database lacks, a line each. */
static enum status add_missing(struct buffer *out, size_t *count, struct shim_database *database,
                               const struct paper_order *order, struct error *error)
{
    const char *prefix = field_at(FIELD_ID)->prefix;
    struct buffer term = BUFFER_INIT;
    enum status status = STATUS_OK;
    *count = 0;
    for (size_t i = 0; i < order->paper_count && status == STATUS_OK; i++) {
        const char *id = order_id(order, &order->papers[i]);
        uint32_t documents = 1;
        size_t length = strlen(id);
        buffer_clear(&term);
        if (!order_shares(order, &order->papers[i]))
            continue;
        if (length == 0 || length > SHIM_TERM_MAX / 2 || memchr(id, '\n', length))
            continue;
        if (!buffer_add_format(&term, "%s%s", prefix, id))
            status = error_no_memory(error);
        if (status == STATUS_OK)
            status = shim_term_documents(database, (struct shim_bytes){term.data, term.length},
                                         &documents, error);
        if (status != STATUS_OK || documents > 0)
            continue;
        ++*count;
        if (!buffer_add_format(out, "%s\n", id))
            status = error_no_memory(error);
    }
    buffer_free(&term);
    return status;
}

static bool add_day(struct buffer *out)
{
    time_t now = time(NULL);
    struct tm local;
    return localtime_r(&now, &local) != NULL &&
           buffer_add_format(out, "@%04d-%02d-%02d\n", local.tm_year + 1900, local.tm_mon + 1,
                             local.tm_mday);
}

/* This publication's papers and, of those before, as many as new: may ask for. */
static bool join(struct buffer *out, const struct buffer *missing, const struct buffer *known)
{
    const char *line = known->data, *end = line != NULL ? line + known->length : line;
    size_t publications = 0;
    bool added = true;
    if (missing->length > 0) {
        publications++;
        added = add_day(out) && buffer_add(out, missing->data, missing->length);
    }
    while (line < end && added) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *next = newline != NULL ? newline + 1 : end;
        if (*line == '@' && ++publications > NEWS_MAX + 1)
            break;
        added = buffer_add(out, line, (size_t)(next - line));
        line = next;
    }
    return added;
}

enum status brought_list(struct buffer *out, const char *directory, uint64_t before,
                         const struct paper_order *order, struct error *error)
{
    struct shim_database *database = NULL;
    struct buffer missing = BUFFER_INIT, known = BUFFER_INIT;
    char *path = location_generation(directory, before);
    size_t count = 0;
    enum status status =
        path != NULL ? stored_open(&database, path, error) : error_no_memory(error);
    if (status == STATUS_OK)
        status = add_missing(&missing, &count, database, order, error);
    if (status == STATUS_OK)
        status = news_read(path, &known, error);
    if (status == STATUS_OK && count <= NEWS_PAPERS_MAX && !join(out, &missing, &known))
        status = error_no_memory(error);
    shim_database_free(database);
    free(path);
    buffer_free(&missing);
    buffer_free(&known);
    return status;
}
