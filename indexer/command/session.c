#include "indexer/command/session.h"

#include <time.h>

#include "indexer/command/report.h"

static void show_progress(void *context, enum phase phase, size_t done, size_t total)
{
    struct session *session = context;
    progress_show(&session->progress, phase, done, total);
}

static void show_message(void *context, enum message_kind kind, const char *page, uint32_t line,
                         const char *what)
{
    struct session *session = context;
    if (kind == MESSAGE_REMARK && !session->options.verbose)
        return;
    progress_clear(&session->progress);
    if (kind == MESSAGE_REMARK)
        report_message(stderr, page, line, what);
    else
        warnings_take(&session->warnings, stderr, page, line, what);
}

bool session_stopped(void *context)
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

void session_begin(struct session *session)
{
    const struct options *options = &session->options;
    session->warnings.all = options->verbose;
    progress_open(&session->progress, stderr, options->quiet ? WHEN_NEVER : options->progress);
    hold_signals(session);
}

struct observer session_observer(struct session *session)
{
    return (struct observer){.context = session,
                             .progress = show_progress,
                             .message = show_message,
                             .stop = session_stopped};
}

int session_end_by_signal(const struct session *session)
{
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, session->signal);
    signal(session->signal, SIG_DFL);
    raise(session->signal);
    sigprocmask(SIG_UNBLOCK, &one, NULL);
    return 128 + session->signal;
}

int session_fail(const struct session *session, const struct error *error, int status)
{
    report_error_text(stderr, error);
    if (session->options.json)
        report_error_json(stdout, error);
    return status;
}
