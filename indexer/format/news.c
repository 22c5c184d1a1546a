#include "indexer/format/news.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static enum status read_all(FILE *file, struct buffer *out, struct error *error)
{
    char bytes[4096];
    size_t count;

    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0)
        if (!buffer_add(out, bytes, count))
            return error_no_memory(error);
    return ferror(file) ? error_set_errno(error, errno, "cannot read what is new") : STATUS_OK;
}

enum status news_read(const char *generation, struct buffer *out, struct error *error)
{
    struct buffer path = BUFFER_INIT;
    enum status status = STATUS_OK;
    FILE *file;

    if (!buffer_add_format(&path, "%s/" NEWS_FILE, generation)) {
        buffer_free(&path);
        return error_no_memory(error);
    }
    file = fopen(path.data, "re");
    if (file) {
        status = read_all(file, out, error);
        fclose(file);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        status = error_set_errno(error, errno, "cannot read what is new");
    }
    buffer_free(&path);
    return status;
}

bool news_of(const struct buffer *news, size_t publications, struct buffer *out, bool *added)
{
    const char *line = news->data, *end = line ? line + news->length : line;
    size_t seen = 0;

    *added = true;
    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *next = newline ? newline + 1 : end;

        if (*line == '@' && ++seen > publications)
            return true;
        if (*line != '@' && out && !buffer_add(out, line, (size_t)(next - line))) {
            *added = false;
            return true;
        }
        line = next;
    }
    return seen >= publications;
}
