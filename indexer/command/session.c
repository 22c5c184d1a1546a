#include "indexer/command/session.h"

#include <signal.h>

#include "indexer/command/report.h"

static const int ENDINGS[] = {SIGINT, SIGTERM, SIGHUP};

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

/* The first of the endings that waits, 0 for none. */
static int take_pending(const struct session *session, const sigset_t *pending)
{
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        if (sigismember(&session->endings, ENDINGS[i]) == 1 &&
            sigismember(pending, ENDINGS[i]) == 1)
            return ENDINGS[i];
    return 0;
}

bool session_stopped(void *context)
{
    struct session *session = context;
    sigset_t pending;
    if (session->signal == 0 && sigpending(&pending) == 0)
        session->signal = take_pending(session, &pending);
    return session->signal != 0;
}

/* A signal waits until the build asks for it, in every thread. One that was
 * ignored when the program began (nohup, a job in the background) stays so. */
static void hold_signals(struct session *session)
{
    sigemptyset(&session->endings);
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        struct sigaction now;
        if (sigaction(ENDINGS[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            sigaddset(&session->endings, ENDINGS[i]);
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
