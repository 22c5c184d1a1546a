#include "query/command/open.h"

#include <errno.h>
#include <spawn.h>
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
    static const char *const NAMES[] = {
        [OPEN_LINK] = "link", [OPEN_PAGE] = "page", [OPEN_THUMBNAIL] = "thumbnail"};

    return n < sizeof NAMES / sizeof *NAMES ? NAMES[n] : NULL;
}

static enum status start(char *address, struct error *error)
{
    char program[] = OPENER;
    char *const arguments[] = {program, address, NULL};
    pid_t child;
    int end = 0, failed = posix_spawnp(&child, program, NULL, NULL, arguments, environ);

    if (failed == ENOENT)
        return error_set(error, STATUS_NOT_FOUND, "install xdg-utils, or take seogo -f url",
                         "there is no program '%s'", OPENER);
    if (failed)
        return error_set_errno(error, failed, "cannot start '" OPENER "'");
    while (waitpid(child, &end, 0) < 0 && errno == EINTR)
        continue;
    if (WIFEXITED(end) && WEXITSTATUS(end) == 0)
        return STATUS_OK;
    return error_set(error, STATUS_IO, NULL, "'%s' could not open '%s'", OPENER, address);
}

enum status command_open(const struct hit *hit, enum opened what, struct error *error)
{
    const char *address = what == OPEN_PAGE   ? hit->path
                          : what == OPEN_LINK ? link_of(hit->paper.url)
                                              : link_of(hit->paper.thumbnail);
    struct buffer safe = BUFFER_INIT;
    enum status status;

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
