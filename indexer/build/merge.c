/* Merges in one step, or where there are many databases in two; see merge.h.
 * The groups of the first step follow from the number of chunks alone. */
#include "indexer/build/merge.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/build/children.h"
#include "indexer/build/work.h"
#include "indexer/format/buffer.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian_shim.h"

/* Databases that are merged at once. Each holds five files open. */
#define MERGE_WIDTH 64

/* One merge: count inputs -> output. The names are owned by someone else. */
struct task {
    char **inputs;
    size_t count;
    const char *output;
};

struct step {
    const struct merge *merge;
    const struct watch *watch;
    const struct task *tasks;
    size_t task_count;
    size_t done_before, total; /* merges of all steps */
};

/* Owned names of files. */
struct names {
    char **list;
    size_t count;
};

static enum status no_memory(struct error *error)
{
    return error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}

static struct shim_bytes bytes_of(const char *text)
{
    return (struct shim_bytes){text, strlen(text)};
}

static enum status write_metadata(const char *path, const struct merge *merge, struct error *error)
{
    struct shim_writer *writer = NULL;
    char fingerprint[FINGERPRINT_MAX];
    struct shim_bytes print = {fingerprint, fingerprint_write(fingerprint)};
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status = shim_writer_metadata(writer, bytes_of(METADATA_FINGERPRINT), print, error);
    if (status == STATUS_OK)
        status =
            shim_writer_metadata(writer, bytes_of(METADATA_ROOT), bytes_of(merge->root), error);
    if (status == STATUS_OK)
        status = lexicon_write(merge->lexicon, writer, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

static enum status merge_one(void *context, size_t worker, size_t index, struct error *error)
{
    (void)worker;
    const struct step *step = context;
    const struct task *task = &step->tasks[index];
    return shim_compact((const char *const *)task->inputs, task->count, task->output, error);
}

static bool tick(void *context, size_t finished)
{
    const struct step *step = context;
    const struct watch *watch = step->watch;
    watch->progress(watch->context, WATCH_MERGE, step->done_before + finished, step->total);
    return !watch->stop(watch->context);
}

static enum crew_end run_step(const struct step *step, struct error *error)
{
    struct step context = *step;
    return children_run(
        &(struct crew){
            .workers = step->merge->jobs, .context = &context, .task = merge_one, .tick = tick},
        step->task_count, error);
}

static void clear_names(struct names *names)
{
    for (size_t i = 0; names->list != NULL && i < names->count; i++)
        free(names->list[i]);
    free(names->list);
    *names = (struct names){0};
}

/* scratch/prefix0, scratch/prefix1 and so on. */
static bool name_files(struct names *names, const char *scratch, const char *prefix, size_t count)
{
    *names = (struct names){.list = calloc(count, sizeof *names->list), .count = count};
    for (size_t i = 0; names->list != NULL && i < count; i++) {
        struct buffer path = BUFFER_INIT;
        if (buffer_add_format(&path, "%s/%s%zu", scratch, prefix, i))
            names->list[i] = buffer_detach(&path);
        buffer_free(&path);
        if (names->list[i] == NULL)
            return false;
    }
    return names->list != NULL;
}

/* Cuts the inputs into groups of nearly one size and merges each. */
static enum crew_end merge_groups(const struct step *step, const struct names *inputs,
                                  const struct names *groups, struct error *error)
{
    struct step first = *step;
    struct task *tasks = calloc(groups->count, sizeof *tasks);
    if (tasks == NULL) {
        no_memory(error);
        return CREW_FAILED;
    }
    for (size_t i = 0; i < groups->count; i++) {
        size_t begin = inputs->count * i / groups->count;
        size_t end = inputs->count * (i + 1) / groups->count;
        tasks[i] = (struct task){inputs->list + begin, end - begin, groups->list[i]};
    }
    first.tasks = tasks;
    first.task_count = groups->count;
    enum crew_end end = run_step(&first, error);
    free(tasks);
    return end;
}

static enum crew_end merge_all(const struct step *step, const struct names *inputs,
                               const char *output, struct error *error)
{
    struct step last = *step;
    last.tasks = &(struct task){inputs->list, inputs->count, output};
    last.task_count = 1;
    return run_step(&last, error);
}

static enum crew_end merge_inputs(const struct merge *merge, const struct names *inputs,
                                  const char *output, const struct watch *watch,
                                  struct error *error)
{
    struct step step = {.merge = merge, .watch = watch, .total = 1};
    if (inputs->count <= MERGE_WIDTH)
        return merge_all(&step, inputs, output, error);
    struct names groups = {0};
    size_t count = (inputs->count + MERGE_WIDTH - 1) / MERGE_WIDTH;
    enum crew_end end = CREW_FAILED;
    step.total = count + 1;
    if (!name_files(&groups, merge->scratch, "group-", count))
        no_memory(error);
    else
        end = merge_groups(&step, inputs, &groups, error);
    step.done_before = count;
    if (end == CREW_DONE)
        end = merge_all(&step, &groups, output, error);
    clear_names(&groups);
    return end;
}

enum crew_end merge_do(const struct merge *merge, const char *output, const struct watch *watch,
                       struct error *error)
{
    struct names inputs = {0};
    enum crew_end end = CREW_FAILED;
    /* Of metadata the first database's counts, so it is the one that has some. */
    if (!name_files(&inputs, merge->scratch, WORK_CHUNK, merge->chunk_count + 1))
        no_memory(error);
    else if (write_metadata(inputs.list[0], merge, error) == STATUS_OK)
        end = merge_inputs(merge, &inputs, output, watch, error);
    clear_names(&inputs);
    return end;
}
