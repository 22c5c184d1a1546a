/* See label.h. */
#include "indexer/page/label.h"

void label_start(struct label *label)
{
    label->open = label->closed = label->image = false;
    label->first = label->last = label->floor = NULL;
    buffer_clear(&label->plain);
    buffer_clear(&label->url);
}

bool label_add(struct label *label, struct slice text, bool in_page)
{
    if (in_page && label->first == NULL)
        label->first = text.data;
    if (in_page)
        label->last = text.data + text.length;
    return buffer_add(&label->plain, text.data, text.length);
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* An automatic link has no brackets: then the walk ends at other text or at
 * the line's end. */
static bool between_brackets(const struct label *label, const char *begin, const char *end,
                             struct slice *source)
{
    const char *start = label->first, *stop = label->last;
    const char *const floor = label->floor != NULL ? label->floor : begin;
    while (start > floor && start[-1] != '[' && !is_line_end(start[-1]))
        start--;
    while (stop < end && *stop != ']' && !is_line_end(*stop))
        stop++;
    *source = (struct slice){start, (size_t)(stop - start)};
    return start > floor && start[-1] == '[' && stop < end && *stop == ']';
}

struct slice label_title(const struct label *label, const char *begin, const char *end)
{
    struct slice source;
    if (label->first != NULL && !label->image && between_brackets(label, begin, end, &source))
        return source;
    return (struct slice){label->plain.data != NULL ? label->plain.data : "", label->plain.length};
}

void label_free(struct label *label)
{
    buffer_free(&label->plain);
    buffer_free(&label->url);
}
