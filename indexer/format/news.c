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

/* "@" and the day. */
#define DAY_LENGTH 11

/* The nth publication's line, the last one first, or NULL. */
static const char *publication(const struct buffer *news, size_t n)
{
    const char *line = news->data, *end = line ? line + news->length : line;

    while (line < end) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));

        if (*line == '@' && n-- == 0)
            return newline && newline - line == DAY_LENGTH ? line : NULL;
        line = newline ? newline + 1 : end;
    }
    return NULL;
}

/* How many publications there were from that day on. */
static size_t publications_since(const struct buffer *news, const char *day)
{
    const char *line;
    size_t count = 0;

    while ((line = publication(news, count)) && memcmp(line, day, DAY_LENGTH) >= 0)
        count++;
    return count;
}

bool news_of_shards(const struct buffer *shards, size_t count, size_t publications,
                    struct buffer *out, bool *added)
{
    const char *day = "@9999-99-99";

    *added = true;
    for (size_t n = 0; n < publications; n++) {
        const char *last = NULL;

        for (size_t i = 0; i < count; i++) {
            const char *one = publication(&shards[i], publications_since(&shards[i], day));

            if (one && (!last || memcmp(one, last, DAY_LENGTH) > 0))
                last = one;
        }
        if (!last)
            return false;
        day = last;
    }
    for (size_t i = 0; i < count && *added; i++)
        if (publications_since(&shards[i], day) > 0)
            news_of(&shards[i], publications_since(&shards[i], day), out, added);
    return true;
}
