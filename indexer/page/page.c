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
    uint32_t used;           /* the last line that something was read from; 0 for none */

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

/* md4c 0.4.8 goes on with the next block where a callback asked it to stop. */
static bool is_going(const struct reader *reader)
{
    return reader->entry.result == PAGE_OK;
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
    reader->used = reader->lines.number;
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
    if (reader->items > 0 && reader->level == 0)
        return need(reader, buffer_add_char(&reader->text, ' '));
    if (reader->level == 0)
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
    return !is_going(context) || !read_text(context, type, (struct slice){text, size});
}

/* ---- headings ---- */

/* An empty heading has no text that tells its line, but its marks stand on it,
 * behind all that was read before. */
static void place_marks(struct reader *reader)
{
    struct lines *const lines = &reader->lines;
    bool more = lines->number != reader->used || lines_next(lines);
    while (more && memmem(lines->start, (size_t)(lines->stop - lines->start), "###", 3) == NULL)
        more = lines_next(lines);
    reader->used = lines->number;
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
    if (reader->source == NULL)
        place_marks(reader);
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

static bool start_link(struct reader *reader, const MD_SPAN_A_DETAIL *link)
{
    struct label *const label = &reader->label;
    reader->anchors++;
    if (reader->level == 0 || label->closed)
        return true;
    label->open = true;
    return need(reader, buffer_add(&label->url, link->href.text, link->href.size));
}

static bool start_image(struct reader *reader, const MD_SPAN_IMG_DETAIL *image)
{
    reader->images++;
    reader->label.image = reader->label.image || reader->label.open;
    return reader->items > 0 || reader->level > 0 ||
           entry_image(&reader->entry, (struct slice){image->src.text, image->src.size});
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    bool going = is_going(context);
    if (going && type == MD_SPAN_A)
        going = start_link(context, detail);
    else if (going && type == MD_SPAN_IMG)
        going = start_image(context, detail);
    return !going;
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *const reader = context;
    if (!is_going(reader))
        return 1;
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
    bool going = is_going(reader);
    if (!going || (type != MD_BLOCK_LI && type != MD_BLOCK_H))
        return !going;
    going = end_item_text(reader);
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
    bool going = is_going(reader);
    if (going && type == MD_BLOCK_H)
        going = end_heading(reader);
    else if (going && (type == MD_BLOCK_P || type == MD_BLOCK_CODE))
        going = end_paragraph(reader);
    else if (going && type == MD_BLOCK_LI) {
        going = end_item_text(reader);
        reader->items--;
    }
    return !going;
}

/* ---- the page ---- */

/* md4c complains where a callback ends the reading, and where its memory is
 * short, which it does not always return. */
static void on_complaint(const char *message, void *context)
{
    (void)message;
    struct reader *const reader = context;
    if (is_going(reader))
        reader->entry.result = PAGE_NO_MEMORY;
}

static bool parse(struct reader *reader)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
                                     .enter_block = on_enter_block,
                                     .leave_block = on_leave_block,
                                     .enter_span = on_enter_span,
                                     .leave_span = on_leave_span,
                                     .text = on_text,
                                     .debug_log = on_complaint};
    if (md_parse(reader->begin, (MD_SIZE)(reader->end - reader->begin), &parser, reader) < 0)
        on_complaint("", reader);
    return is_going(reader) && entry_finish(&reader->entry);
}

static bool warn_of(struct entry *entry, const struct prepared *page)
{
    return (page->replaced_line == 0 ||
            entry_warn(entry, page->replaced_line, "bytes that are not UTF-8 text, replaced")) &&
           (page->tangled_line == 0 ||
            entry_warn(entry, page->tangled_line,
                       "more brackets in a paragraph than links can be read from")) &&
           (page->reference_line == 0 ||
            entry_warn(entry, page->reference_line,
                       "link definitions that are too long for their many uses")) &&
           (page->cut_line == 0 ||
            entry_lose(entry, page->cut_line, "the page is too long; the rest is left out"));
}

static void read_prepared(struct reader *reader, const struct prepared *page)
{
    reader->begin = page->text;
    reader->end = page->end;
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
