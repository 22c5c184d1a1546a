/* See title.h. */
#include "indexer/page/title.h"

#include <string.h>

#include "indexer/page/labels.h"
#include "indexer/page/names.h"

/* Stands where a label was until the title is complete; no text has it. */
#define LABEL '\x01'

/* A bracket that lost its label has nothing but marks; none that is looked at is
 * longer than this. */
#define EMPTY_BYTES_MAX 64

/* Adds text as one line. */
static bool add_line(struct buffer *out, struct slice text)
{
    const size_t start = out->length;
    if (!buffer_add(out, text.data, text.length))
        return false;
    for (size_t i = start; i < out->length; i++) {
        if ((unsigned char)out->data[i] < ' ')
            out->data[i] = ' ';
    }
    return true;
}

/* Adds range without the labels that are no prose. */
static bool add_prose(const struct document *document, const struct block *block,
                      struct range range, struct buffer *out)
{
    if (range.length == 0)
        return true;
    const char *const base = document->text.data;
    const size_t end = range.start + range.length;
    size_t at = range.start;
    for (size_t i = 0; i < block->links.length; i++) {
        const struct range label = document->links[block->links.start + i].label;
        if (label.start < at || label.start + label.length > end)
            continue;
        const struct slice text = document_text(document, label);
        if (!labels_alone(text))
            continue;
        if (!add_line(out, (struct slice){base + at, label.start - at}) ||
            !buffer_add_char(out, LABEL))
            return false;
        at = label.start + label.length;
    }
    return add_line(out, (struct slice){base + at, end - at});
}

static bool is_mark(char c)
{
    return (unsigned char)c <= ' ' || strchr("|,;:/&+-*_()[]", c) != NULL;
}

/* The length of the bracket that text starts with, where nothing but labels was
 * inside; else 0. */
static size_t empty_bracket(struct slice text)
{
    size_t depth = 0, length = 0;
    bool label = false;
    if (text.data[0] != '(' && text.data[0] != '[')
        return 0;
    while (length < text.length && length < EMPTY_BYTES_MAX && is_mark(text.data[length])) {
        const char c = text.data[length++];
        label = label || c == LABEL;
        depth += c == '(' || c == '[';
        depth -= c == ')' || c == ']';
        if (depth == 0)
            return label ? length : 0;
    }
    return 0;
}

static void drop_empty_brackets(struct buffer *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < out->length;) {
        const size_t length = empty_bracket((struct slice){out->data + i, out->length - i});
        out->data[kept++] = length > 0 ? LABEL : out->data[i];
        i += length > 0 ? length : 1;
    }
    buffer_cut(out, kept);
}

static struct slice behind(struct slice text, size_t length)
{
    return (struct slice){text.data + length, text.length - length};
}

/* "1. ", "12) ", "(3) ", "[4] ", "#5 ", "No. 6: ", a number on a key. */
static struct slice without_number(struct slice text)
{
    static const char key[] = "\xEF\xB8\x8F\xE2\x83\xA3";
    struct slice rest = text;
    const bool opened = rest.length > 0 && (rest.data[0] == '(' || rest.data[0] == '[');
    const bool numbered = slice_starts(rest, "no.");
    const bool hash = rest.length > 0 && rest.data[0] == '#';
    rest = behind(rest, numbered ? 3 : opened || hash);
    if (numbered)
        rest = slice_trimmed(rest);
    size_t digits = 0;
    while (digits < rest.length && ascii_digit(rest.data[digits]))
        digits++;
    if (digits == 0 || digits > 3)
        return text;
    rest = behind(rest, digits);
    if (slice_starts(rest, key))
        return slice_trimmed(behind(rest, strlen(key)));
    const bool marked = rest.length > 0 && strchr(opened ? ")]" : ".):", rest.data[0]) != NULL;
    rest = behind(rest, marked);
    if (!(marked || hash || numbered) || rest.length == 0 || rest.data[0] != ' ')
        return text;
    return slice_trimmed(rest);
}

