/* A build with its hooks, told to the person and kept for --status. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/build/build.h"
#include "indexer/command/hooks.h"
#include "indexer/command/last_run.h"
#include "indexer/command/report.h"
#include "indexer/command/session.h"
#include "shim/base/calendar.h"
#include "shim/base/file.h"

/* Its failure is told and harmless: yesterday's pages are pages too. */
static void run_hook(struct session *session, const char *name, const char *command)
{
    struct error error = {0};
    if (command == NULL || session->signal != 0)
        return;
    progress_clear(&session->progress);
    if (hook_run(name, command, session_stopped, session, &error) != STATUS_OK &&
        session->signal == 0) {
        report_error_text(stderr, &error);
        session->last->hook_failed = true;
    }
}

static void run_before(void *context)
{
    struct session *session = context;
    last_run_write(session->directory, session->last);
    run_hook(session, "before", session->options.before);
}

/* What the command may want to know is in its environment. */
static void run_after(struct session *session, const struct build_report *report,
                      const char *directory)
{
    char number[32];
    snprintf(number, sizeof number, "%llu", (unsigned long long)report->generation);
    setenv("SEOGO_DB", directory, 1);
    setenv("SEOGO_GENERATION", number, 1);
    snprintf(number, sizeof number, "%zu", report->papers);
    setenv("SEOGO_PAPERS", number, 1);
    run_hook(session, "after", session->options.after);
}

static int conclude(const struct session *session, const struct build_report *report,
                    const struct report_run *run)
{
    const struct options *options = &session->options;
    if (!options->quiet && options->json)
        report_json(stdout, report, run);
    else if (!options->quiet)
        report_text(stdout, report, run, options->verbose);
    fflush(stdout);
    bool short_of = (run->published || run->dry_run) && report->lost > 0;
    return short_of || report->kept > 0 ? EXIT_LEFT_OUT : EXIT_PUBLISHED;
}

static int finish(const struct session *session, enum build_end end,
                  const struct build_report *report, const struct report_run *run,
                  const struct error *error)
{
    switch (end) {
    case BUILD_PUBLISHED:
    case BUILD_UNCHANGED:
        return conclude(session, report, run);
    case BUILD_NO_PAGES:
        return session_fail(session, error, EXIT_NO_PAGE);
    case BUILD_FAILED:
        return session_fail(session, error,
                            error->code == STATUS_LOCKED ? EXIT_LOCKED : EXIT_NOT_WRITTEN);
    case BUILD_STOPPED:
        break;
    }
    return 128 + session->signal;
}

/* The program's own thesaurus and the files that the keeper adds. */
static enum status read_thesaurus(const struct options *options, struct thesaurus *thesaurus,
                                  struct error *error)
{
    struct buffer bytes = BUFFER_INIT;
    enum status status = thesaurus_add_own(thesaurus, error);

    for (size_t i = 0; i < options->thesaurus_count && status == STATUS_OK; i++) {
        const char *path = options->thesauri[i];

        errno = file_load(path, &bytes);
        status = errno != 0 ? file_cannot("read", path, error)
                            : thesaurus_add(thesaurus, path, bytes.data, bytes.length, error);
    }
    buffer_free(&bytes);
    return status;
}

static int build_with(struct session *session, const char *directory,
                      const struct thesaurus *thesaurus)
{
    const struct options *options = &session->options;
    const struct build_request request = {.pages = options_pages(options),
                                          .directory = directory,
                                          .jobs = options->jobs,
                                          .wait = options->wait,
                                          .thesaurus = thesaurus,
                                          .share = options->share,
                                          .full = options->full,
                                          .dry_run = options->dry_run,
                                          .accept_loss = options->accept_loss,
                                          .replace = options->replace};
    struct observer observer = session_observer(session);
    struct build_report report;
    struct error error = {0};
    struct last_run last = {.began = time(NULL), .report = &report, .error = &error};
    session->last = &last;
    session->directory = directory;
    observer.locked = run_before;
    session_begin(session);
    const double begin = calendar_seconds();
    last.end = build_run(&request, &observer, &report, &error);
    last.seconds = calendar_seconds() - begin;
    progress_clear(&session->progress);
    warnings_finish(&session->warnings, stderr);
    const struct report_run run = {.directory = directory,
                                   .dry_run = options->dry_run,
                                   .published = last.end == BUILD_PUBLISHED && !options->dry_run,
                                   .seconds = last.seconds};
    last.exit = finish(session, last.end, &report, &run, &error);
    last.ended = true;
    if (!options->dry_run && last.exit != EXIT_LOCKED)
        last_run_write(directory, &last);
    if (run.published) {
        run_after(session, &report, directory);
        if (last.hook_failed)
            last_run_write(directory, &last);
    }
    return last.end == BUILD_STOPPED ? session_end_by_signal(session) : last.exit;
}

int command_build(struct session *session, const char *directory)
{
    struct thesaurus thesaurus = {0};
    struct error error = {0};
    int result;

    if (read_thesaurus(&session->options, &thesaurus, &error) == STATUS_OK)
        result = build_with(session, directory, &thesaurus);
    else
        result = session_fail(session, &error,
                              error.code == STATUS_NO_MEMORY ? EXIT_NOT_WRITTEN : EXIT_USAGE);
    thesaurus_free(&thesaurus);
    return result;
}
