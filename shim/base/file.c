#include "shim/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_MIN 4096

static int read_all(int file, struct buffer *out)
{
    for (;;) {
        if (out->length > FILE_BYTES_MAX)
            return EFBIG;
        if (!buffer_reserve(out, READ_MIN))
            return ENOMEM;
        ssize_t got = read(file, out->data + out->length, out->capacity - out->length - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        out->length += (size_t)got;
        out->data[out->length] = '\0';
        if (got == 0)
            return 0;
    }
}

int file_load(const char *path, struct buffer *out)
{
    struct stat is;
    buffer_clear(out);
    /* Not to wait for the writer of a named pipe. */
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return errno;
    int error = 0;
    if (fstat(file, &is) != 0)
        error = errno;
    else if (S_ISDIR(is.st_mode))
        error = EISDIR;
    else if (!S_ISREG(is.st_mode))
        error = EINVAL;
    else if (is.st_size > (off_t)FILE_BYTES_MAX)
        error = EFBIG;
    else if (!buffer_reserve(out, (size_t)is.st_size + READ_MIN))
        error = ENOMEM;
    else
        error = read_all(file, out);
    close(file);
    return error;
}

bool file_is_trouble(int reason)
{
    static const int troubles[] = {
        EIO, ESTALE, ENOMEM, EMFILE, ENFILE, ENOTCONN, ETIMEDOUT, EHOSTUNREACH,
    };
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (reason == troubles[i])
            return true;
    return false;
}

enum status file_cannot(const char *action, const char *path, struct error *error)
{
    int reason = errno;
    char what[sizeof error->message];
    snprintf(what, sizeof what, "cannot %s '%s'", action, path);
    return error_set_errno(error, reason, what);
}
