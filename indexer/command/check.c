/* --check: the index against its pages. */
#include <stdio.h>

#include "indexer/build/check.h"
#include "indexer/command/report.h"
#include "indexer/command/session.h"

static int exit_of(const struct error *error)
{
    return error->code == STATUS_NOT_FOUND ? EXIT_NO_PAGE : EXIT_NOT_WRITTEN;
}

int command_check(struct session *session, const char *directory)
{
    const struct options *options = &session->options;
    const struct check_request request = {
        .pages = options_pages(options), .directory = directory, .jobs = options->jobs};
    const struct observer observer = session_observer(session);
    struct check_report report;
    struct error error = {0};
    session_begin(session);
    session->warnings.all = true;
    enum status status = check_run(&report, &request, &observer, &error);
    progress_clear(&session->progress);
    warnings_finish(&session->warnings, stderr);
    if (status == STATUS_STOPPED)
        return session_end_by_signal(session);
    if (status != STATUS_OK)
        return session_fail(session, &error, exit_of(&error));
    if (!options->quiet && options->json)
        report_check_json(stdout, &report);
    else if (!options->quiet)
        report_check_text(stdout, &report);
    return report.missing + report.different + report.surplus > 0 ? EXIT_LEFT_OUT : EXIT_PUBLISHED;
}
