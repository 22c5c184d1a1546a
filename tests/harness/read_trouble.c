/* Preloaded: a file or directory whose name ends in READ_TROUBLE cannot be read, for
 * the reason READ_ERROR. A directory fails in the middle, as a bad disk does. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static int is_troubled(const char *path)
{
    const char *name = getenv("READ_TROUBLE");
    size_t length = strlen(path), tail = name != NULL ? strlen(name) : 0;
    return tail > 0 && length >= tail && strcmp(path + length - tail, name) == 0;
}

static int reason(void)
{
    static const struct {
        const char *name;
        int number;
    } reasons[] = {{"EIO", EIO},
                   {"ESTALE", ESTALE},
                   {"ENOMEM", ENOMEM},
                   {"EMFILE", EMFILE},
                   {"EACCES", EACCES}};
    const char *wanted = getenv("READ_ERROR");
    for (size_t i = 0; wanted != NULL && i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i].name, wanted) == 0)
            return reasons[i].number;
    return EIO;
}

int open(const char *path, int flags, ...)
{
    int (*next)(const char *, int, ...) = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? (mode_t)va_arg(arguments, int) : 0;
    va_end(arguments);
    if ((flags & O_ACCMODE) == O_RDONLY && is_troubled(path)) {
        errno = reason();
        return -1;
    }
    return next(path, flags, mode);
}

int scandir(const char *path, struct dirent ***names, int (*wanted)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **))
{
    int (*next)(const char *, struct dirent ***, int (*)(const struct dirent *),
                int (*)(const struct dirent **, const struct dirent **)) =
        (int (*)(const char *, struct dirent ***, int (*)(const struct dirent *),
                 int (*)(const struct dirent **, const struct dirent **)))dlsym(RTLD_NEXT,
                                                                                "scandir");
    if (is_troubled(path)) {
        errno = reason();
        return -1;
    }
    return next(path, names, wanted, compare);
}
