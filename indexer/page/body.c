/* See body.h. */
#include "indexer/page/body.h"

#include <string.h>

#include "indexer/page/facts.h"
#include "indexer/page/labels.h"
#include "indexer/page/parts.h"

/* ---- paragraphs ---- */

/* A line that shows a film or the like, as HTML. */
static bool is_media(struct slice line)
{
    return line.length > 1 && line.data[0] == '<' && slice_end(line)[-1] == '>';
}

/* The mark of an item that Markdown does not know. */
static size_t bullet_mark(struct slice line)
{
    static const char *const marks[] = {"\xE2\x80\xA2", "\xE2\x80\xA3", "\xE2\x97\xA6",
                                        "\xE2\x96\xAA", "\xE2\x97\x8F", "\xE3\x83\xBB"};
    if (line.length == 0 || (unsigned char)line.data[0] < 0xE2)
        return 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (slice_starts(line, marks[i]))
            return strlen(marks[i]);
    }
    return 0;
}

struct prose {
    struct slice text; /* of lines that go on */
    uint32_t line;
};

static bool end_prose(struct entry *entry, struct prose *prose)
{
    const struct slice text = prose->text;
    prose->text.length = 0;
    return text.length == 0 || entry_text(entry, prose->line, text);
}

/* The names with the lines on which they go on. */
static struct slice whole_list(struct parts *parts, struct slice line, uint32_t *number)
{
    struct named fact;
    struct part next;
    if (!name_split(line, &fact) || fact.kind != NAME_AUTHORS)
        return line;
    struct slice names = fact.value;
    while (!parts->done && authors_unfinished(names) && parts_next(parts, &next)) {
        const struct slice more = document_text(parts->document, next.text);
        names = slice_between(names.data, slice_end(more));
        ++*number;
    }
    return slice_between(line.data, slice_end(names));
}

static bool add_line(struct entry *entry, struct prose *prose, struct slice line, uint32_t number)
{
    const size_t mark = bullet_mark(line);
    if (mark > 0 && !end_prose(entry, prose))
        return false;
    if (prose->text.length == 0) {
        prose->text.data = line.data + mark;
        prose->line = number;
    }
    prose->text.length = (size_t)(slice_end(line) - prose->text.data);
    return true;
}

static bool add_paragraph(struct entry *entry, const struct block *block)
{
    struct parts parts = parts_of(entry->document, block);
    struct part part;
    struct prose prose = {.text = {"", 0}};
    const bool among = entry->outline->fact_lists[block->list];
    for (uint32_t number = block->line; parts_next(&parts, &part); number++) {
        struct slice line = slice_trimmed(document_text(entry->document, part.text));
        const uint32_t first = number;
        if (!block->code)
            line = whole_list(&parts, line, &number);
        const bool silent = line.length == 0 || is_media(line) ||
                            (!block->code && part_is_links(entry->document, &part));
        const enum entry_outcome outcome = silent        ? ENTRY_TAKEN
                                           : block->code ? ENTRY_PROSE
                                                         : entry_facts(entry, first, line, among);
        if (outcome == ENTRY_ENDED ||
            !(outcome == ENTRY_TAKEN ? end_prose(entry, &prose)
                                     : add_line(entry, &prose, line, first)))
            return false;
    }
    return end_prose(entry, &prose);
}

/* ---- items and rows ---- */

static bool add_item(struct entry *entry, const struct block *block)
{
    struct parts parts = parts_of(entry->document, block);
    struct part part;
    if (!parts_next(&parts, &part))
        return true;
    const struct slice text = document_text(entry->document, part.text);
    if (part_is_labels(entry->document, &part) && block->links.length > 0)
        return true;
    const enum entry_outcome outcome =
        entry_facts(entry, block->line, text, entry->outline->fact_lists[block->list]);
    return outcome == ENTRY_TAKEN ||
           (outcome == ENTRY_PROSE && entry_text(entry, block->line, text));
}

static bool is_nothing(struct slice cell)
{
    const struct slice core = slice_core(cell);
    return core.length == 0 || (core.length == 4 && slice_starts(core, "null")) ||
           (core.length == 3 && slice_starts(core, "n/a"));
}

bool body_row(struct entry *entry, const struct block *row, const struct columns *columns,
              struct range title)
{
    struct parts cells = parts_of(entry->document, row);
    struct part cell;
    for (size_t i = 0; parts_next(&cells, &cell); i++) {
        const enum name name = i < columns->count ? columns->names[i] : NAME_UNKNOWN;
        const struct slice text = slice_trimmed(document_text(entry->document, cell.text));
        const bool is_title =
            title.start >= cell.text.start && title.start < cell.text.start + cell.text.length;
        const struct named named = {.kind = name, .value = text};
        if (!entry_cell(entry, row->line, &named,
                        is_title || is_nothing(text) || labels_alone(text)))
            return false;
    }
    return true;
}

static bool add_row(struct entry *entry, const struct block *row, const struct columns *columns)
{
    struct named fact;
    if (row->head)
        return true;
    if (fact_of_row(entry->document, row, &fact)) {
        const enum entry_outcome outcome = entry_fact(entry, row->line, &fact, true);
        if (outcome != ENTRY_PROSE)
            return outcome == ENTRY_TAKEN;
    }
    for (size_t i = 0; i < columns->count; i++) {
        if (entry_owns(columns->names[i]))
            return body_row(entry, row, columns, (struct range){0, 0});
    }
    struct parts cells = parts_of(entry->document, row);
    struct part cell;
    struct buffer text = BUFFER_INIT;
    bool enough = true;
    while (enough && parts_next(&cells, &cell)) {
        const struct slice more = slice_trimmed(document_text(entry->document, cell.text));
        enough = more.length == 0 || ((text.length == 0 || buffer_add_text(&text, " \xC2\xB7 ")) &&
                                      buffer_add(&text, more.data, more.length));
    }
    const bool going = entry_need(entry, enough) &&
                       entry_text(entry, row->line, (struct slice){text.data, text.length});
    buffer_free(&text);
    return going;
}

static bool add_image(struct entry *entry, const struct block *block)
{
    if (entry->paper.thumbnail != NULL || block->image.length == 0 ||
        block->kind != BLOCK_PARAGRAPH)
        return true;
    entry->paper.thumbnail = slice_stored(document_address(entry->document, block->image));
    return entry_need(entry, entry->paper.thumbnail != NULL);
}

bool body_add(struct entry *entry, const struct block *block, const struct columns *columns)
{
    if (!add_image(entry, block) || (!block->code && !entry_links(entry, block->links)))
        return false;
    switch (block->kind) {
    case BLOCK_HEADING:
        return !block->underlined || add_paragraph(entry, block);
    case BLOCK_PARAGRAPH:
        return add_paragraph(entry, block);
    case BLOCK_ITEM:
        return add_item(entry, block);
    case BLOCK_ROW:
        break;
    }
    return add_row(entry, block, columns);
}
