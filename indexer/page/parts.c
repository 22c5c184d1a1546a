/* See parts.h. */
#include "indexer/page/parts.h"

#include <string.h>

struct parts parts_of(const struct document *document, const struct block *block)
{
    return (struct parts){
        .document = document, .block = block, .rest = block->text, .link = block->links.start};
}

bool parts_next(struct parts *parts, struct part *part)
{
    const struct document *const document = parts->document;
    const struct range links = parts->block->links;
    if (parts->done)
        return false;
    const struct slice text = document_text(document, parts->rest);
    const char *const end = slice_end(text);
    const char *const feed = parts->block->kind == BLOCK_ITEM ? end : slice_find(text, '\n');
    part->text = (struct range){parts->rest.start, (size_t)(feed - text.data)};
    const size_t taken = part->text.length + (feed < end);
    parts->rest.start += taken;
    parts->rest.length -= taken;
    parts->done = parts->rest.length == 0;
    part->links = (struct range){parts->link, 0};
    while (parts->link < links.start + links.length &&
           (parts->done || document->links[parts->link].label.start < parts->rest.start)) {
        parts->link++;
        part->links.length++;
    }
    return true;
}

/* ---- facts ---- */

/* The length of what may separate facts, at the start of rest; 0 for none. */
static size_t separator_length(struct slice rest)
{
    static const char *const wide[] = {"\xC2\xB7", "\xE2\x80\xA2", "\xEF\xBD\x9C"};
    const unsigned char first = (unsigned char)rest.data[0];
    if (first < 0x80)
        return strchr("|,;\t/ ", first) != NULL && first != '\0';
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (slice_starts(rest, wide[i]))
            return strlen(wide[i]);
    }
    return 0;
}

/* Prose that follows a name which is none is long. */
#define UNKNOWN_BYTES_MAX 100

/* Whether more facts may follow in the value: behind a colon or a mark of votes. */
static bool may_have_more(const struct named *fact)
{
    if ((fact->kind == NAME_UNKNOWN && fact->value.length > UNKNOWN_BYTES_MAX) ||
        fact->kind == NAME_TEXT)
        return false;
    if (slice_find(fact->value, ':') < slice_end(fact->value))
        return true;
    for (size_t i = 0; i < fact->value.length; i++) {
        if ((unsigned char)fact->value.data[i] >= 0xE2)
            return true;
    }
    return false;
}

bool fact_next(struct slice *rest, struct named *fact)
{
    const char *const end = slice_end(*rest);
    if (!name_split(*rest, fact))
        return false;
    *rest = (struct slice){end, 0};
    if (!may_have_more(fact))
        return true;
    for (const char *at = fact->value.data; at < slice_end(fact->value); at++) {
        const size_t length = separator_length(slice_between(at, end));
        struct named next;
        if (length == 0 || !name_split(slice_between(at + length, end), &next) ||
            next.kind == NAME_UNKNOWN)
            continue;
        fact->value = slice_trimmed(slice_between(fact->value.data, at));
        *rest = slice_between(at + length, end);
        break;
    }
    return true;
}

bool fact_of_row(const struct document *document, const struct block *row, struct named *fact)
{
    struct parts cells = parts_of(document, row);
    struct part name, value, more;
    if (!parts_next(&cells, &name) || !parts_next(&cells, &value) || parts_next(&cells, &more))
        return false;
    *fact = (struct named){.name = slice_trimmed(document_text(document, name.text)),
                           .value = slice_trimmed(document_text(document, value.text))};
    fact->kind = name_of(fact->name);
    return fact->kind != NAME_UNKNOWN;
}

/* ---- links ---- */

/* "[Watch Video]https://..." was meant as a link. */
static bool has_words(struct slice text)
{
    text = slice_trimmed(text);
    if (text.length > 2 && text.data[0] == '[' && slice_find(text, ']') == slice_end(text) - 1)
        return false;
    return slice_core(text).length > 0;
}

static bool is_made_of_links(const struct document *document, const struct part *part, bool labels)
{
    size_t at = part->text.start;
    for (size_t i = 0; i < part->links.length; i++) {
        const struct range label = document->links[part->links.start + i].label;
        if (label.start < at)
            continue;
        if (has_words(document_text(document, (struct range){at, label.start - at})) ||
            (labels && !name_is_label(document_text(document, label))))
            return false;
        at = label.start + label.length;
    }
    const size_t end = part->text.start + part->text.length;
    return part->links.length > 0 &&
           (at >= end || !has_words(document_text(document, (struct range){at, end - at})));
}

bool part_is_links(const struct document *document, const struct part *part)
{
    return is_made_of_links(document, part, false);
}

bool part_is_labels(const struct document *document, const struct part *part)
{
    return is_made_of_links(document, part, true);
}
