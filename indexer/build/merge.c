/* Merges in one step, or where there are many databases in several; see merge.h.
 * The groups follow from the number of chunks alone. */
#include "indexer/build/merge.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/child.h"
#include "indexer/build/file.h"
#include "indexer/build/index.h"
#include "indexer/build/pool.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"

/* Databases that are merged at once. Each holds five files open. */
#define MERGE_WIDTH 64

/* Owned paths. */
struct inputs {
    char **list;
    size_t count;
};

/* The inputs in groups of nearly one size, each merged into one of the outputs. */
struct step {
    const struct inputs *inputs, *outputs;
    atomic_size_t *done; /* merges of all steps */
};

struct merging {
    const struct merge *merge;
    const struct observer *observer;
    size_t total; /* merges of all steps */
};

static struct shim_bytes bytes_of(const char *text)
{
    return (struct shim_bytes){text, strlen(text)};
}

static enum status write_metadata(struct shim_writer *writer, const struct merge_known *known,
                                  struct error *error)
{
    char fingerprint[FINGERPRINT_MAX];
    struct shim_bytes print = {fingerprint, fingerprint_write(fingerprint)};
    enum status status = shim_writer_metadata(writer, bytes_of(METADATA_FINGERPRINT), print, error);
    if (status == STATUS_OK)
        status =
            shim_writer_metadata(writer, bytes_of(METADATA_ROOT), bytes_of(known->root), error);
    if (status == STATUS_OK && known->share.count > 0) {
        char share[SHARE_TEXT_MAX];
        share_write(&known->share, share);
        status = shim_writer_metadata(writer, bytes_of(METADATA_SHARE), bytes_of(share), error);
    }
    if (status == STATUS_OK)
        status = lexicon_write(known->lexicon, known->thesaurus, writer, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    return status;
}

enum status merge_metadata(const struct merge *merge, const struct merge_known *known,
                           struct error *error)
{
    struct shim_writer *writer = NULL;
    char *path = index_path(merge->scratch, "chunk-", 0);
    enum status status =
        path != NULL ? shim_writer_create(&writer, path, error) : error_no_memory(error);
    if (status == STATUS_OK)
        status = write_metadata(writer, known, error);
    shim_writer_free(writer);
    free(path);
    return status;
}

static void clear_inputs(struct inputs *inputs)
{
    for (size_t i = 0; inputs->list != NULL && i < inputs->count; i++)
        free(inputs->list[i]);
    free(inputs->list);
    *inputs = (struct inputs){0};
}

/* Paths scratch/(prefix)(number) from number 0 on; false: out of memory. */
static bool name_inputs(struct inputs *out, const char *scratch, const char *prefix, size_t count)
{
    *out = (struct inputs){calloc(count, sizeof *out->list), count};
    bool ok = out->list != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        out->list[i] = index_path(scratch, prefix, i);
        ok = out->list[i] != NULL;
    }
    return ok;
}

/* Xapian syncs what it merged and does not look whether that went well, and the
 * kernel tells of bytes that were lost once to each who had the file open then,
 * and to nobody later. So it is open here meanwhile. */
static enum status compact(const char *const *inputs, size_t count, const char *path,
                           struct error *error)
{
    int output = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
    if (output < 0)
        return file_cannot("write", path, error);
    enum status status = shim_compact(inputs, count, path, error);
    if (status == STATUS_OK && fsync(output) != 0)
        status = file_cannot("write", path, error);
    close(output);
    return status;
}

static enum status merge_group(void *context, size_t worker, size_t index, struct error *error)
{
    const struct step *step = context;
    size_t count = step->inputs->count, groups = step->outputs->count;
    size_t begin = count * index / groups, end = count * (index + 1) / groups;
    (void)worker;
    enum status status = compact((const char *const *)step->inputs->list + begin, end - begin,
                                 step->outputs->list[index], error);
    ++*step->done;
    return status;
}

static bool never_stop(void *context, size_t finished)
{
    (void)context;
    (void)finished;
    return true;
}

/* Merges *inputs in groups, whose outputs take its place. */
static enum status merge_groups(struct inputs *inputs, const struct merge *merge, size_t depth,
                                atomic_size_t *done, struct error *error)
{
    struct inputs outputs = {0};
    struct step step = {inputs, &outputs, done};
    const struct pool pool = {merge->jobs, &step, merge_group, never_stop};
    char prefix[32];
    enum status status = STATUS_OK;
    snprintf(prefix, sizeof prefix, "group-%zu-", depth);
    if (!name_inputs(&outputs, merge->scratch, prefix,
                     (inputs->count + MERGE_WIDTH - 1) / MERGE_WIDTH))
        status = error_no_memory(error);
    else if (pool_run(&pool, outputs.count, error) != WORK_DONE)
        status = error->code;
    clear_inputs(inputs);
    *inputs = outputs;
    return status;
}

/* In the child. Of metadata under one key the first database's counts, so what is
 * known of the whole index comes first. */
static enum status merge_all(void *context, atomic_size_t *done, struct error *error)
{
    const struct merge *merge = ((const struct merging *)context)->merge;
    struct inputs inputs;
    enum status status = STATUS_OK;
    if (!name_inputs(&inputs, merge->scratch, "chunk-", merge->chunks + 1))
        status = error_no_memory(error);
    for (size_t depth = 0; status == STATUS_OK && inputs.count > MERGE_WIDTH; depth++)
        status = merge_groups(&inputs, merge, depth, done, error);
    if (status == STATUS_OK)
        status = compact((const char *const *)inputs.list, inputs.count, merge->output, error);
    clear_inputs(&inputs);
    return status;
}

static bool tick(void *context, size_t done)
{
    const struct merging *merging = context;
    const struct observer *observer = merging->observer;
    observer->progress(observer->context, PHASE_MERGE, done, merging->total);
    return !observer->stop(observer->context);
}

enum work_end merge_chunks(const struct merge *merge, const struct observer *observer,
                           struct error *error)
{
    struct merging merging = {merge, observer, 1};
    for (size_t count = merge->chunks + 1; count > MERGE_WIDTH;) {
        count = (count + MERGE_WIDTH - 1) / MERGE_WIDTH;
        merging.total += count;
    }
    return child_run(&(struct child){.context = &merging, .work = merge_all, .tick = tick}, error);
}
