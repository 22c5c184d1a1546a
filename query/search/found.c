#include "query/search/found.h"

#include <stdlib.h>

#include "indexer/format/record.h"

void found_forget(struct found_hit *found, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kept_paper_release(found[i].paper);
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

static enum status read_paper(const struct found_hit *found, struct paper *out, struct error *error)
{
    struct shim_bytes data;
    enum status status = shim_results_data(found->results, found->hit, &data, error);

    return status == STATUS_OK ? record_read(data.data, data.length, out, error) : status;
}

enum status found_hold(struct found_hit *found, struct kept_papers *kept, struct error *error)
{
    const uint64_t document = shim_results_document(found->results, found->hit);
    struct kept_paper *paper = found->paper ? found->paper : kept_papers_find(kept, document);
    enum status status;

    found->paper = paper;
    if (paper)
        return STATUS_OK;
    paper = kept_paper_new(document);
    if (!paper)
        return error_no_memory(error);
    status = read_paper(found, &paper->paper, error);
    if (status != STATUS_OK) {
        kept_paper_release(paper);
        return status;
    }
    kept_papers_add(kept, paper);
    found->paper = paper;
    return STATUS_OK;
}

enum status found_take(struct found_hit *found, struct kept_papers *kept, struct paper *out,
                       struct error *error)
{
    enum status status = found_hold(found, kept, error);
    bool done = true;

    *out = (struct paper){0};
    if (status != STATUS_OK)
        return status;
    if (found->paper->holders == 1) {
        *out = found->paper->paper;
        found->paper->paper = (struct paper){0};
    } else {
        done = paper_copy(&found->paper->paper, out);
    }
    found_forget(found, 1);
    return done ? STATUS_OK : error_no_memory(error);
}
