/* md4c's events -> the parts of papers; see page.h. What Markdown is, md4c
 * decides alone; here it is only told what stands in headings, in list items
 * and in other paragraphs. */
#include "indexer/page/page.h"

#include <md4c.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/page/character.h"
#include "indexer/page/entry.h"
#include "indexer/page/label.h"
#include "indexer/page/lines.h"
#include "indexer/page/prepare.h"

struct reader {
    struct entry entry;
    const char *begin, *end; /* of the prepared page */
    struct lines lines;      /* where reading is */
    size_t links_left;       /* bytes of link addresses that are still accepted */
    bool links_spent;

    size_t items, images, anchors; /* how many of each are open */
    unsigned level;                /* of the heading that is open, or 0 */
    struct label label;

    struct buffer text;           /* of the heading, item or paragraph that is open */
    uint32_t line;                /* of the first line of text; 0 where none is known */
    const char *source;           /* where in the page text starts, or NULL */
    uint32_t breaks;              /* lines of text that are complete */
    size_t line_start;            /* in text, of its last line */
    bool line_linked, line_plain; /* what that line holds */
};

static bool in_page(const struct reader *reader, const char *at)
{
    const uintptr_t address = (uintptr_t)at;
    return address >= (uintptr_t)reader->begin && address < (uintptr_t)reader->end;
}

static bool need(struct reader *reader, bool enough)
{
    if (!enough)
        reader->entry.result = PAGE_NO_MEMORY;
    return enough;
}

static struct slice slice_of(const struct buffer *buffer)
{
    return (struct slice){buffer->data != NULL ? buffer->data : "", buffer->length};
}

/* ---- text ---- */

static void start_text(struct reader *reader)
{
    buffer_clear(&reader->text);
    reader->line = 0;
    reader->source = NULL;
    reader->breaks = 0;
    reader->line_start = 0;
    reader->line_linked = reader->line_plain = false;
}

/* Remembers where the text comes from. */
static void place_text(struct reader *reader, const char *at)
{
    lines_seek(&reader->lines, at);
    if (reader->source != NULL)
        return;
    reader->source = at;
    const uint32_t number = reader->lines.number;
    reader->line = number > reader->breaks ? number - reader->breaks : 1;
}

static uint32_t line_of_text(const struct reader *reader)
{
    return reader->line > 0 ? reader->line : reader->lines.number;
}

/* A line that is nothing but links points somewhere else and is not prose. */
static void end_line(struct reader *reader)
{
    if (reader->line_linked && !reader->line_plain)
        buffer_cut(&reader->text, reader->line_start);
}

static bool break_line(struct reader *reader)
{
    if (reader->items > 0 || reader->level > 0)
        return need(reader, buffer_add_char(&reader->text, ' '));
    end_line(reader);
    if (!need(reader, buffer_add_char(&reader->text, '\n')))
        return false;
    reader->breaks++;
    reader->line_start = reader->text.length;
    reader->line_linked = reader->line_plain = false;
    return true;
}

static bool add_text(struct reader *reader, MD_TEXTTYPE type, struct slice text)
{
    if (type == MD_TEXT_ENTITY) {
        char character[CHARACTER_MAX];
        const size_t length = character_of(text, character);
        if (length > 0)
            return need(reader, buffer_add(&reader->text, character, length));
    }
    return need(reader, buffer_add(&reader->text, text.data, text.length));
}

/* A code block's lines come in one text type, each with its end as a text. */
static bool read_text(struct reader *reader, MD_TEXTTYPE type, struct slice text)
{
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || (text.length == 1 && text.data[0] == '\n'))
        return break_line(reader);
    if (text.length == 0)
        return true;
    if (in_page(reader, text.data))
        place_text(reader, text.data);
    if (reader->label.open && reader->images == 0 &&
        !need(reader, label_add(&reader->label, text, in_page(reader, text.data))))
        return false;
    if (reader->images > 0 && reader->items == 0)
        return true;
    if (reader->anchors > 0)
        reader->line_linked = true;
    else if (trimmed(text).length > 0)
        reader->line_plain = true;
    if (!add_text(reader, type, text))
        return false;
    if (reader->level > 0 && !reader->label.open && in_page(reader, text.data))
        reader->label.floor = text.data + text.length;
    return true;
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    return !read_text(context, type, (struct slice){text, size});
}

/* ---- headings ---- */

/* A heading of level 3 stands behind its marks on a line of its own: so the
 * line is found where the heading is empty. */
static void seek_marks(struct reader *reader)
{
    while (memmem(reader->lines.start, (size_t)(reader->lines.stop - reader->lines.start), "###",
                  3) == NULL &&
           lines_next(&reader->lines))
        continue;
}

/* Whether the heading that is open is a paragraph over a line of - or =. */
static bool is_underlined(const struct reader *reader)
{
    const char *at = reader->source;
    if (at == NULL)
        return false;
    while (at > reader->begin && at[-1] != '\n' && at[-1] != '\r' && at[-1] != '#')
        at--;
    return at == reader->begin || at[-1] != '#';
}

static bool end_section(struct reader *reader, struct slice text)
{
    uint32_t date;
    if (reader->entry.open && date_find(text, &date) == DATE_NONE && is_underlined(reader))
        return entry_paragraph(&reader->entry, line_of_text(reader), text);
    return entry_section(&reader->entry, line_of_text(reader), text);
}

static bool end_paper_heading(struct reader *reader)
{
    const struct slice title = label_title(&reader->label, reader->begin, reader->end);
    if (reader->source == NULL) {
        lines_next(&reader->lines);
        seek_marks(reader);
    }
    return entry_heading(&reader->entry, line_of_text(reader), stored_text(title),
                         slice_of(&reader->label.url));
}

