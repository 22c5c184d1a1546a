/* Reading and syncing at once; see verify.h. */
#include "indexer/build/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian_shim.h"

struct subject {
    struct verdict *verdict;
    const char *path;
    size_t papers;
};

static enum status cannot_sync(const char *path, struct error *error)
{
    char what[sizeof error->message];
    int reason = errno;
    snprintf(what, sizeof what, "cannot sync '%s'", path);
    return error_set_errno(error, reason, what);
}

static enum status sync_file(const struct subject *subject, struct error *error)
{
    struct stat is;
    enum status status = STATUS_OK;
    int file = open(subject->path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0 || fstat(file, &is) != 0)
        status = cannot_sync(subject->path, error);
    else
        subject->verdict->bytes = (uint64_t)is.st_size;
    if (file >= 0)
        close(file);
    return status;
}

static enum status check_papers(struct shim_database *database, size_t papers, struct error *error)
{
    uint32_t count = 0;
    enum status status = shim_document_count(database, &count, error);
    if (status == STATUS_OK && count != papers)
        return error_set(error, STATUS_DAMAGED, NULL,
                         "the merged index holds %u papers instead of %zu", (unsigned)count,
                         papers);
    return status;
}

static enum status check_fingerprint(struct shim_database *database, struct error *error)
{
    static const char key[] = METADATA_FINGERPRINT;
    char *stored = NULL;
    size_t length = 0;
    enum status status =
        shim_metadata(database, (struct shim_bytes){key, sizeof key - 1}, &stored, &length, error);
    if (status == STATUS_OK)
        status = fingerprint_check(stored, length, error);
    free(stored);
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

static enum status read_file(const struct subject *subject, struct error *error)
{
    struct shim_database *database = NULL;
    enum status status = shim_database_open(&database, &subject->path, 1, error);
    if (status == STATUS_OK)
        status = check_papers(database, subject->papers, error);
    if (status == STATUS_OK)
        status = check_fingerprint(database, error);
    if (status == STATUS_OK)
        status = count_terms(database, &subject->verdict->terms, error);
    shim_database_free(database);
    return status;
}

static enum status take_part(void *context, size_t worker, size_t index, struct error *error)
{
    (void)worker;
    return index == 0 ? sync_file(context, error) : read_file(context, error);
}

static enum status collect(void *context, size_t index, struct error *error)
{
    (void)context;
    (void)index;
    (void)error;
    return STATUS_OK;
}

/* A synced file is worth the last moment's wait, so nothing stops it. */
static bool tick(void *context, size_t finished)
{
    (void)context;
    (void)finished;
    return true;
}

enum crew_end verify(struct verdict *verdict, const char *path, size_t papers, size_t jobs,
                     struct error *error)
{
    *verdict = (struct verdict){0};
    struct subject subject = {verdict, path, papers};
    return crew_run(&(struct crew){.workers = jobs,
                                   .context = &subject,
                                   .task = take_part,
                                   .collect = collect,
                                   .tick = tick},
                    2, error);
}
