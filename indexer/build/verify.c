/* Xapian's check and a reader's look at once; see verify.h. */
#include "indexer/build/verify.h"

#include "indexer/build/index_stat.h"
#include "indexer/build/pool.h"
#include "indexer/build/stored.h"
#include "shim/xapian/shim.h"

struct verification {
    const char *generation;
    size_t papers;
    size_t *terms;
};

static enum status check_count(const char *what, size_t count, size_t papers, struct error *error)
{
    if (count == papers)
        return STATUS_OK;
    return error_set(error, STATUS_DAMAGED, NULL, "the new index %s %zu papers instead of %zu",
                     what, count, papers);
}

/* Every paper must be there, and be found where every paper is asked for. */
static enum status check_papers(struct shim_database *database, size_t papers, struct error *error)
{
    struct shim_request request = {
        .count = 1, .check_at_least = UINT32_MAX, .collapse_slot = SHIM_NO_SLOT};
    struct shim_query *all = NULL;
    struct shim_results *results = NULL;
    uint32_t count = 0;
    enum status status = shim_document_count(database, &count, error);
    if (status == STATUS_OK)
        status = check_count("holds", count, papers, error);
    if (status == STATUS_OK)
        status = shim_query_all(&all, error);
    request.query = all;
    if (status == STATUS_OK)
        status = shim_search(&results, database, &request, error);
    if (status == STATUS_OK)
        status = check_count("finds", shim_results_total(results).estimate, papers, error);
    shim_results_free(results);
    shim_query_free(all);
    return status;
}

static enum status count_terms(struct shim_database *database, size_t *out, struct error *error)
{
    struct shim_terms *terms = NULL;
    struct shim_bytes term;
    uint32_t documents;
    bool more = true;
    enum status status = shim_terms_open(&terms, database, (struct shim_bytes){"", 0}, error);
    for (size_t count = 0; status == STATUS_OK && more; count++) {
        *out = count;
        status = shim_terms_next(terms, &more, &term, &documents, error);
    }
    shim_terms_free(terms);
    return status;
}

static enum status read_index(const struct verification *verification, struct error *error)
{
    struct shim_database *database = NULL;
    enum status status = stored_open(&database, verification->generation, error);
    if (status == STATUS_OK)
        status = check_papers(database, verification->papers, error);
    if (status == STATUS_OK)
        status = index_stat_fingerprint(database, error);
    if (status == STATUS_OK)
        status = count_terms(database, verification->terms, error);
    shim_database_free(database);
    return status;
}

static enum status verify(void *context, size_t worker, size_t index, struct error *error)
{
    const struct verification *verification = context;
    (void)worker;
    return index == 0 ? stored_check(verification->generation, error)
                      : read_index(verification, error);
}

enum status verify_generation(const char *generation, size_t papers, size_t jobs, size_t *terms,
                              struct error *error)
{
    struct verification verification = {generation, papers, terms};
    const struct pool pool = {.workers = jobs, .context = &verification, .task = verify};
    return pool_run(&pool, 2, error);
}