static bool end_heading(struct reader *reader)
{
    const unsigned level = reader->level;
    bool going = true;
    if (level <= 2)
        going = end_section(reader, slice_of(&reader->text));
    else if (level == 3)
        going = end_paper_heading(reader);
    reader->level = 0;
    start_text(reader);
    return going;
}

/* ---- links ---- */

/* A reference link repeats its definition's address, and many links to a long
 * one would cost the square of the page. */
static bool spend(struct reader *reader, const MD_ATTRIBUTE *address, const MD_ATTRIBUTE *title)
{
    const size_t cost = (size_t)address->size + title->size;
    reader->links_spent = cost > reader->links_left;
    reader->links_left -= reader->links_spent ? 0 : cost;
    return !reader->links_spent;
}

static bool start_link(struct reader *reader, const MD_SPAN_A_DETAIL *link)
{
    struct label *const label = &reader->label;
    if (!spend(reader, &link->href, &link->title))
        return false;
    reader->anchors++;
    if (reader->level == 0 || label->closed)
        return true;
    label->open = true;
    return need(reader, buffer_add(&label->url, link->href.text, link->href.size));
}

static bool start_image(struct reader *reader, const MD_SPAN_IMG_DETAIL *image)
{
    if (!spend(reader, &image->src, &image->title))
        return false;
    reader->images++;
    reader->label.image = reader->label.image || reader->label.open;
    return reader->items > 0 || reader->level > 0 ||
           entry_image(&reader->entry, (struct slice){image->src.text, image->src.size});
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    if (type == MD_SPAN_A)
        return !start_link(context, detail);
    return type == MD_SPAN_IMG && !start_image(context, detail);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *const reader = context;
    if (type == MD_SPAN_A) {
        reader->anchors--;
        reader->label.closed = reader->label.closed || reader->label.open;
        reader->label.open = false;
    } else if (type == MD_SPAN_IMG)
        reader->images--;
    return 0;
}

/* ---- blocks ---- */

static bool end_item_text(struct reader *reader)
{
    const bool going = reader->items == 0 ||
                       entry_bullet(&reader->entry, line_of_text(reader), slice_of(&reader->text));
    start_text(reader);
    return going;
}

static bool end_paragraph(struct reader *reader)
{
    /* An item's text ends where another starts or the item does. */
    if (reader->items > 0)
        return need(reader, buffer_add_char(&reader->text, ' '));
    end_line(reader);
    const bool going =
        entry_paragraph(&reader->entry, line_of_text(reader), slice_of(&reader->text));
    start_text(reader);
    return going;
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *const reader = context;
    if (type != MD_BLOCK_LI && type != MD_BLOCK_H)
        return 0;
    const bool going = end_item_text(reader);
    if (type == MD_BLOCK_LI)
        reader->items++;
    else {
        reader->level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        label_start(&reader->label);
    }
    return !going;
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *const reader = context;
    bool going = true;
    if (type == MD_BLOCK_H)
        going = end_heading(reader);
    else if (type == MD_BLOCK_P || type == MD_BLOCK_CODE)
        going = end_paragraph(reader);
    else if (type == MD_BLOCK_LI) {
        going = end_item_text(reader);
        reader->items--;
    }
    return !going;
}

/* ---- the page ---- */

static bool parse(struct reader *reader)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
                                     .enter_block = on_enter_block,
                                     .leave_block = on_leave_block,
                                     .enter_span = on_enter_span,
                                     .leave_span = on_leave_span,
                                     .text = on_text};
    const int failed =
        md_parse(reader->begin, (MD_SIZE)(reader->end - reader->begin), &parser, reader);
    if (failed < 0)
        reader->entry.result = PAGE_NO_MEMORY;
    if (reader->links_spent)
        return entry_lose(&reader->entry, reader->lines.number,
                          "references to long links without end; the rest is left out") &&
               entry_finish(&reader->entry);
    return failed == 0 && entry_finish(&reader->entry);
}

static bool warn_of(struct entry *entry, const struct prepared *page)
{
    return (page->replaced_line == 0 ||
            entry_warn(entry, page->replaced_line, "bytes that are not UTF-8 text, replaced")) &&
           (page->tangled_line == 0 ||
            entry_warn(entry, page->tangled_line,
                       "more brackets in a paragraph than links can be read from")) &&
           (page->cut_line == 0 ||
            entry_lose(entry, page->cut_line, "the page is too long; the rest is left out"));
}

static void read_prepared(struct reader *reader, const struct prepared *page)
{
    const size_t length = (size_t)(page->end - page->text);
    reader->begin = page->text;
    reader->end = page->end;
    reader->links_left = length * 8;
    lines_start(&reader->lines, page->text, page->end);
    if (warn_of(&reader->entry, page) && parse(reader) && !reader->entry.found)
        entry_warn(&reader->entry, 1, "no paper on this page");
}

enum page_result page_read(const char *bytes, size_t length, const struct page_sink *sink)
{
    struct reader reader = {.entry = {.sink = sink}};
    struct prepared page;
    if (length == 0) {
        entry_warn(&reader.entry, 1, "the page is empty");
        return reader.entry.result;
    }
    if (prepare(&page, bytes, length))
        read_prepared(&reader, &page);
    else
        reader.entry.result = PAGE_NO_MEMORY;
    paper_clear(&reader.entry.paper);
    buffer_free(&reader.text);
    label_free(&reader.label);
    prepared_free(&page);
    return reader.entry.result;
}
