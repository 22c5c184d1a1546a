#include "indexer/build/lessons.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/work.h"

#define KEY_PREFIX "lesson "
#define KEY_SIZE (sizeof KEY_PREFIX - 1 + DIGEST_HEX)

static struct shim_bytes key_of(const struct run *run, char out[KEY_SIZE])
{
    memcpy(out, KEY_PREFIX, sizeof KEY_PREFIX);
    digest_hex(&run->identity, out + sizeof KEY_PREFIX - 1);
    return (struct shim_bytes){out, strlen(out)};
}

enum status lessons_keep(const char *path, const struct run *run, struct shim_bytes lesson,
                         struct error *error)
{
    struct shim_writer *writer = NULL;
    char key[KEY_SIZE];
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status = shim_writer_metadata(writer, key_of(run, key), lesson, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

static enum status recall_run(struct shim_database *part, const struct run *run,
                              struct lexicon *lexicon, struct error *error)
{
    char key[KEY_SIZE];
    char *lesson = NULL;
    size_t length = 0;
    enum status status = shim_metadata(part, key_of(run, key), &lesson, &length, error);
    if (status == STATUS_OK)
        status = lexicon_learn(lexicon, (struct shim_bytes){lesson, length},
                               run->begin < PAIRS_PAPERS, error);
    free(lesson);
    return status;
}

static enum status recall_piece(const char *path, const struct layout *layout,
                                const struct piece *piece, struct lexicon *lexicon,
                                struct error *error)
{
    struct shim_database *part = NULL;
    enum status status = shim_database_open(&part, &path, 1, error);
    for (size_t i = 0; i < piece->run_count && status == STATUS_OK; i++)
        status = recall_run(part, &layout->runs[piece->first_run + i], lexicon, error);
    shim_database_free(part);
    return status;
}

/* Where the piece's lessons are, malloc'd; NULL: out of memory. */
static char *path_of(const char *live, const char *scratch, const struct piece *piece)
{
    struct buffer path = BUFFER_INIT;
    char *out = NULL;
    if (!piece->live)
        return work_path(scratch, WORK_LESSON, piece->first_run);
    if (buffer_add_format(&path, "%s/%s", live, piece->name))
        out = buffer_detach(&path);
    buffer_free(&path);
    return out;
}

enum status lessons_recall(const char *live, const char *scratch, const struct layout *layout,
                           struct lexicon *lexicon, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < layout->piece_count && status == STATUS_OK; i++) {
        const struct piece *piece = &layout->pieces[i];
        if (piece->first_run == 0)
            continue;
        char *path = path_of(live, scratch, piece);
        if (path != NULL)
            status = recall_piece(path, layout, piece, lexicon, error);
        else
            status = error_no_memory(error);
        free(path);
    }
    return status;
}
