/* seogo-index: Markdown pages in, a published index out. Options, signals and
 * exit statuses are decided here, what an index is elsewhere. */
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "indexer/build/build.h"
#include "indexer/format/location.h"
#include "indexer/options.h"
#include "indexer/progress.h"
#include "indexer/report.h"

enum exit_status {
    EXIT_PUBLISHED = 0,
    EXIT_LEFT_OUT = 1,
    EXIT_USAGE = 2,
    EXIT_NO_PAGE = 3,
    EXIT_NOT_WRITTEN = 4,
    EXIT_LOCKED = 5
};

struct session {
    struct options options;
    struct progress progress;
    sigset_t endings; /* blocked signals that end the build; only one is taken */
    int signal;       /* that one, or 0 */
};

static void show_progress(void *context, enum watch_phase phase, size_t done, size_t total)
{
    struct session *session = context;
    progress_show(&session->progress, phase, done, total);
}

static void show_message(void *context, enum watch_kind kind, const char *page, uint32_t line,
                         const char *what)
{
    struct session *session = context;
    if (kind == WATCH_REMARK && !session->options.verbose)
        return;
    progress_clear(&session->progress);
    report_message(stderr, page, line, what);
}

static bool stop(void *context)
{
    struct session *session = context;
    const struct timespec at_once = {0};
    if (session->signal == 0) {
        int taken = sigtimedwait(&session->endings, NULL, &at_once);
        session->signal = taken > 0 ? taken : 0;
    }
    return session->signal != 0;
}

/* A signal waits until the build asks for it, in every thread. One that was
 * ignored when the program began (nohup, a job in the background) stays so. */
static void hold_signals(struct session *session)
{
    static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&session->endings);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct sigaction now;
        if (sigaction(endings[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&session->endings, endings[i]);
    }
    sigprocmask(SIG_BLOCK, &session->endings, NULL);
    /* A reader of the warnings that goes away ends no build. */
    signal(SIGPIPE, SIG_IGN);
    /* A file that may not grow is an error like a full disk. */
    signal(SIGXFSZ, SIG_IGN);
}

/* Ends as the signal would have ended the program, so that a shell sees it. */
static int end_by_signal(int number)
{
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, number);
    signal(number, SIG_DFL);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    return 128 + number;
}

static int fail(const struct session *session, const struct error *error, int status)
{
    report_error_text(stderr, error);
    if (session->options.json)
        report_error_json(stdout, error);
    return status;
}

static int conclude(const struct session *session, const struct build_report *report,
                    bool published, const char *directory, double seconds)
{
    const struct options *options = &session->options;
    const struct report_run run = {directory, options->dry_run, published && !options->dry_run,
                                   seconds};
    if (!options->quiet && options->json)
        report_json(stdout, report, &run);
    else if (!options->quiet)
        report_text(stdout, report, &run, options->verbose);
    return published && report->lost > 0 ? EXIT_LEFT_OUT : EXIT_PUBLISHED;
}

static int build(struct session *session, const char *directory)
{
    const struct options *options = &session->options;
    const struct build_request request = {.paths = options->paths,
                                          .path_count = options->path_count,
                                          .directory = directory,
                                          .jobs = options->jobs,
                                          .wait = (unsigned)options->wait,
                                          .full = options->full,
                                          .checksum = options->checksum,
                                          .dry_run = options->dry_run};
    const struct watch watch = {session, show_progress, show_message, stop};
    struct build_report report;
    struct error error = {0};
    struct timespec begin, end;
    progress_open(&session->progress, stderr, options->quiet ? PROGRESS_NEVER : options->progress);
    hold_signals(session);
    clock_gettime(CLOCK_MONOTONIC, &begin);
    enum build_end result = build_run(&request, &watch, &report, &error);
    clock_gettime(CLOCK_MONOTONIC, &end);
    progress_clear(&session->progress);
    switch (result) {
    case BUILD_PUBLISHED:
    case BUILD_NO_NEWS:
        return conclude(session, &report, result == BUILD_PUBLISHED, directory,
                        (double)(end.tv_sec - begin.tv_sec) +
                            (double)(end.tv_nsec - begin.tv_nsec) / 1e9);
    case BUILD_NO_PAGES:
        return fail(session, &error, EXIT_NO_PAGE);
    case BUILD_FAILED:
        return fail(session, &error, error.code == STATUS_LOCKED ? EXIT_LOCKED : EXIT_NOT_WRITTEN);
    case BUILD_STOPPED:
        break;
    }
    return end_by_signal(session->signal);
}

int main(int argc, char **argv)
{
    struct session session = {0};
    struct error error = {0};
    char *directory = NULL;
    /* Xapian would analyze on its own, and the index would depend on it. */
    unsetenv("XAPIAN_CJK_NGRAM");
    if (options_parse(argc, argv, &session.options, &error) != STATUS_OK)
        return fail(&session, &error, EXIT_USAGE);
    switch (session.options.action) {
    case OPTIONS_HELP:
        options_help(stdout);
        return EXIT_SUCCESS;
    case OPTIONS_VERSION:
        puts("seogo-index " SEOGO_VERSION);
        return EXIT_SUCCESS;
    case OPTIONS_BUILD:
        break;
    }
    enum status status = location_directory(session.options.db, &directory, &error);
    if (status != STATUS_OK)
        return fail(&session, &error, status == STATUS_NOT_FOUND ? EXIT_USAGE : EXIT_NOT_WRITTEN);
    int result = build(&session, directory);
    free(directory);
    return result;
}
