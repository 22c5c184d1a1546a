#include "indexer/format/news.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/file.h"

enum status news_read(const char *generation, struct buffer *out, struct error *error)
{
    char *path = buffer_text("%s/" NEWS_FILE, generation);
    int reason = path ? file_load(path, out) : ENOMEM;

    free(path);
    return reason == 0 || reason == ENOENT || reason == ENOTDIR
               ? STATUS_OK
               : error_set_errno(error, reason, "cannot read what is new");
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
