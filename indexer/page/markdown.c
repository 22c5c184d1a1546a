/* md4c's events -> blocks; see markdown.h. */
#include "indexer/page/markdown.h"

#include <md4c.h>
#include <string.h>

#include "indexer/page/character.h"
#include "indexer/page/lines.h"
#include "indexer/page/mentions.h"
#include "shim/base/array.h"

struct reader {
    struct document *document;
    const char *begin, *end; /* of the prepared page */
    struct lines lines;      /* where reading is */
    uint32_t used;           /* the last line that something was read from; 0 for none */
    bool failed;             /* memory was short */

    size_t items, lists, images, anchors; /* how many of each are open */
    size_t emphasis;                      /* and of em and strong */
    bool table_head;

    struct block block; /* what is open; its text is the end of the document's */
    bool open;
    const char *source;  /* where in the page its text starts, or NULL */
    uint32_t breaks;     /* lines of text that are complete */
    size_t label;        /* where the label of the open link starts */
    struct range target; /* the open link's address */
    bool plain;          /* text stands outside of strong */
};

static bool in_page(const struct reader *reader, const char *at)
{
    const uintptr_t address = (uintptr_t)at;
    return address >= (uintptr_t)reader->begin && address < (uintptr_t)reader->end;
}

static bool need(struct reader *reader, bool enough)
{
    reader->failed = reader->failed || !enough;
    return enough;
}

static bool add_block(struct document *document, const struct block *block)
{
    if (!array_grow(&document->blocks, document->block_count, sizeof *block))
        return false;
    document->blocks[document->block_count++] = *block;
    return true;
}

/* ---- blocks ---- */

static void start_block(struct reader *reader, enum block_kind kind)
{
    struct document *const document = reader->document;
    reader->block = (struct block){.kind = kind,
                                   .list = document->lists,
                                   .text = {document->text.length, 0},
                                   .links = {document->link_count, 0}};
    reader->open = true;
    reader->source = NULL;
    reader->breaks = 0;
    reader->plain = false;
}

static bool is_blank(struct slice text)
{
    return slice_trimmed(text).length == 0;
}

/* Ends what is open. An empty block is dropped, but for headings and rows. */
static bool finish_block(struct reader *reader)
{
    struct document *const document = reader->document;
    struct block *const block = &reader->block;
    if (!reader->open)
        return true;
    reader->open = false;
    block->text.length = document->text.length - block->text.start;
    const bool may_be_empty = block->kind == BLOCK_HEADING || block->kind == BLOCK_ROW;
    if (is_blank(document_text(document, block->text)) && block->image.length == 0 &&
        document->link_count == block->links.start && !may_be_empty) {
        buffer_cut(&document->text, block->text.start);
        return true;
    }
    if (block->line == 0)
        block->line = reader->lines.number;
    block->strong = block->kind == BLOCK_PARAGRAPH && block->emphasis.length > 0 &&
                    !reader->plain && reader->breaks == 0;
    if (!need(reader, block->code || mentions_find(document, block)))
        return false;
    block->links.length = document->link_count - block->links.start;
    return need(reader, add_block(document, block));
}

/* ---- text ---- */

/* Remembers where the text comes from. */
static void place_text(struct reader *reader, const char *at)
{
    lines_seek(&reader->lines, at);
    reader->used = reader->lines.number;
    if (reader->source != NULL)
        return;
    reader->source = at;
    const uint32_t number = reader->lines.number;
    reader->block.line = number > reader->breaks ? number - reader->breaks : 1;
}

static bool break_line(struct reader *reader)
{
    const bool goes_on = reader->block.kind == BLOCK_ITEM || reader->block.kind == BLOCK_ROW;
    if (!goes_on)
        reader->breaks++;
    return need(reader, buffer_add_char(&reader->document->text, goes_on ? ' ' : '\n'));
}

static bool add_text(struct reader *reader, MD_TEXTTYPE type, struct slice text)
{
    if (type == MD_TEXT_ENTITY) {
        char character[CHARACTER_MAX];
        const size_t length = character_of(text, character);
        if (length > 0)
            return need(reader, buffer_add(&reader->document->text, character, length));
    }
    return need(reader, buffer_add(&reader->document->text, text.data, text.length));
}

/* A code block's lines come in one text type, each with its end as a text. What
 * an image is called is text in items alone. */
static bool read_text(struct reader *reader, MD_TEXTTYPE type, struct slice text)
{
    if (!reader->open)
        start_block(reader, reader->items > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH);
    reader->block.level =
        reader->block.kind == BLOCK_ITEM ? (unsigned)reader->items : reader->block.level;
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || (text.length == 1 && text.data[0] == '\n'))
        return break_line(reader);
    if (text.length == 0)
        return true;
    if (in_page(reader, text.data))
        place_text(reader, text.data);
    if (reader->images > 0 && reader->block.kind != BLOCK_ITEM)
        return true;
    reader->plain = reader->plain || (reader->emphasis == 0 && !is_blank(text));
    return add_text(reader, type, text);
}

static int on_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *context)
{
    struct reader *const reader = context;
    return reader->failed || !read_text(reader, type, (struct slice){text, size});
}

/* ---- spans ---- */

static bool add_address(struct reader *reader, struct slice address, struct range *out)
{
    struct buffer *const addresses = &reader->document->addresses;
    *out = (struct range){addresses->length, address.length};
    return need(reader, buffer_add(addresses, address.data, address.length));
}

