/* The steps of a build, one after the other; see build.h. */
#include "indexer/build/build.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "indexer/build/generation.h"
#include "indexer/build/lessons.h"
#include "indexer/build/live.h"
#include "indexer/build/merge.h"
#include "indexer/build/pages.h"
#include "indexer/build/plan.h"
#include "indexer/build/publish.h"
#include "indexer/build/survey.h"
#include "indexer/build/verify.h"
#include "indexer/build/work.h"
#include "indexer/format/spill.h"

#define GENERATION "generation"

struct build {
    const struct build_request *request;
    const struct watch *watch;
    struct build_report *report;
    struct error *error;
    struct pages pages;
    size_t known; /* papers of the live index, if it opens and is of this archive */
    struct live live;
    struct plan plan;
    struct layout layout;
    struct publication publication;
    struct lexicon *lexicon;
    int inventory; /* a spill that holds the plan's meanwhile, or -1 */
    size_t inventory_length;
    char *generation;     /* path of the directory in the scratch directory */
    struct timespec time; /* of day, before the pages were found */
    double began;         /* of the phase, in seconds */
    bool changed;         /* a page did while it was read */
};

static enum build_end end_of(enum crew_end end)
{
    switch (end) {
    case CREW_DONE:
        return BUILD_PUBLISHED;
    case CREW_STOPPED:
        return BUILD_STOPPED;
    case CREW_FAILED:
        break;
    }
    return BUILD_FAILED;
}

