/* See mentions.h. */
#include "indexer/page/mentions.h"

#include <stdlib.h>
#include <string.h>

/* What ends an address in running text, besides spaces and what is not ASCII. */
static bool ends_address(char c)
{
    return (unsigned char)c <= ' ' || (unsigned char)c >= 0x7F ||
           strchr("<>\"'`|\\^{}[]", c) != NULL;
}

/* The length of the address that text starts with. A bracket or mark behind it
 * belongs to the sentence. */
static size_t address_length(struct slice text)
{
    size_t length = 0;
    bool opened = false;
    while (length < text.length && !ends_address(text.data[length])) {
        opened = opened || text.data[length] == '(';
        if (text.data[length] == ')' && !opened)
            break;
        length++;
    }
    while (length > 0 && strchr(".,;:!?*_~", text.data[length - 1]) != NULL)
        length--;
    return length;
}

static bool starts_word(struct slice text, const char *at)
{
    return at == text.data || !(ascii_letter(at[-1]) || ascii_digit(at[-1]) || at[-1] == '/' ||
                                at[-1] == '.' || at[-1] == '-');
}

/* The length of "arXiv:2403.01234" and where the id starts in it; 0 for none. */
static size_t arxiv_length(struct slice text, bool bare, size_t *id)
{
    *id = 0;
    if (slice_starts(text, "arxiv:"))
        for (*id = 6; *id < text.length && *id < 8 && text.data[*id] == ' ';)
            ++*id;
    else if (!bare)
        return 0;
    const size_t length = address_arxiv_length(text.data + *id, text.length - *id);
    const size_t stop = *id + length;
    if (length == 0 ||
        (stop < text.length && (ascii_digit(text.data[stop]) || ascii_letter(text.data[stop]))))
        return 0;
    return stop;
}

/* Adds what stands in text[from, to), which no link's label reaches into. */
static bool find_between(struct document *document, const struct block *block, size_t from,
                         size_t to)
{
    const char *const base = document->text.data;
    const struct slice text = {base + from, to - from};
    const bool heading = block->kind == BLOCK_HEADING;
    for (size_t i = 0; i < text.length;) {
        const struct slice rest = {text.data + i, text.length - i};
        const char c = text.data[i] | ' ';
        size_t length = 0, id = 0;
        if (c == 'h' && (slice_starts(rest, "https://") || slice_starts(rest, "http://"))) {
            length = address_length(rest);
            if (length > 0 && !document_add_link(document, (struct range){from + i, length},
                                                 (struct slice){rest.data, length}))
                return false;
        } else if ((c == 'a' || (heading && ascii_digit(text.data[i]))) &&
                   starts_word(text, rest.data)) {
            length = arxiv_length(rest, heading, &id);
            if (length > 0 && !document_add_id(document, (struct range){from + i, length},
                                               (struct slice){rest.data + id, length - id}))
                return false;
        }
        i += length > 0 ? length : 1;
    }
    return true;
}

static int by_label(const void *left, const void *right)
{
    const struct link *const a = left, *const b = right;
    return a->label.start < b->label.start ? -1 : a->label.start > b->label.start;
}

/* Whether an address or "arXiv:" may stand there: a colon is in both. */
static bool may_mention(struct slice text, bool heading)
{
    const char *const end = slice_end(text);
    if (heading)
        return true;
    for (const char *at = slice_find(text, ':'); at < end;
         at = slice_find(slice_between(at + 1, end), ':')) {
        if ((end - at > 2 && at[1] == '/' && at[2] == '/') ||
            (at - text.data >= 5 && slice_starts(slice_between(at - 5, at), "arxiv")))
            return true;
    }
    return false;
}

bool mentions_find(struct document *document, const struct block *block)
{
    const size_t first = block->links.start, written = document->link_count;
    const struct slice text = document_text(document, block->text);
    if (text.length == 0 || !may_mention(text, block->kind == BLOCK_HEADING))
        return true;
    size_t at = block->text.start;
    for (size_t i = first; i < written; i++) {
        const struct range label = document->links[i].label;
        if (label.start > at && !find_between(document, block, at, label.start))
            return false;
        if (label.start + label.length > at)
            at = label.start + label.length;
    }
    if (!find_between(document, block, at, block->text.start + block->text.length))
        return false;
    if (document->link_count > written)
        qsort(document->links + first, document->link_count - first, sizeof *document->links,
              by_label);
    return true;
}
