#include "query/command/open.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "query/render/link.h"
#include "query/render/visible.h"

#ifdef __APPLE__
#define OPENER "open"
#else
#define OPENER "xdg-open"
#endif

extern char **environ;

const char *open_name(size_t n)
{
    static const char *const NAMES[] = {[OPEN_LINK] = "link",
                                        [OPEN_PAGE] = "page",
                                        [OPEN_THUMBNAIL] = "thumbnail",
                                        [OPEN_EDITOR] = "editor"};

    return n < sizeof NAMES / sizeof *NAMES ? NAMES[n] : NULL;
}

/* Runs a program to its end; 0, an errno, or -1 where it failed. */
static int run(char *const *arguments)
{
    pid_t child;
    int end = 0, failed = posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ);

    if (failed)
        return failed;
    while (waitpid(child, &end, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(end) && WEXITSTATUS(end) == 0 ? 0 : -1;
}

static enum status start(char *address, struct error *error)
{
    char program[] = OPENER;
    int failed = run((char *const[]){program, address, NULL});

    if (failed == ENOENT)
        return error_set(error, STATUS_NOT_FOUND, "install xdg-utils, or take seogo -f url",
                         "there is no program '%s'", OPENER);
    if (failed > 0)
        return error_set_errno(error, failed, "cannot start '" OPENER "'");
    return failed == 0
               ? STATUS_OK
               : error_set(error, STATUS_IO, NULL, "'%s' could not open '%s'", OPENER, address);
}

/* The editor's name may come with options, which a shell splits, as for git. */
static enum status edit(const struct hit *hit, struct error *error)
{
    char shell[] = "sh", option[] = "-c", line[16];
    char script[] = "${VISUAL:-${EDITOR:-vi}} \"$@\"";
    struct buffer path = BUFFER_INIT;
    int failed = ENOMEM;

    snprintf(line, sizeof line, "+%u", hit->paper.line);
    if (buffer_add_text(&path, hit->path))
        failed = run((char *const[]){shell, option, script, shell, line, path.data, NULL});
    buffer_free(&path);
    if (failed > 0)
        return error_set_errno(error, failed, "cannot start the editor");
    return failed == 0
               ? STATUS_OK
               : error_set(error, STATUS_IO, "set EDITOR to a program that takes +LINE FILE",
                           "the editor could not show '%s'", hit->path);
}

enum status command_open(const struct hit *hit, enum opened what, struct error *error)
{
    const char *address = what == OPEN_PAGE   ? hit->path
                          : what == OPEN_LINK ? link_of(hit->paper.url)
                                              : link_of(hit->paper.thumbnail);
    struct buffer safe = BUFFER_INIT;
    enum status status;

    if (what == OPEN_EDITOR)
        return edit(hit, error);
    if (!*address)
        return error_set(error, STATUS_NOT_FOUND, NULL, "the paper has no %s that can be opened",
                         open_name(what));
    if (!(what == OPEN_PAGE ? buffer_add_text(&safe, address) : visible_add_link(&safe, address)))
        status = error_no_memory(error);
    else
        status = start(safe.data, error);
    buffer_free(&safe);
    return status;
}
