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

static enum status check_papers(struct shim_database *database, size_t papers, struct error *error)
{
    uint32_t count = 0;
    enum status status = shim_document_count(database, &count, error);
    if (status == STATUS_OK && count != papers)
        status = error_set(error, STATUS_DAMAGED, NULL,
                           "the new index holds %u papers instead of %zu", (unsigned)count, papers);
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
