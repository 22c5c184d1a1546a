#include "indexer/build/sample.h"

#include <stdlib.h>

#include "indexer/build/chunk.h"
#include "indexer/format/record.h"

/* records: with room for all of the chunk's; their places are known when the text no
 * longer grows. */
static enum status write_records(struct sample *sample, const struct paper_chunk *chunk)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < chunk->count && status == STATUS_OK; i++) {
        const size_t before = sample->text.length;
        if (!chunk->papers[i].present)
            continue;
        status = record_write(&chunk->papers[i].paper, &sample->text);
        if (status == STATUS_OK)
            sample->records[sample->count++].length = sample->text.length - before;
        else if (status == STATUS_INVALID) /* it will not be stored either */
            status = STATUS_OK;
    }
    const char *next = sample->text.data;
    for (size_t i = 0; i < sample->count; next += sample->records[i++].length)
        sample->records[i].data = next;
    return status;
}

enum status sample_take(struct sample *sample, const struct paper_order *order,
                        struct buffer *bytes, struct error *error)
{
    struct paper_chunk chunk;
    *sample = (struct sample){0};
    enum status status = chunk_sample(&chunk, order, bytes, error);
    if (status == STATUS_OK) {
        sample->records = calloc(chunk.count + 1, sizeof *sample->records);
        if (sample->records == NULL || write_records(sample, &chunk) != STATUS_OK)
            status = error_no_memory(error);
    }
    chunk_clear(&chunk);
    return status;
}

void sample_clear(struct sample *sample)
{
    free(sample->records);
    buffer_free(&sample->text);
    *sample = (struct sample){0};
}
