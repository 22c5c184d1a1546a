/* Checking, reading and syncing at once; see verify.h. */
#include "indexer/build/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/generation.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"

struct subject {
    struct verdict *verdict;
    const struct verification *request;
    uint64_t *bytes; /* by part */
    int directory;   /* the generation's, open */
};

static enum status cannot_sync(const char *path, struct error *error)
{
    char what[sizeof error->message];
    int reason = errno;
    snprintf(what, sizeof what, "cannot sync '%s'", path);
    return error_set_errno(error, reason, what);
}

static enum status sync_file(const char *path, uint64_t *bytes, struct error *error)
{
    struct stat is;
    enum status status = STATUS_OK;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fsync(file) != 0 || fstat(file, &is) != 0)
        status = cannot_sync(path, error);
    else
        *bytes = (uint64_t)is.st_size;
    if (file >= 0)
        close(file);
    return status;
}

/* Xapian's check reads every block, which the sync need not wait for. */
static enum status check_part(const struct subject *subject, size_t index, struct error *error)
{
    const struct part *part = &subject->request->layout->parts[index];
    struct buffer path = BUFFER_INIT;
    enum status status = STATUS_OK;
    if (!buffer_add_format(&path, "%s/%s", subject->request->generation, part->name))
        return error_no_memory(error);
    bool turn = index == subject->request->turn % subject->request->layout->part_count;
    if (part->kept && turn)
        status = generation_check(subject->directory, part->name, error);
    if (status == STATUS_OK && (!part->kept || turn))
        status = shim_check(path.data, error);
    if (status == STATUS_OK)
        status = sync_file(path.data, &subject->bytes[index], error);
    buffer_free(&path);
    return status;
}

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

static enum status read_index(const struct subject *subject, struct error *error)
{
    struct shim_database *database = NULL;
    struct location_parts parts = {0};
    enum status status = location_parts(subject->request->generation, &parts, error);
    if (status == STATUS_OK)
        status =
            shim_database_open(&database, (const char *const *)parts.paths, parts.count, error);
    if (status == STATUS_OK)
        status = check_papers(database, subject->request->papers, error);
    if (status == STATUS_OK)
        status = check_fingerprint(database, error);
    if (status == STATUS_OK)
        status = count_terms(database, &subject->verdict->terms, error);
    shim_database_free(database);
    location_parts_clear(&parts);
    return status;
}

static enum status take_task(void *context, size_t worker, size_t index, struct error *error)
{
    (void)worker;
    const struct subject *subject = context;
    return index < subject->request->layout->part_count ? check_part(subject, index, error)
                                                        : read_index(subject, error);
}

static enum status collect(void *context, size_t index, struct error *error)
{
    const struct subject *subject = context;
    (void)error;
    if (index < subject->request->layout->part_count)
        subject->verdict->bytes += subject->bytes[index];
    return STATUS_OK;
}

/* A synced file is worth the last moment's wait, so nothing stops it. */
static bool tick(void *context, size_t finished)
{
    (void)context;
    (void)finished;
    return true;
}

enum crew_end verify(struct verdict *verdict, const struct verification *request,
                     struct error *error)
{
    *verdict = (struct verdict){0};
    size_t parts = request->layout->part_count;
    struct subject subject = {verdict, request, calloc(parts, sizeof *subject.bytes),
                              open(request->generation, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (subject.bytes == NULL || subject.directory < 0) {
        error_set_errno(error, errno, "cannot verify the new index");
        free(subject.bytes);
        if (subject.directory >= 0)
            close(subject.directory);
        return CREW_FAILED;
    }
    enum crew_end end = crew_run(&(struct crew){.workers = request->jobs,
                                                .context = &subject,
                                                .task = take_task,
                                                .collect = collect,
                                                .tick = tick},
                                 parts + 1, error);
    free(subject.bytes);
    close(subject.directory);
    return end;
}
