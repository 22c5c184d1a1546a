/* Merges in one step, or where a part has many databases in two; see merge.h.
 * The groups of the first step follow from the layout alone. */
#include "indexer/build/merge.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/build/children.h"
#include "indexer/build/work.h"
#include "shim/base/buffer.h"
#include "indexer/format/fingerprint.h"
#include "indexer/format/location.h"
#include "shim/xapian/shim.h"

/* Databases that are merged at once. Each holds five files open. */
#define MERGE_WIDTH 64

#define ABOUT WORK_CHUNK "0"

/* Owned paths. */
struct names {
    char **list;
    size_t count, capacity;
};

/* One merge: the names from first on -> output, which is owned. */
struct task {
    size_t first, count;
    char *output;
};

struct tasks {
    struct task *list;
    size_t count;
};

struct step {
    const struct merge *merge;
    const struct watch *watch;
    const struct names *names;
    const struct tasks *tasks;
    size_t done_before, total; /* merges of all steps */
};

static struct shim_bytes bytes_of(const char *text)
{
    return (struct shim_bytes){text, strlen(text)};
}

static char *path_in(const char *directory, const char *name)
{
    struct buffer path = BUFFER_INIT;
    bool ok = buffer_add_format(&path, "%s/%s", directory, name);
    char *out = ok ? buffer_detach(&path) : NULL;
    buffer_free(&path);
    return out;
}

/* Takes path, which may be NULL where memory was short. */
static bool add_name(struct names *names, char *path)
{
    if (path != NULL && names->count == names->capacity) {
        size_t capacity = names->capacity == 0 ? 64 : names->capacity * 2;
        char **list = reallocarray(names->list, capacity, sizeof *list);
        if (list == NULL) {
            free(path);
            path = NULL;
        } else {
            names->list = list;
            names->capacity = capacity;
        }
    }
    if (path != NULL)
        names->list[names->count++] = path;
    return path != NULL;
}

static void clear_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->list[i]);
    free(names->list);
    *names = (struct names){0};
}

static void clear_tasks(struct tasks *tasks)
{
    for (size_t i = 0; i < tasks->count; i++)
        free(tasks->list[i].output);
    free(tasks->list);
    *tasks = (struct tasks){0};
}

/* What a piece is merged from, newest first. The growing run has no lesson. */
static bool add_piece(const struct merge *merge, const struct piece *piece, struct names *names)
{
    const struct run *run = &merge->layout->runs[piece->first_run];
    if (piece->live)
        return add_name(names, path_in(merge->live, piece->name));
    bool ok = piece->first_run == 0 ||
              add_name(names, work_path(merge->scratch, WORK_LESSON, piece->first_run));
    for (size_t i = 0; i < run->chunk_count && ok; i++)
        ok = add_name(names, work_path(merge->scratch, WORK_CHUNK, run->first_chunk + i + 1));
    return ok;
}

/* Of metadata under one key the first database's counts, so what is told of the
 * whole index comes first. */
static bool add_part(const struct merge *merge, const struct part *part, struct names *names,
                     struct tasks *tasks)
{
    struct task *task = &tasks->list[tasks->count++];
    *task = (struct task){.first = names->count, .output = path_in(merge->generation, part->name)};
    bool ok = task->output != NULL;
    if (ok && part->first_run == 0)
        ok = add_name(names, path_in(merge->scratch, ABOUT));
    for (size_t i = 0; i < part->piece_count && ok; i++)
        ok = add_piece(merge, &merge->layout->pieces[part->first_piece + i], names);
    task->count = names->count - task->first;
    return ok;
}

static bool link_part(const struct merge *merge, const struct part *part, bool *linked)
{
    char *from = path_in(merge->live, part->name), *to = path_in(merge->generation, part->name);
    bool ok = from != NULL && to != NULL;
    *linked = ok && link(from, to) == 0;
    free(from);
    free(to);
    return ok;
}

/* Takes over what is kept and lists the merges that make the rest. */
static enum status list_parts(const struct merge *merge, struct names *names, struct tasks *tasks,
                              struct error *error)
{
    const struct layout *layout = merge->layout;
    tasks->list = calloc(layout->part_count, sizeof *tasks->list);
    bool ok = tasks->list != NULL;
    for (size_t i = 0; i < layout->part_count && ok; i++) {
        const struct part *part = &layout->parts[i];
        bool linked = false;
        ok = !part->kept || link_part(merge, part, &linked);
        if (ok && !linked)
            ok = add_part(merge, part, names, tasks);
    }
    return ok ? STATUS_OK : error_no_memory(error);
}

static enum status cannot_write(const char *path, struct error *error)
{
    char what[sizeof error->message];
    int reason = errno;
    snprintf(what, sizeof what, "cannot write '%s'", path);
    return error_set_errno(error, reason, what);
}

/* Xapian syncs what it merged and does not look whether that went well, and the
 * kernel tells of bytes that were lost once to each who had the file open then,
 * and to nobody later. So it is open here meanwhile. */
