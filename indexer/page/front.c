/* See front.h. */
#include "indexer/page/front.h"

#include <string.h>

#include "indexer/page/lines.h"

static struct slice line_of(const struct lines *lines)
{
    return slice_between(lines->start, lines->stop);
}

/* A line of three marks and nothing else. */
static bool is_fence(struct slice line, const char *mark)
{
    while (line.length > 3 && (unsigned char)slice_end(line)[-1] <= ' ')
        line.length--;
    return line.length == 3 && memcmp(line.data, mark, 3) == 0;
}

static bool is_indented(struct slice line)
{
    return line.length > 0 && (line.data[0] == ' ' || line.data[0] == '\t' || line.data[0] == '-');
}

/* "name: value" or "name = value". */
static bool read_fact(struct slice line, struct named *fact)
{
    const char *at = line.data, *const end = slice_end(line);
    while (at < end && *at != ':' && *at != '=')
        at++;
    if (at == end || at == line.data)
        return false;
    fact->name = slice_trimmed(slice_between(line.data, at));
    fact->value = slice_trimmed(slice_between(at + 1, end));
    /* Keys are written in one word: arxiv_id, paper-url. */
    char key[64];
    size_t length = 0;
    for (size_t i = 0; i < fact->name.length && length < sizeof key; i++, length++)
        key[length] =
            fact->name.data[i] == '_' || fact->name.data[i] == '-' ? ' ' : fact->name.data[i];
    fact->kind = name_of((struct slice){key, length});
    return true;
}

/* Whether the front matter ends at all; without that it is Markdown. */
static bool has_end(const char *begin, const char *end, const char *mark)
{
    struct lines lines;
    lines_start(&lines, begin, end);
    const uint32_t most = 1000;
    while (lines_next(&lines) && lines.number < most) {
        if (is_fence(line_of(&lines), mark) || is_fence(line_of(&lines), "..."))
            return true;
    }
    return false;
}

void front_read(struct front *front, const char *begin, const char *end)
{
    struct lines lines;
    *front = (struct front){.end = begin};
    lines_start(&lines, begin, end);
    const char *const mark = is_fence(line_of(&lines), "---")   ? "---"
                             : is_fence(line_of(&lines), "+++") ? "+++"
                                                                : NULL;
    if (mark == NULL || !has_end(begin, end, mark))
        return;
    while (lines_next(&lines)) {
        const struct slice line = line_of(&lines);
        if (is_fence(line, mark) || is_fence(line, "..."))
            break;
        struct named *const last = front->count > 0 ? &front->facts[front->count - 1] : NULL;
        if (is_indented(line)) {
            if (last != NULL)
                last->value = slice_between(last->value.length > 0 ? last->value.data : line.data,
                                            slice_end(line));
        } else if (front->count < FRONT_FACTS_MAX && read_fact(line, &front->facts[front->count]))
            front->count++;
    }
    front->end = lines.next;
    front->lines = lines.number;
}

bool front_next(struct slice *rest, struct slice *entry)
{
    while (rest->length > 0) {
        *entry = slice_trimmed(slice_line(*rest, rest));
        if (entry->length > 1 && entry->data[0] == '-')
            *entry = slice_trimmed((struct slice){entry->data + 1, entry->length - 1});
        const char quote = entry->length > 1 ? entry->data[0] : ' ';
        if ((quote == '"' || quote == '\'') && slice_end(*entry)[-1] == quote)
            *entry = (struct slice){entry->data + 1, entry->length - 2};
        if (entry->length > 0)
            return true;
    }
    return false;
}
