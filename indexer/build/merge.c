#include "indexer/build/merge.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/build/child.h"
#include "shim/base/file.h"
#include "indexer/build/index.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"
#include "shim/base/system.h"

struct merging {
    const struct merge *merge;
    const struct observer *observer;
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
    char *path = index_path(merge->scratch, 0);
    enum status status =
        path != NULL ? shim_writer_create(&writer, path, error) : error_no_memory(error);
    if (status == STATUS_OK)
        status = write_metadata(writer, known, error);
    shim_writer_free(writer);
    free(path);
    return status;
}

/* The kernel tells of bytes that were lost once to each who had the file open then, and to
 * nobody later. So it is open here meanwhile. */
static enum status write_merged(const char *const *inputs, size_t count, const char *path,
                                struct error *error)
{
    int output = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
    if (output < 0)
        return file_cannot("write", path, error);
    enum status status = shim_merge(inputs, count, path, error);
    if (status == STATUS_OK && system_sync(output) != 0)
        status = file_cannot("write", path, error);
    close(output);
    return status;
}

/* In the child. */
static enum status merge_all(void *context, struct error *error)
{
    const struct merge *merge = ((const struct merging *)context)->merge;
    const size_t count = merge->parts + 1;
    char **inputs = calloc(count, sizeof *inputs);
    bool named = inputs != NULL;
    for (size_t i = 0; i < count && named; i++) {
        inputs[i] = index_path(merge->scratch, i);
        named = inputs[i] != NULL;
    }
    enum status status =
        named ? write_merged((const char *const *)inputs, count, merge->output, error)
              : error_no_memory(error);
    for (size_t i = 0; inputs != NULL && i < count; i++)
        free(inputs[i]);
    free(inputs);
    return status;
}

static bool tick(void *context)
{
    const struct observer *observer = ((const struct merging *)context)->observer;
    observer->progress(observer->context, PHASE_MERGE, 0, 1);
    return !observer->stop(observer->context);
}

enum status merge_parts(const struct merge *merge, const struct observer *observer,
                        struct error *error)
{
    struct merging merging = {merge, observer};
    return child_run(&(struct child){.context = &merging, .work = merge_all, .tick = tick}, error);
}
