/* seogo-index: Markdown pages in, a published index out. Which command is run is
 * decided here; the options are in command/options.c, the exit statuses in
 * command/exit_status.h. */
#include <stdio.h>
#include <stdlib.h>

#include "indexer/format/location.h"
#include "indexer/command/session.h"

/* A full disk may have taken what was said. */
static int finish(int result)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return result;
    perror("seogo-index: cannot write to standard output");
    return result == EXIT_PUBLISHED ? EXIT_LEFT_OUT : result;
}

static int act(struct session *session, const char *directory)
{
    switch (session->options.action) {
    case OPTIONS_CHECK:
        return command_check(session, directory);
    case OPTIONS_ROLL_BACK:
        return command_roll_back(session, directory);
    case OPTIONS_STATUS:
        return command_status(session, directory);
    case OPTIONS_BUILD:
    case OPTIONS_HELP:
    case OPTIONS_VERSION:
        break;
    }
    return command_build(session, directory);
}

int main(int argc, char **argv)
{
    struct session session = {0};
    struct error error = {0};
    char *directory = NULL;
    /* Xapian would analyze on its own, and the index would depend on it. */
    unsetenv("XAPIAN_CJK_NGRAM");
    if (options_parse(argc, argv, &session.options, &error) != STATUS_OK)
        return session_fail(&session, &error, EXIT_USAGE);
    if (session.options.action == OPTIONS_HELP) {
        options_help(stdout);
        return finish(EXIT_SUCCESS);
    }
    if (session.options.action == OPTIONS_VERSION) {
        puts("seogo-index " SEOGO_VERSION);
        return finish(EXIT_SUCCESS);
    }
    enum status status = location_directory(session.options.db, &directory, &error);
    if (status != STATUS_OK)
        return session_fail(&session, &error,
                            status == STATUS_NOT_FOUND ? EXIT_USAGE : EXIT_NOT_WRITTEN);
    int result = act(&session, directory);
    free(directory);
    return finish(result);
}
