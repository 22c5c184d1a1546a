/* The steps of a build, one after the other; see build.h. */
#include "indexer/build/build.h"

#include <stdlib.h>
#include <time.h>

#include "indexer/build/merge.h"
#include "indexer/build/pages.h"
#include "indexer/build/plan.h"
#include "indexer/build/publish.h"
#include "indexer/build/verify.h"
#include "indexer/build/work.h"

#define MERGED "generation"

struct build {
    const struct build_request *request;
    const struct watch *watch;
    struct build_report *report;
    struct error *error;
    struct pages pages;
    struct plan plan;
    struct publication publication;
    struct lexicon *lexicon;
    char *merged; /* path of the file in the scratch directory */
    double began; /* of the phase, in seconds */
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

static enum build_end find(struct build *build)
{
    const struct build_request *request = build->request;
    enum status status =
        pages_find(&build->pages, request->paths, request->path_count, build->error);
    if (status != STATUS_OK)
        return status == STATUS_NO_MEMORY ? BUILD_FAILED : BUILD_NO_PAGES;
    if (request->dry_run)
        return BUILD_PUBLISHED;
    status = publication_open(&build->publication, request->directory, build->error);
    return status == STATUS_OK ? BUILD_PUBLISHED : BUILD_FAILED;
}

static enum build_end plan(struct build *build)
{
    struct build_report *report = build->report;
    struct plan *made = &build->plan;
    enum crew_end end =
        plan_make(made, &build->pages, build->request->jobs, build->watch, build->error);
    report->pages = made->pages;
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

static enum build_end work(struct build *build)
{
    struct build_report *report = build->report;
    struct work done = {0};
    build->lexicon = lexicon_new();
    if (build->lexicon == NULL) {
        error_set(build->error, STATUS_NO_MEMORY, NULL, "out of memory");
        return BUILD_FAILED;
    }
    enum crew_end end = work_do(&done, &build->pages, &build->plan, build->publication.scratch,
                                build->lexicon, build->request->jobs, build->watch, build->error);
    report->papers = done.papers;
    report->warnings += done.warnings;
    report->lost += done.lost;
    end_phase(build, WATCH_INDEX);
    if (end == CREW_DONE && done.papers == 0) {
        error_set(build->error, STATUS_NOT_FOUND, NULL, "every page changed while it was read");
        return BUILD_NO_PAGES;
    }
    return end_of(end);
}

static enum build_end merge(struct build *build)
{
    struct buffer path = BUFFER_INIT;
    const struct merge merge = {.scratch = build->publication.scratch,
                                .chunk_count = build->plan.chunk_count,
                                .root = build->pages.root,
                                .lexicon = build->lexicon,
                                .jobs = build->request->jobs};
    if (buffer_add_format(&path, "%s/" MERGED, merge.scratch))
        build->merged = buffer_detach(&path);
    buffer_free(&path);
    if (build->merged == NULL) {
        error_set(build->error, STATUS_NO_MEMORY, NULL, "out of memory");
        return BUILD_FAILED;
    }
    enum crew_end end = merge_do(&merge, build->merged, build->watch, build->error);
    end_phase(build, WATCH_MERGE);
    return end_of(end);
}

static enum build_end publish(struct build *build)
{
    struct build_report *report = build->report;
    const struct watch *watch = build->watch;
    struct verdict verdict;
    watch->progress(watch->context, WATCH_PUBLISH, 0, 1);
    enum crew_end end =
        verify(&verdict, build->merged, report->papers, build->request->jobs, build->error);
    if (end == CREW_DONE && watch->stop(watch->context))
        end = CREW_STOPPED;
    if (end == CREW_DONE &&
        publication_publish(&build->publication, MERGED, build->error) != STATUS_OK)
        end = CREW_FAILED;
    report->terms = verdict.terms;
    report->bytes = verdict.bytes;
    report->generation = build->publication.live;
    return end_of(end);
}

enum build_end build_run(const struct build_request *request, const struct watch *watch,
                         struct build_report *report, struct error *error)
{
    *report = (struct build_report){0};
    struct build build = {.request = request,
                          .watch = watch,
                          .report = report,
                          .error = error,
                          .publication = {.directory = -1, .lock = -1},
                          .began = now()};
    enum build_end end = find(&build);
    if (end == BUILD_PUBLISHED)
        end = plan(&build);
    if (end == BUILD_PUBLISHED && !request->dry_run) {
        end = work(&build);
        if (end == BUILD_PUBLISHED)
            end = merge(&build);
        if (end == BUILD_PUBLISHED)
            end = publish(&build);
    }
    publication_close(&build.publication);
    if (end == BUILD_PUBLISHED && !request->dry_run)
        end_phase(&build, WATCH_PUBLISH);
    lexicon_free(build.lexicon);
    plan_clear(&build.plan);
    pages_clear(&build.pages);
    free(build.merged);
    return end;
}
