#include "indexer/build/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/base/calendar.h"

#define READ_MIN 4096

static int read_all(int file, struct buffer *out)
{
    for (;;) {
        if (out->length > LOAD_BYTES_MAX)
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

int load_file(const char *path, struct buffer *out)
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
    else if (is.st_size > (off_t)LOAD_BYTES_MAX)
        error = EFBIG;
    else if (!buffer_reserve(out, (size_t)is.st_size + READ_MIN))
        error = ENOMEM;
    else
        error = read_all(file, out);
    close(file);
    return error;
}

/* The number in count digits, or -1. */
static int digits(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static bool separates(char c)
{
    return c == '/' || c == '-';
}

uint32_t load_day(const char *path)
{
    static const size_t tail = sizeof "2024/03/20.md" - 1;
    size_t length = strlen(path);
    if (length < tail || strcmp(path + length - 3, ".md") != 0)
        return 0;
    const char *day_path = path + length - tail;
    if (length > tail && day_path[-1] != '/')
        return 0;
    int year = digits(day_path, 4), month = digits(day_path + 5, 2), day = digits(day_path + 8, 2);
    if (!separates(day_path[4]) || !separates(day_path[7]) || year < 1 || month < 1 || month > 12)
        return 0;
    if (day < 1 || day > (int)calendar_days_in_month((unsigned)year, (unsigned)month))
        return 0;
    return (uint32_t)(year * 10000 + month * 100 + day);
}