static bool start_span(struct reader *reader, MD_SPANTYPE type, void *detail)
{
    struct document *const document = reader->document;
    if (!reader->open)
        start_block(reader, reader->items > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH);
    if (type == MD_SPAN_A) {
        const MD_SPAN_A_DETAIL *const link = detail;
        reader->label = document->text.length;
        return reader->anchors++ > 0 ||
               add_address(reader, (struct slice){link->href.text, link->href.size},
                           &reader->target);
    }
    if (type == MD_SPAN_IMG) {
        const MD_SPAN_IMG_DETAIL *const image = detail;
        reader->images++;
        return reader->block.image.length > 0 ||
               add_address(reader, (struct slice){image->src.text, image->src.size},
                           &reader->block.image);
    }
    if ((type == MD_SPAN_EM || type == MD_SPAN_STRONG) && reader->emphasis++ == 0 &&
        reader->block.emphasis.length == 0)
        reader->block.emphasis.start = document->text.length - reader->block.text.start;
    return true;
}

static bool end_span(struct reader *reader, MD_SPANTYPE type)
{
    struct document *const document = reader->document;
    if (type == MD_SPAN_IMG)
        reader->images--;
    if (type == MD_SPAN_A && --reader->anchors == 0) {
        struct buffer address = BUFFER_INIT;
        const struct slice target = document_address(document, reader->target);
        const bool enough =
            buffer_add(&address, target.data, target.length) &&
            document_add_link(document,
                              (struct range){reader->label, document->text.length - reader->label},
                              (struct slice){address.data, address.length});
        buffer_free(&address);
        return need(reader, enough);
    }
    if ((type == MD_SPAN_EM || type == MD_SPAN_STRONG) && --reader->emphasis == 0 &&
        reader->block.emphasis.length == 0)
        reader->block.emphasis.length =
            document->text.length - reader->block.text.start - reader->block.emphasis.start;
    return true;
}

static int on_enter_span(MD_SPANTYPE type, void *detail, void *context)
{
    struct reader *const reader = context;
    return reader->failed || !start_span(reader, type, detail);
}

static int on_leave_span(MD_SPANTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *const reader = context;
    return reader->failed || !end_span(reader, type);
}

/* ---- blocks of md4c ---- */

/* An empty heading has no text that tells its line, but its marks stand on it,
 * behind all that was read before. */
static void place_marks(struct reader *reader)
{
    struct lines *const lines = &reader->lines;
    bool more = lines->number != reader->used || lines_next(lines);
    while (more && memchr(lines->start, '#', (size_t)(lines->stop - lines->start)) == NULL)
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

static bool end_heading(struct reader *reader)
{
    if (reader->source == NULL)
        place_marks(reader);
    reader->block.underlined = is_underlined(reader);
    return finish_block(reader);
}

static bool enter_block(struct reader *reader, MD_BLOCKTYPE type, void *detail)
{
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        if (reader->lists++ == 0)
            reader->document->lists++;
        return true;
    case MD_BLOCK_LI:
        reader->items++;
        return finish_block(reader);
    case MD_BLOCK_H:
        if (!finish_block(reader))
            return false;
        start_block(reader, BLOCK_HEADING);
        reader->block.level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        return true;
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
        if (reader->items > 0)
            return true;
        reader->document->lists++;
        start_block(reader, BLOCK_PARAGRAPH);
        reader->block.code = type == MD_BLOCK_CODE;
        return true;
    case MD_BLOCK_TABLE:
        reader->document->lists++;
        return true;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        reader->table_head = type == MD_BLOCK_THEAD;
        return true;
    case MD_BLOCK_TR:
        if (!finish_block(reader))
            return false;
        start_block(reader, BLOCK_ROW);
        reader->block.head = reader->table_head;
        return true;
    default:
        return true;
    }
}

static bool leave_block(struct reader *reader, MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        reader->lists--;
        return true;
    case MD_BLOCK_LI: {
        const bool going = finish_block(reader);
        reader->items--;
        return going;
    }
    case MD_BLOCK_H:
        return end_heading(reader);
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
        /* An item's text ends where another starts or the item does. */
        if (reader->items > 0)
            return !reader->open || need(reader, buffer_add_char(&reader->document->text, ' '));
        return finish_block(reader);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return need(reader, buffer_add_char(&reader->document->text, '\n'));
    case MD_BLOCK_TR:
        return finish_block(reader);
    default:
        return true;
    }
}

static int on_enter_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    struct reader *const reader = context;
    return reader->failed || !enter_block(reader, type, detail);
}

static int on_leave_block(MD_BLOCKTYPE type, void *detail, void *context)
{
    (void)detail;
    struct reader *const reader = context;
    return reader->failed || !leave_block(reader, type);
}

/* md4c complains where its memory is short, which it does not always return. */
static void on_complaint(const char *message, void *context)
{
    (void)message;
    ((struct reader *)context)->failed = true;
}

bool markdown_read(struct document *document, const char *begin, const char *end,
                   uint32_t lines_before)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS |
                                              MD_FLAG_TABLES | MD_FLAG_TASKLISTS,
                                     .enter_block = on_enter_block,
                                     .leave_block = on_leave_block,
                                     .enter_span = on_enter_span,
                                     .leave_span = on_leave_span,
                                     .text = on_text,
                                     .debug_log = on_complaint};
    struct reader reader = {.document = document, .begin = begin, .end = end};
    *document = (struct document){0};
    lines_start(&reader.lines, begin, end);
    reader.lines.number += lines_before;
    if (md_parse(begin, (MD_SIZE)(end - begin), &parser, &reader) < 0)
        reader.failed = true;
    return !reader.failed;
}
