/* See lines.h. */
#include "indexer/page/lines.h"

#include <stddef.h>
#include <string.h>

/* Each end of line is searched once, and only when the last one was passed. */
static const char *find(const char *from, const char *end, const char *known, char c)
{
    if (known >= from)
        return known;
    const char *const found = memchr(from, c, (size_t)(end - from));
    return found != NULL ? found : end;
}

static void take(struct lines *lines, const char *start)
{
    lines->feed = find(start, lines->end, lines->feed, '\n');
    lines->carriage = find(start, lines->end, lines->carriage, '\r');
    lines->start = start;
    lines->stop = lines->feed < lines->carriage ? lines->feed : lines->carriage;
    const bool both = lines->feed == lines->carriage + 1 && lines->feed < lines->end;
    lines->next = lines->stop;
    if (lines->next < lines->end)
        lines->next += lines->stop == lines->carriage && both ? 2 : 1;
}

void lines_start(struct lines *lines, const char *text, const char *end)
{
    *lines = (struct lines){.end = end, .feed = text, .carriage = text, .number = 1};
    const void *const feed = memchr(text, '\n', (size_t)(end - text));
    const void *const carriage = memchr(text, '\r', (size_t)(end - text));
    lines->feed = feed != NULL ? feed : end;
    lines->carriage = carriage != NULL ? carriage : end;
    take(lines, text);
}

bool lines_next(struct lines *lines)
{
    if (lines->next == lines->stop)
        return false;
    take(lines, lines->next);
    if (lines->number < UINT32_MAX)
        lines->number++;
    return true;
}

void lines_seek(struct lines *lines, const char *at)
{
    while (at >= lines->next && lines_next(lines))
        continue;
}
