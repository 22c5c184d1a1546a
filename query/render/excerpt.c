#include "query/render/excerpt.h"

#include "query/render/width.h"

struct span excerpt_cut(const struct buffer *text, size_t from, size_t columns)
{
    const char *data = text->data;
    size_t end, word;

    while (from < text->length && data[from] == ' ')
        from++;
    end = from + width_fit(data + from, text->length - from, columns > 1 ? columns - 1 : 0);
    /* Half a word is better than half a line. */
    for (word = end; word > from && word < text->length && data[word] != ' ';)
        word--;
    if (word - from > (end - from) / 2)
        end = word;
    while (end > from && data[end - 1] == ' ')
        end--;
    return (struct span){from, end};
}

/* The end of what the lines show of text where the last is cut. */
static size_t shown_end(const struct buffer *text, size_t columns, size_t lines)
{
    size_t at = 0;
    struct span line;

    for (size_t number = 1; number < lines && at < text->length; number++)
        at = width_wrap(text->data, text->length, at, columns, &line);
    return excerpt_cut(text, at, columns).end;
}

/* The first word that starts at most `columns` before the mark; the mark
 * itself where none does. */
static size_t word_before(const struct buffer *text, size_t mark, size_t columns)
{
    size_t left = width_of(text->data, mark), at = 0, more;

    while (at < mark) {
        if (left <= columns && (at == 0 || text->data[at - 1] == ' ') && text->data[at] != ' ')
            return at;
        at += width_of_grapheme(text->data + at, mark - at, &more);
        left -= more < left ? more : left;
    }
    return mark;
}

static bool append_from(struct visible *out, const struct visible *text, size_t from)
{
    const struct marks marks = {text->marks, text->mark_count};

    return (from == 0 || buffer_add_text(&out->text, ELLIPSIS " ")) &&
           visible_append(out, text->text.data + from, text->text.length - from, &marks, from);
}

bool excerpt_append(struct visible *out, const struct visible *text, size_t columns, size_t lines)
{
    const struct buffer *all = &text->text;
    size_t from, tail;

    if (all->length == 0)
        return true;
    /* A mark in the last line would have no words behind it. */
    if (text->mark_count == 0 ||
        width_count_lines(all->data, all->length, columns, lines) <= lines ||
        text->marks[0].end <= shown_end(all, columns, lines - 1))
        return append_from(out, text, 0);
    /* So far back that the end fills the lines, where the mark is near it. */
    from = word_before(all, text->marks[0].start, columns * (lines - 1));
    tail = all->length - from;
    if (width_count_lines(all->data + from, tail, columns - 2, lines) > lines)
        from = word_before(all, text->marks[0].start, columns - 2);
    return append_from(out, text, from);
}
