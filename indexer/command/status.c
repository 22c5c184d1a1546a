/* --status, for people and monitors, and --rollback. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "indexer/build/build.h"
#include "indexer/build/index_stat.h"
#include "indexer/command/last_run.h"
#include "indexer/command/report.h"
#include "indexer/command/session.h"

static int exit_of(enum status status, const struct index_stat *seen, const cJSON *last)
{
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(last, "exit");
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? EXIT_NO_PAGE : EXIT_NOT_WRITTEN;
    if (!cJSON_IsNumber(code))
        /* One that did not tell its end was killed, or is at work. */
        return last == NULL || seen->holder != 0 ? EXIT_PUBLISHED : EXIT_NOT_WRITTEN;
    return code->valueint <= EXIT_LOCKED ? code->valueint : EXIT_NOT_WRITTEN;
}

int command_status(struct session *session, const char *directory)
{
    const struct options *options = &session->options;
    struct index_stat seen;
    struct error error = {0};
    enum status status = index_stat_read(&seen, directory, options->verbose, &error);
    cJSON *last = last_run_read(directory);
    const struct report_status told = {directory, &seen, status == STATUS_OK ? NULL : &error, last,
                                       time(NULL)};
    int result = exit_of(status, &seen, last);
    if (!options->quiet && options->json)
        report_status_json(stdout, &told);
    else if (!options->quiet)
        report_status_text(stdout, &told);
    cJSON_Delete(last);
    return result;
}

int command_roll_back(struct session *session, const char *directory)
{
    const struct observer observer = session_observer(session);
    struct index_stat seen;
    struct error error = {0};
    uint64_t generation = 0;
    session_begin(session);
    /* Where there is no index none is begun. */
    enum status status = index_stat_read(&seen, directory, false, &error);
    if (status == STATUS_NOT_FOUND)
        return session_fail(session, &error, EXIT_NO_PAGE);
    status = build_roll_back(directory, session->options.wait, &observer, &generation, &error);
    if (session->signal != 0)
        return session_end_by_signal(session);
    if (status == STATUS_LOCKED)
        return session_fail(session, &error, EXIT_LOCKED);
    if (status != STATUS_OK)
        return session_fail(session, &error,
                            status == STATUS_NOT_FOUND ? EXIT_NO_PAGE : EXIT_NOT_WRITTEN);
    if (!session->options.quiet && session->options.json)
        report_roll_back_json(stdout, generation);
    else if (!session->options.quiet)
        printf("generation %" PRIu64 " is live again\n", generation);
    return EXIT_PUBLISHED;
}
