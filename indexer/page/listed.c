/* See listed.h. */
#include "indexer/page/listed.h"

#include <string.h>

#include "indexer/page/labels.h"
#include "indexer/page/parts.h"

/* A shorter quotation or emphasis is a word of the title or a label before it. */
#define TITLE_BYTES_MIN 8

static bool is_label(const struct document *document, struct range text)
{
    return labels_alone(document_text(document, text));
}

/* The paper that is named first by a label that is prose, else the first. */
static bool first_paper(const struct document *document, struct range links, size_t *found)
{
    bool any = false;
    for (size_t i = links.start; i < links.start + links.length; i++) {
        if (document->links[i].kind != ADDRESS_PAPER)
            continue;
        const bool prose = !is_label(document, document->links[i].label);
        if (!any || prose)
            *found = i;
        any = true;
        if (prose)
            break;
    }
    return any;
}

/* ---- items ---- */

/* Without the bracket or mark that led to a label. */
static struct range without_end(const struct document *document, struct range text)
{
    const struct slice slice = document_text(document, text);
    size_t length = slice.length;
    while (length > 0 && ((unsigned char)slice.data[length - 1] <= ' ' ||
                          strchr("([|,;:-", slice.data[length - 1]) != NULL))
        length--;
    return (struct range){text.start, length};
}

/* What stands before the first link that is only a label, or, where nothing
 * does, behind it. */
static struct range beside_labels(const struct document *document, const struct block *item,
                                  const struct link *paper)
{
    const size_t start = item->text.start, end = start + item->text.length;
    size_t stop = paper->label.start;
    for (size_t i = 0; i < item->links.length && stop == paper->label.start; i++) {
        const struct range label = document->links[item->links.start + i].label;
        const struct range before = {start, label.start - start};
        if (label.start < stop && slice_core(document_text(document, before)).length > 0 &&
            is_label(document, label))
            stop = label.start;
    }
    const struct range before = without_end(document, (struct range){start, stop - start});
    if (!is_label(document, before))
        return before;
    const size_t behind = paper->label.start + paper->label.length;
    return (struct range){behind, end - behind};
}

/* "Kim et al. "A Title", CVPR 2024" */
static struct range quoted(const struct document *document, struct range text)
{
    static const char *const quotes[][2] = {{"\"", "\""}, {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
    const struct slice slice = document_text(document, text);
    for (size_t i = 0; i < 2; i++) {
        const size_t length = strlen(quotes[i][0]);
        const char *const open = memmem(slice.data, slice.length, quotes[i][0], length);
        if (open == NULL)
            continue;
        const struct slice inside = slice_between(open + length, slice_end(slice));
        const char *const close =
            memmem(inside.data, inside.length, quotes[i][1], strlen(quotes[i][1]));
        if (close != NULL && close - inside.data >= TITLE_BYTES_MIN)
            return (struct range){text.start + (size_t)(inside.data - slice.data),
                                  (size_t)(close - inside.data)};
    }
    return text;
}

static bool is_within(struct range inner, struct range outer)
{
    return inner.start >= outer.start && inner.start + inner.length <= outer.start + outer.length;
}

bool listed_item(const struct document *document, const struct block *item, struct listed *out)
{
    if (!first_paper(document, item->links, &out->link))
        return false;
    const struct link *const paper = &document->links[out->link];
    out->title = paper->label;
    if (!is_label(document, paper->label))
        return true;
    const struct range text = beside_labels(document, item, paper);
    const struct range emphasis = {item->text.start + item->emphasis.start, item->emphasis.length};
    out->title = emphasis.length >= TITLE_BYTES_MIN && is_within(emphasis, text) &&
                         !is_label(document, emphasis)
                     ? emphasis
                     : quoted(document, text);
    return !is_label(document, out->title);
}

/* Items in deeper ones are not looked at again for each that they lie in. */
#define GROUP_LEVEL_MAX 3

/* The one paper that the items in an item name. */
static bool inner_paper(const struct document *document, size_t index, size_t *found)
{
    const unsigned level = document->blocks[index].level;
    bool any = false;
    for (size_t i = index + 1; i < document->block_count; i++) {
        const struct block *const inner = &document->blocks[i];
        if (inner->kind != BLOCK_ITEM || inner->level <= level)
            break;
        struct named fact;
        const bool named = name_split(document_text(document, inner->text), &fact) &&
                           (fact.kind == NAME_LINK || fact.kind == NAME_PAPER);
        for (size_t at = inner->links.start; at < inner->links.start + inner->links.length; at++) {
            const struct link *const link = &document->links[at];
            if (link->kind != ADDRESS_PAPER)
                continue;
            const bool same =
                any && slice_equal(document_address(document, link->id),
                                   document_address(document, document->links[*found].id));
            if ((any && !same) || !(named || is_label(document, link->label)))
                return false;
            *found = at;
            any = true;
        }
    }
    return any;
}

bool listed_group(const struct document *document, size_t index, struct listed *out)
{
    const struct block *const item = &document->blocks[index];
    struct named fact;
    if (item->kind != BLOCK_ITEM || item->level > GROUP_LEVEL_MAX || item->links.length > 0 ||
        item->text.length < TITLE_BYTES_MIN || !inner_paper(document, index, &out->link) ||
        name_of(document_text(document, item->text)) != NAME_UNKNOWN ||
        (name_split(document_text(document, item->text), &fact) && fact.kind != NAME_UNKNOWN))
        return false;
    const struct range emphasis = {item->text.start + item->emphasis.start, item->emphasis.length};
    out->title = emphasis.length >= TITLE_BYTES_MIN ? emphasis : item->text;
    return true;
}

/* ---- rows ---- */

void columns_read(const struct document *document, const struct block *head,
                  struct columns *columns)
{
    struct parts cells = parts_of(document, head);
    struct part cell;
    for (columns->count = 0; columns->count < COLUMNS_MAX && parts_next(&cells, &cell);)
        columns->names[columns->count++] = name_of(document_text(document, cell.text));
}

static enum name column_name(const struct columns *columns, size_t index)
{
    return index < columns->count ? columns->names[index] : NAME_UNKNOWN;
}

/* How well a cell holds the title, by its column; 0 for not at all. */
static unsigned title_rank(enum name column)
{
    switch (column) {
    case NAME_TITLE:
        return 3;
    case NAME_PAPER:
        return 2;
    case NAME_UNKNOWN:
        return 1;
    default:
        return 0;
    }
}

/* The title stands in the column that is called so, else in the cell of the link
 * or one before it. */
bool listed_row(const struct document *document, const struct block *row,
                const struct columns *columns, struct listed *out)
{
    if (row->head || !first_paper(document, row->links, &out->link))
        return false;
    const struct range label = document->links[out->link].label;
    struct parts cells = parts_of(document, row);
    struct part cell;
    unsigned best = 0;
    for (size_t i = 0; parts_next(&cells, &cell); i++) {
        const unsigned rank = title_rank(column_name(columns, i));
        const bool before = cell.text.start <= label.start;
        const bool linked = is_within(label, cell.text) && !is_label(document, label);
        if (2 * rank + linked <= best || rank == 0 || (rank == 1 && !before) ||
            is_label(document, cell.text))
            continue;
        best = 2 * rank + linked;
        out->title = linked ? label : cell.text;
    }
    return best > 0;
}
