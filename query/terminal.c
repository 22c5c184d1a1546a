#include "query/terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "query/command/interactive.h"
#include "query/render/exit_status.h"

#define DEFAULT_WIDTH 80

void terminal_complain(const struct query_options *o, const struct error *error,
                       const struct broken_query *broken)
{
    struct buffer out = BUFFER_INIT;

    if (render_error(error, broken, &o->render, &out) == STATUS_OK && out.data)
        fwrite(out.data, 1, out.length, stderr);
    else
        fprintf(stderr, "seogo: %s\n", error->message);
    buffer_free(&out);
}

/* Columns of the terminal on standard output, else of $COLUMNS, else 80. */
static unsigned find_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long number = columns ? strtol(columns, NULL, 10) : 0;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        number = size.ws_col;
    if (number <= 0)
        return DEFAULT_WIDTH;
    return number < 20 ? 20 : number > 1000 ? 1000 : (unsigned)number;
}

static bool wants_no_color(void)
{
    const char *no_color = getenv("NO_COLOR");

    return no_color && *no_color;
}

void terminal_look(struct query_options *o)
{
    bool terminal = isatty(STDOUT_FILENO);
    const char *term = getenv("TERM");
    bool dumb = !term || !*term || strcmp(term, "dumb") == 0;

    if (!o->render.width)
        o->render.width = find_width();
    o->render.color = o->color == WHEN_ALWAYS ||
                      (o->color == WHEN_AUTO && terminal && !dumb && !wants_no_color());
    o->render.links = o->render.color && terminal && !dumb;
}

enum exit_status terminal_interactive(const struct query_options *o)
{
    const struct interactive interactive = {.arguments = o->given,
                                            .count = o->given_count,
                                            .words = o->words,
                                            .word_count = o->word_count,
                                            .color = o->color == WHEN_ALWAYS ||
                                                     (o->color == WHEN_AUTO && !wants_no_color()),
                                            .print = o->render.format != FORMAT_CARD};
    struct error error = {0};
    enum status status = command_interactive(&interactive, &error);

    terminal_complain(o, &error, NULL);
    return exit_status_of(status);
}

enum exit_status terminal_end(const struct query_options *o)
{
    struct error error;

    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_FOUND;
    error_set_errno(&error, errno, "cannot write to standard output");
    terminal_complain(o, &error, NULL);
    return EXIT_USAGE;
}

bool terminal_page(const struct query_options *o, const struct buffer *out)
{
    const char *pager = getenv("PAGER");
    FILE *pipe;

    if (o->no_pager || o->render.format != FORMAT_FULL || !out->length || !isatty(STDOUT_FILENO))
        return false;
    setenv("LESS", "FRX", 0); /* no paging of what fits, colors as they are */
    pipe = popen(pager && *pager ? pager : "less", "w");
    if (!pipe)
        return false;
    signal(SIGPIPE, SIG_IGN); /* who has read enough leaves the pager */
    fwrite(out->data, 1, out->length, pipe);
    return pclose(pipe) != 127 << 8;
}

enum exit_status terminal_print(const struct query_options *o, enum status status,
                                struct command_result *result)
{
    enum exit_status end = exit_status_of(status);

    if (status != STATUS_OK) {
        exit_status_advise(&result->error);
        terminal_complain(o, &result->error, status == STATUS_BAD_QUERY ? &result->broken : NULL);
    } else {
        if (result->out.length)
            fwrite(result->out.data, 1, result->out.length, stdout);
        end = terminal_end(o);
        if (end == EXIT_FOUND && result->found == 0)
            end = EXIT_NOTHING;
    }
    buffer_free(&result->out);
    return end;
}