static enum status merge_one(void *context, size_t worker, size_t index, struct error *error)
{
    (void)worker;
    const struct step *step = context;
    const struct task *task = &step->tasks->list[index];
    int output = open(task->output, O_RDONLY | O_CREAT | O_CLOEXEC, 0666);
    if (output < 0)
        return cannot_write(task->output, error);
    enum status status = shim_compact((const char *const *)step->names->list + task->first,
                                      task->count, task->output, error);
    if (status == STATUS_OK && fsync(output) != 0)
        status = cannot_write(task->output, error);
    close(output);
    return status;
}

static bool tick(void *context, size_t finished)
{
    const struct step *step = context;
    const struct watch *watch = step->watch;
    watch->progress(watch->context, WATCH_MERGE, step->done_before + finished, step->total);
    return !watch->stop(watch->context);
}

static enum crew_end run_step(struct step *step, struct error *error)
{
    enum crew_end end = children_run(
        &(struct crew){
            .workers = step->merge->jobs, .context = step, .task = merge_one, .tick = tick},
        step->tasks->count, error);
    step->done_before += step->tasks->count;
    return end;
}

static size_t groups_of(const struct task *task)
{
    return task->count > MERGE_WIDTH ? (task->count + MERGE_WIDTH - 1) / MERGE_WIDTH : 0;
}

/* Cuts the inputs of a task into groups of nearly one size, each a task of its
 * own, whose outputs become the task's inputs. */
static bool group(const struct merge *merge, struct task *task, struct names *names,
                  struct tasks *groups)
{
    size_t count = groups_of(task), first = names->count;
    for (size_t i = 0; i < count; i++) {
        size_t begin = task->count * i / count, end = task->count * (i + 1) / count;
        char *output = work_path(merge->scratch, "group-", groups->count);
        groups->list[groups->count++] =
            (struct task){task->first + begin, end - begin, output != NULL ? strdup(output) : NULL};
        if (!add_name(names, output) || groups->list[groups->count - 1].output == NULL)
            return false;
    }
    if (count > 0) {
        task->first = first;
        task->count = count;
    }
    return true;
}

static enum crew_end merge_parts(struct step *step, struct names *names, struct tasks *parts,
                                 struct error *error)
{
    struct tasks groups = {0};
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++)
        count += groups_of(&parts->list[i]);
    groups.list = calloc(count + 1, sizeof *groups.list);
    bool ok = groups.list != NULL;
    for (size_t i = 0; i < parts->count && ok; i++)
        ok = group(step->merge, &parts->list[i], names, &groups);
    enum crew_end end = CREW_FAILED;
    step->total = groups.count + parts->count;
    step->tasks = &groups;
    if (!ok)
        error_no_memory(error);
    else
        end = groups.count > 0 ? run_step(step, error) : CREW_DONE;
    step->tasks = parts;
    if (end == CREW_DONE)
        end = run_step(step, error);
    clear_tasks(&groups);
    return end;
}

static enum status make_directory(const char *path, struct error *error)
{
    if (mkdir(path, 0777) == 0)
        return STATUS_OK;
    char what[sizeof error->message];
    int reason = errno;
    snprintf(what, sizeof what, "cannot make the directory '%s'", path);
    return error_set_errno(error, reason, what);
}

static enum status write_metadata(const char *path, const char *root, struct lexicon *lexicon,
                                  struct error *error)
{
    struct shim_writer *writer = NULL;
    char fingerprint[FINGERPRINT_MAX];
    struct shim_bytes print = {fingerprint, fingerprint_write(fingerprint)};
    enum status status = shim_writer_create(&writer, path, error);
    if (status == STATUS_OK)
        status = shim_writer_metadata(writer, bytes_of(METADATA_FINGERPRINT), print, error);
    if (status == STATUS_OK)
        status = shim_writer_metadata(writer, bytes_of(METADATA_ROOT), bytes_of(root), error);
    if (status == STATUS_OK)
        status = lexicon_write(lexicon, writer, error);
    if (status == STATUS_OK)
        status = shim_writer_commit(writer, error);
    shim_writer_free(writer);
    return status;
}

enum status merge_tell(const struct merge *merge, struct lexicon *lexicon, struct error *error)
{
    char *path = path_in(merge->scratch, ABOUT);
    enum status status =
        path != NULL ? write_metadata(path, merge->root, lexicon, error) : error_no_memory(error);
    free(path);
    return status;
}

enum crew_end merge_do(const struct merge *merge, const struct watch *watch, struct error *error)
{
    struct names names = {0};
    struct tasks parts = {0};
    struct step step = {.merge = merge, .watch = watch, .names = &names};
    enum crew_end end = CREW_FAILED;
    if (make_directory(merge->generation, error) == STATUS_OK &&
        list_parts(merge, &names, &parts, error) == STATUS_OK)
        end = merge_parts(&step, &names, &parts, error);
    clear_tasks(&parts);
    clear_names(&names);
    return end;
}
