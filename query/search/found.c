#include "query/search/found.h"

#include <stdlib.h>

#include "indexer/format/record.h"

void found_forget(struct found_hit *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (found[i].paper)
            paper_clear(found[i].paper);
        free(found[i].paper);
        found[i].paper = NULL;
    }
}

enum status found_fetch(const struct found_hit *found, size_t count, struct error *error)
{
    size_t *hits = calloc(count + 1, sizeof *hits);
    enum status status = hits ? STATUS_OK : error_no_memory(error);

    for (size_t i = 0; i < count && status == STATUS_OK;) {
        struct shim_results *results = found[i].results;
        size_t wanted = 0;

        for (; i < count && found[i].results == results; i++)
            if (!found[i].paper)
                hits[wanted++] = found[i].hit;
        status = shim_results_fetch(results, hits, wanted, error);
    }
    free(hits);
    return status;
}

enum status found_read(struct found_hit *found, struct paper *out, struct error *error)
{
    struct shim_bytes data;
    enum status status;

    if (found->paper) {
        *out = *found->paper;
        free(found->paper);
        found->paper = NULL;
        return STATUS_OK;
    }
    *out = (struct paper){0};
    status = shim_results_data(found->results, found->hit, &data, error);
    return status == STATUS_OK ? record_read(data.data, data.length, out, error) : status;
}