static size_t mark_length(struct slice text)
{
    static const char *const marks[] = {"\xC2\xB7",     "\xE2\x80\xA2", "\xE2\x80\x93",
                                        "\xE2\x80\x94", "\xEF\xBC\x9A", "\xE2\x86\x92"};
    if (text.length > 0 &&
        ((unsigned char)text.data[0] <= ' ' || strchr("|-:,;/*", text.data[0]) != NULL))
        return 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_starts(text, marks[i]))
            return strlen(marks[i]);
    }
    return 0;
}

/* Without the labels at both ends and the marks that join them to the title. */
static struct slice without_labels(struct slice text)
{
    size_t front = 0, length, back = text.length;
    bool label = false;
    while ((length = mark_length(behind(text, front))) > 0) {
        label = label || text.data[front] == LABEL;
        front += length;
    }
    if (label)
        text = behind(text, front);
    label = false;
    for (back = text.length; back > 0;) {
        size_t start = back - 1;
        while (start > 0 && ((unsigned char)text.data[start] & 0xC0) == 0x80)
            start--;
        if (mark_length((struct slice){text.data + start, back - start}) != back - start)
            break;
        label = label || text.data[start] == LABEL;
        back = start;
    }
    if (label)
        text.length = back;
    return slice_trimmed(text);
}

/* What is left of the labels inside: nothing, and one space. */
static struct slice joined(char *data, struct slice text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.data[i] == LABEL ? ' ' : text.data[i];
        const bool again = text.data[i] == LABEL || (i > 0 && text.data[i - 1] == LABEL);
        if (c != ' ' || !again || (kept > 0 && data[kept - 1] != ' '))
            data[kept++] = c;
    }
    return slice_trimmed((struct slice){data, kept});
}

/* "[[A Title]]" and "[[note|A Title]]", the links of wikis. */
static struct slice without_wiki(struct slice text)
{
    const size_t length = text.length;
    if (length < 5 || memcmp(text.data, "[[", 2) != 0 ||
        memcmp(text.data + length - 2, "]]", 2) != 0)
        return text;
    text = (struct slice){text.data + 2, length - 4};
    if (memmem(text.data, text.length, "]]", 2) != NULL)
        return (struct slice){text.data - 2, length};
    const char *const bar = slice_find(text, '|');
    return slice_trimmed(bar < slice_end(text) ? slice_between(bar + 1, slice_end(text)) : text);
}

/* Without Pandoc's "{#id .class key=value}" behind a heading. */
static struct slice without_attributes(struct slice text)
{
    if (text.length < 3 || slice_end(text)[-1] != '}')
        return text;
    const char *const open = slice_find_last(text, '{');
    if (open == NULL)
        return text;
    const struct slice inside = slice_between(open + 1, slice_end(text) - 1);
    const bool attributes = (inside.length > 0 && strchr("#.:", inside.data[0]) != NULL) ||
                            slice_find(inside, '=') < slice_end(inside);
    return attributes ? slice_trimmed(slice_between(text.data, open)) : text;
}

/* "[Pool] 2403.01234": a title is more than what stands in brackets. */
static bool is_bracket_alone(struct slice text)
{
    return text.length > 1 && text.data[0] == '[' && slice_find(text, ']') == slice_end(text) - 1;
}

bool title_read(const struct document *document, const struct block *block, struct range range,
                struct buffer *out)
{
    buffer_clear(out);
    if (!add_prose(document, block, range, out) || !buffer_reserve(out, 1))
        return false;
    drop_empty_brackets(out);
    struct slice text = without_labels(slice_trimmed((struct slice){out->data, out->length}));
    text = without_labels(without_wiki(without_number(text)));
    text = joined(out->data, text);
    if (is_bracket_alone(text)) {
        buffer_clear(out);
        if (!add_line(out, document_text(document, range)))
            return false;
        text = without_number(slice_trimmed((struct slice){out->data, out->length}));
    }
    struct slice votes;
    text = without_attributes(text);
    name_votes(text, &text, &votes);
    if (labels_alone(text))
        text.length = 0;
    memmove(out->data, text.data, text.length);
    buffer_cut(out, text.length);
    return true;
}