static enum build_end end_of_status(enum status status)
{
    return status == STATUS_OK ? BUILD_PUBLISHED : BUILD_FAILED;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void end_phase(struct build *build, enum watch_phase phase)
{
    double end = now();
    build->report->seconds[phase] = end - build->began;
    build->began = end;
}

/* Under the lock: what is read now is no older than what is live. */
static enum build_end take_place(struct build *build)
{
    const struct build_request *request = build->request;
    if (request->dry_run)
        return BUILD_PUBLISHED;
    enum build_end end = end_of(publication_open(&build->publication, request->directory,
                                                 request->wait, build->watch, build->error));
    build->report->generation = build->publication.live;
    if (end == BUILD_PUBLISHED && build->watch->locked != NULL)
        build->watch->locked(build->watch->context);
    if (end == BUILD_PUBLISHED && build->watch->stop(build->watch->context))
        end = BUILD_STOPPED;
    build->began = now();
    return end;
}

static enum build_end find(struct build *build)
{
    const struct build_request *request = build->request;
    clock_gettime(CLOCK_REALTIME, &build->time);
    enum status status =
        pages_find(&build->pages, request->paths, request->path_count, build->error);
    if (status != STATUS_OK)
        return status == STATUS_NO_MEMORY ? BUILD_FAILED : BUILD_NO_PAGES;
    /* What lies deeper is found out when it is used. */
    struct survey seen;
    bool opens = survey(&seen, request->directory, NULL) == STATUS_OK;
    struct digest root = digest_of(build->pages.root, strlen(build->pages.root));
    build->known = opens && digest_equal(&seen.root, &root) ? seen.papers : 0;
    if (request->dry_run || request->full || !opens)
        return BUILD_PUBLISHED;
    return end_of_status(
        live_open(&build->live, request->directory, build->pages.root, build->error));
}

/* A disk that is not there looks like pages that were removed. */
static void warn_of_loss(struct build *build)
{
    const struct watch *watch = build->watch;
    struct plan *plan = &build->plan;
    char what[200];
    if (plan->paper_count == 0 || plan->paper_count * 2 >= build->known)
        return;
    snprintf(what, sizeof what,
             "of %zu papers %zu are left: if pages are missing, bring them back and index again; "
             "until then seogo-index --rollback undoes one run",
             build->known, plan->paper_count);
    watch->message(watch->context, WATCH_WARNING, build->request->directory, 0, what);
    plan->warnings++;
    plan->lost += build->known - plan->paper_count;
}

static enum build_end plan(struct build *build)
{
    struct build_report *report = build->report;
    struct plan *made = &build->plan;
    const struct plan_request request = {.pages = &build->pages,
                                         .known = build->live.path != NULL ? &build->live.inventory
                                                                           : NULL,
                                         .checksum = build->request->checksum,
                                         .began = build->time,
                                         .jobs = build->request->jobs};
    enum crew_end end = build_plan_make(made, &request, build->watch, build->error);
    inventory_clear(&build->live.inventory); /* what is true of it is in the plan */
    malloc_trim(0);
    if (end == CREW_DONE)
        warn_of_loss(build);
    report->pages = made->pages;
    report->fresh = made->news.fresh;
    report->changed = made->news.changed;
    report->removed = made->news.removed;
    report->papers = made->paper_count;
    report->duplicates = made->duplicates;
    report->warnings = made->warnings;
    report->lost = made->lost;
    end_phase(build, WATCH_READ);
    /* An index without papers replaces none: a wrong PATH is more likely. */
    if (end == CREW_DONE && made->paper_count == 0) {
        error_set(build->error, STATUS_NOT_FOUND, NULL, "no paper on %zu page%s", made->pages,
                  made->pages == 1 ? "" : "s");
        return BUILD_NO_PAGES;
    }
    return end_of(end);
}

/* So that pages which only look changed are not read again every night. That it
 * cannot be written is no harm. */
static enum build_end stay(const struct build *build)
{
    if (build->plan.news.touched > 0)
        generation_restamp(build->live.path, &build->plan.inventory, NULL);
    return BUILD_NO_NEWS;
}

static enum build_end lay_out(struct build *build)
{
    layout_clear(&build->layout);
    return end_of_status(layout_make(&build->layout, &build->plan, &build->pages,
                                     build->live.directory, build->error));
}

static enum status cannot_keep(const struct build *build, const char *action)
{
    char what[sizeof build->error->message];
    int reason = errno;
    snprintf(what, sizeof what, "cannot %s the inventory in '%s'", action,
             build->request->directory);
    return error_set_errno(build->error, reason, what);
}

/* The inventory is not needed until the index is sealed, and grows with the
 * archive. */
static enum build_end put_inventory_away(struct build *build)
{
    struct buffer *inventory = &build->plan.inventory;
    if (build->inventory >= 0)
        return BUILD_PUBLISHED;
    build->inventory = spill_open(build->publication.scratch);
    if (build->inventory < 0 ||
        !spill_write(build->inventory, inventory->data, inventory->length, 0))
        return end_of_status(cannot_keep(build, "write"));
    build->inventory_length = inventory->length;
    buffer_free(inventory);
    malloc_trim(0);
    return BUILD_PUBLISHED;
}

static enum status fetch_inventory(struct build *build, struct buffer *out)
{
    if (!buffer_reserve(out, build->inventory_length))
        return error_no_memory(build->error);
    out->length = build->inventory_length;
    out->data[out->length] = '\0';
    if (!spill_read(build->inventory, out->data, out->length, 0))
        return cannot_keep(build, "read");
    return STATUS_OK;
}

static size_t papers_of(const struct run *run)
{
    return run->end - run->begin;
}

static enum build_end work(struct build *build)
{
    struct build_report *report = build->report;
    struct work done = {0};
    lexicon_free(build->lexicon);
    build->lexicon = lexicon_new(build->publication.scratch);
    if (build->lexicon == NULL)
        return end_of_status(error_no_memory(build->error));
    const struct work_request request = {.pages = &build->pages,
                                         .plan = &build->plan,
                                         .layout = &build->layout,
                                         .scratch = build->publication.scratch,
                                         .lexicon = build->lexicon,
                                         .jobs = build->request->jobs};
    enum crew_end end = work_do(&done, &request, build->watch, build->error);
    report->indexed = report->papers = done.papers;
    for (size_t i = 0; i < build->layout.run_count; i++)
        if (build->layout.runs[i].chunk_count == 0)
            report->papers += papers_of(&build->layout.runs[i]);
    report->warnings += done.warnings;
    report->lost += done.lost;
    build->changed = done.changed;
    malloc_trim(0); /* the workers' heaps, which go to nobody else */
    end_phase(build, WATCH_INDEX);
    if (end == CREW_DONE && report->papers == 0) {
        error_set(build->error, STATUS_NOT_FOUND, NULL, "every page changed while it was read");
        return BUILD_NO_PAGES;
    }
    return end_of(end);
}

static enum build_end merge(struct build *build)
{
    struct buffer path = BUFFER_INIT;
    const char *scratch = build->publication.scratch;
    if (buffer_add_format(&path, "%s/" GENERATION, scratch))
        build->generation = buffer_detach(&path);
    buffer_free(&path);
    if (build->generation == NULL)
        return end_of_status(error_no_memory(build->error));
    const struct merge request = {.layout = &build->layout,
                                  .scratch = scratch,
                                  .generation = build->generation,
                                  .live = build->live.path,
                                  .root = build->pages.root,
                                  .jobs = build->request->jobs};
    enum crew_end end = CREW_FAILED;
    enum status status =
        lessons_recall(build->live.path, scratch, &build->layout, build->lexicon, build->error);
    if (status == STATUS_OK)
        status = merge_tell(&request, build->lexicon, build->error);
    lexicon_free(build->lexicon);
    build->lexicon = NULL;
    malloc_trim(0); /* before the processes that merge inherit it */
    if (status == STATUS_OK)
        end = merge_do(&request, build->watch, build->error);
    end_phase(build, WATCH_MERGE);
    return end_of(end);
}

/* The next run trusts the inventory, so there is none where it is not true. */
static enum status seal(struct build *build)
{
    struct buffer inventory = BUFFER_INIT;
    enum status status = build->changed ? STATUS_OK : fetch_inventory(build, &inventory);
    if (status == STATUS_OK)
        status = generation_seal(build->generation, build->live.directory, &build->layout,
                                 build->changed ? NULL : &inventory, build->error);
    buffer_free(&inventory);
    return status;
}

static enum build_end publish(struct build *build)
{
    struct build_report *report = build->report;
    const struct watch *watch = build->watch;
    struct verdict verdict = {0};
    enum crew_end end = CREW_FAILED;
    watch->progress(watch->context, WATCH_PUBLISH, 0, 1);
    if (seal(build) == STATUS_OK)
        end = verify(&verdict,
                     &(struct verification){.generation = build->generation,
                                            .layout = &build->layout,
                                            .papers = report->papers,
                                            .turn = (size_t)build->publication.newest,
                                            .jobs = build->request->jobs},
                     build->error);
    if (end == CREW_DONE && watch->stop(watch->context))
        end = CREW_STOPPED;
    if (end == CREW_DONE &&
        publication_publish(&build->publication, GENERATION, build->error) != STATUS_OK)
        end = CREW_FAILED;
    report->terms = verdict.terms;
    report->bytes = verdict.bytes;
    report->generation = build->publication.live;
    return end_of(end);
}

/* From the plan to the live generation. */
static enum build_end make(struct build *build)
{
    enum build_end end = put_inventory_away(build);
    if (end == BUILD_PUBLISHED)
        end = lay_out(build);
    if (end == BUILD_PUBLISHED)
        end = work(build);
    if (end == BUILD_PUBLISHED)
        end = merge(build);
    if (end == BUILD_PUBLISHED)
        end = publish(build);
    return end;
}

/* A part of the live generation was found to be damaged when it was used: all
 * is made anew. */
static enum build_end make_anew(struct build *build)
{
    struct build_report *report = build->report;
    const struct watch *watch = build->watch;
    char what[sizeof build->error->message + 32];
    snprintf(what, sizeof what, "%s; all was indexed anew", build->error->message);
    report->warnings = build->plan.warnings;
    report->lost = build->plan.lost;
    live_clear(&build->live);
    free(build->generation);
    build->generation = NULL;
    if (publication_start_over(&build->publication, build->error) != STATUS_OK)
        return BUILD_FAILED;
    enum build_end end = make(build);
    if (end == BUILD_PUBLISHED) {
        watch->message(watch->context, WATCH_WARNING, build->request->directory, 0, what);
        report->warnings++;
    }
    return end;
}

static enum build_end run_steps(struct build *build)
{
    enum build_end end = take_place(build);
    if (end == BUILD_PUBLISHED)
        end = find(build);
    if (end == BUILD_PUBLISHED)
        end = plan(build);
    if (end != BUILD_PUBLISHED || build->request->dry_run)
        return end;
    if (!build_plan_is_news(&build->plan))
        return stay(build);
    end = make(build);
    if (end == BUILD_FAILED && build->error->code == STATUS_DAMAGED && build->live.path != NULL)
        end = make_anew(build);
    return end;
}

enum build_end build_run(const struct build_request *request, const struct watch *watch,
                         struct build_report *report, struct error *error)
{
    *report = (struct build_report){0};
    struct build build = {.request = request,
                          .watch = watch,
                          .report = report,
                          .error = error,
                          .live = {.directory = -1},
                          .publication = {.directory = -1, .lock = -1},
                          .inventory = -1,
                          .began = now()};
    enum build_end end = run_steps(&build);
    publication_close(&build.publication);
    if (end == BUILD_PUBLISHED && !request->dry_run)
        end_phase(&build, WATCH_PUBLISH);
    lexicon_free(build.lexicon);
    layout_clear(&build.layout);
    build_plan_clear(&build.plan);
    live_clear(&build.live);
    pages_clear(&build.pages);
    free(build.generation);
    if (build.inventory >= 0)
        close(build.inventory);
    return end;
}

enum status build_roll_back(const char *directory, unsigned wait, const struct watch *watch,
                            uint64_t *generation, struct error *error)
{
    struct publication publication;
    enum crew_end end = publication_open(&publication, directory, wait, watch, error);
    enum status status = end == CREW_DONE ? publication_roll_back(&publication, error)
                                          : (error != NULL ? error->code : STATUS_INTERNAL);
    *generation = publication.live;
    publication_close(&publication);
    return status;
}
