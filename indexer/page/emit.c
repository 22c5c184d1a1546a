/* See emit.h. */
#include "indexer/page/emit.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/page/body.h"
#include "indexer/page/dates.h"
#include "indexer/page/labels.h"
#include "indexer/page/title.h"

struct walk {
    const struct page *page;
    const struct choice *choice;
    struct entry *entry;
    uint32_t date; /* of the last heading with one, else of the page */
    struct columns columns;
    struct buffer title;
    struct slice *known; /* ids of the sections that are papers, in order */
    size_t known_count;
};

static bool need(struct walk *walk, bool enough)
{
    if (!enough)
        walk->entry->result = PAGE_NO_MEMORY;
    return enough;
}

/* ---- dates ---- */

static bool read_date(struct walk *walk, const struct block *block)
{
    struct entry *const entry = walk->entry;
    uint32_t date;
    switch (date_find(document_text(walk->page->document, block->text), &date)) {
    case DATE_NONE:
        return true;
    case DATE_FOUND:
        walk->date = date;
        entry->dated = true;
        return true;
    case DATE_IMPOSSIBLE:
        break;
    }
    walk->date = 0;
    entry->dated = true;
    return entry_warn(entry, block->line, PAGE_DATE_IMPOSSIBLE);
}

/* ---- one paper ---- */

static bool read_title(struct walk *walk, const struct block *block, struct range range)
{
    return need(walk, title_read(walk->page->document, block, range, &walk->title));
}

static char *stored_title(const struct walk *walk)
{
    return slice_stored(
        (struct slice){walk->title.data != NULL ? walk->title.data : "", walk->title.length});
}

static bool add_blocks(struct walk *walk, size_t from, size_t to)
{
    const struct document *const document = walk->page->document;
    for (size_t i = from; i < to; i++) {
        const struct block *const block = &document->blocks[i];
        if (block->kind != BLOCK_ROW)
            walk->columns.count = 0;
        else if (block->head)
            columns_read(document, block, &walk->columns);
        if (!body_add(walk->entry, block, &walk->columns))
            return false;
    }
    return true;
}

/* A heading that is an address alone has that as its title. */
static struct slice title_of_section(const struct walk *walk, const struct section *section,
                                     const struct block *block)
{
    const struct slice title = outline_title(walk->page->outline, section);
    return title.length > 0 || section->evidence != EVIDENCE_OWN
               ? title
               : slice_trimmed(document_text(walk->page->document, block->text));
}

static bool emit_section(struct walk *walk, const struct section *section)
{
    const struct document *const document = walk->page->document;
    const struct block *const block = &document->blocks[section->block];
    struct entry *const entry = walk->entry;
    entry->listed = false;
    return entry_open(entry, &document->links[section->link],
                      slice_stored(title_of_section(walk, section, block)), block->line,
                      walk->date) &&
           entry_heading(entry, block) && add_blocks(walk, section->block + 1, section->end) &&
           entry_close(entry, true);
}

/* ---- a page about one ---- */

static char *title_of_page(const struct walk *walk, size_t *block)
{
    const struct page *const page = walk->page;
    const struct section *heading = NULL;
    for (size_t i = 0; i < page->outline->section_count; i++) {
        const struct section *const section = &page->outline->sections[i];
        if (section->label || section->dated || section->level > 2)
            continue;
        heading = section;
        break;
    }
    *block = heading != NULL ? heading->block : SIZE_MAX;
    const bool fronted = walk->choice->by_front || heading == NULL;
    for (size_t i = 0; fronted && i < page->front->count; i++) {
        struct slice value = page->front->facts[i].value, title;
        if (page->front->facts[i].kind == NAME_TITLE && front_next(&value, &title))
            return slice_stored(title);
    }
    if (heading != NULL)
        return slice_stored(outline_title(page->outline, heading));
    return slice_stored(labels_alone(page->name) ? (struct slice){"", 0} : page->name);
}

static bool add_front(struct walk *walk)
{
    const struct front *const front = walk->page->front;
    for (size_t i = 0; i < front->count; i++) {
        if (!entry_front(walk->entry, &front->facts[i]))
            return false;
    }
    return true;
}

static bool emit_whole(struct walk *walk)
{
    const struct document *const document = walk->page->document;
    struct entry *const entry = walk->entry;
    size_t heading;
    char *const title = title_of_page(walk, &heading);
    const uint32_t line = heading != SIZE_MAX ? document->blocks[heading].line : 1;
    for (size_t i = 0; i < document->block_count && walk->date == 0; i++) {
        const struct block *const block = &document->blocks[i];
        if (block->kind == BLOCK_HEADING && block->level <= 2 && i != heading &&
            !read_date(walk, block)) {
            free(title);
            return false;
        }
    }
    return entry_open(entry, &document->links[walk->choice->whole], title, line, walk->date) &&
           add_blocks(walk, heading != SIZE_MAX ? heading + 1 : 0, document->block_count) &&
           add_front(walk) && entry_close(entry, true);
}

/* ---- items and rows ---- */

static int by_bytes(const void *left, const void *right)
{
    const struct slice *const a = left, *const b = right;
    const size_t shorter = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->data, b->data, shorter);
    if (order != 0)
        return order;
    return a->length < b->length ? -1 : a->length > b->length;
}

static bool read_known(struct walk *walk)
{
    const struct page *const page = walk->page;
    walk->known = calloc(page->outline->section_count + 1, sizeof *walk->known);
    if (!need(walk, walk->known != NULL))
        return false;
    for (size_t i = 0; i < page->outline->section_count; i++) {
        if (walk->choice->papers[i])
            walk->known[walk->known_count++] = document_address(
                page->document, page->document->links[page->outline->sections[i].link].id);
    }
    qsort(walk->known, walk->known_count, sizeof *walk->known, by_bytes);
    return true;
}

static bool is_known(const struct walk *walk, size_t link)
{
    const struct slice id =
        document_address(walk->page->document, walk->page->document->links[link].id);
    return bsearch(&id, walk->known, walk->known_count, sizeof id, by_bytes) != NULL;
}

/* What an item says behind its title, without the labels of links. */
static bool add_rest(struct walk *walk, const struct block *item, struct range title)
{
    const size_t behind = title.start + title.length;
    const struct range rest = {behind, item->text.start + item->text.length - behind};
    struct entry *const entry = walk->entry;
    if (!read_title(walk, item, rest))
        return false;
    /* What joined it to the title goes, but for a bracket. */
    struct slice text = {walk->title.data != NULL ? walk->title.data : "", walk->title.length};
    const struct slice core = slice_core(text);
    if (core.length > 0 && core.data > text.data) {
        const char before = core.data[-1];
        text = slice_between(core.data - (before == '(' || before == '['), slice_end(text));
    }
    return core.length == 0 || entry_text(entry, item->line, text);
}

/* Emits the paper of an item or row; *next is the block behind it. */
static bool emit_listed(struct walk *walk, size_t index, const struct listed *listed, size_t *next)
{
    const struct document *const document = walk->page->document;
    const struct block *const block = &document->blocks[index];
    struct entry *const entry = walk->entry;
    *next = index + 1;
    if (!read_title(walk, block, listed->title))
        return false;
    if (walk->title.length == 0 || is_known(walk, listed->link))
        return true;
    entry->listed = true;
    if (!entry_open(entry, &document->links[listed->link], stored_title(walk), block->line,
                    walk->date) ||
        !entry_heading(entry, block))
        return false;
    while (block->kind == BLOCK_ITEM && *next < document->block_count &&
           document->blocks[*next].kind == BLOCK_ITEM &&
           document->blocks[*next].level > block->level)
        ++*next;
    const bool going = block->kind == BLOCK_ROW
                           ? body_row(entry, block, &walk->columns, listed->title)
                           : add_rest(walk, block, listed->title);
    return going && add_blocks(walk, index + 1, *next) && entry_close(entry, false);
}

static bool read_listed(struct walk *walk, size_t index, struct listed *listed)
{
    const struct document *const document = walk->page->document;
    const struct block *const block = &document->blocks[index];
    struct named fact;
    if (block->kind == BLOCK_ROW)
        return listed_row(document, block, &walk->columns, listed);
    if (listed_group(document, index, listed))
        return true;
    return block->kind == BLOCK_ITEM && listed_item(document, block, listed) &&
           !(name_split(document_text(document, block->text), &fact) && fact.kind != NAME_UNKNOWN);
}

/* ---- the page ---- */

/* A heading without a link among headings that link papers. */
static bool is_damaged(const struct walk *walk, const struct section *section)
{
    const struct choice *const choice = walk->choice;
    return choice->by_heading && section->level == choice->level && !section->dated &&
           section->name == NAME_UNKNOWN && section->evidence == EVIDENCE_NONE;
}

/* A section begins: emits it where it is a paper. *next: the block to go on. */
static bool read_section(struct walk *walk, size_t index, size_t *next)
{
    const struct page *const page = walk->page;
    const struct section *const section = &page->outline->sections[index];
    *next = section->block + 1;
    if (walk->choice->papers[index]) {
        *next = section->end;
        return emit_section(walk, section);
    }
    if (section->name == NAME_RELATED) {
        *next = section->end;
        return true;
    }
    const struct block *const block = &page->document->blocks[section->block];
    if (is_damaged(walk, section)) {
        *next = section->end;
        walk->entry->found = true;
        return entry_warn(walk->entry, block->line, PAGE_PAPER_WITHOUT_LINK);
    }
    return read_date(walk, block);
}

static bool emit_parts(struct walk *walk)
{
    const struct page *const page = walk->page;
    size_t section = 0, next;
    struct listed listed;
    for (size_t i = 0; i < page->document->block_count; i = next) {
        const struct block *const block = &page->document->blocks[i];
        next = i + 1;
        while (section < page->outline->section_count && page->outline->sections[section].block < i)
            section++;
        if (block->kind != BLOCK_ROW)
            walk->columns.count = 0;
        else if (block->head)
            columns_read(page->document, block, &walk->columns);
        const bool begins =
            section < page->outline->section_count && page->outline->sections[section].block == i;
        if (begins ? !read_section(walk, section, &next)
                   : read_listed(walk, i, &listed) && !emit_listed(walk, i, &listed, &next))
            return false;
    }
    return true;
}

bool emit_papers(const struct page *page, const struct choice *choice, struct entry *entry)
{
    struct walk walk = {.page = page, .choice = choice, .entry = entry, .date = page->date};
    entry->dated = walk.date != 0;
    const bool going =
        choice->whole != NO_LINK ? emit_whole(&walk) : read_known(&walk) && emit_parts(&walk);
    buffer_free(&walk.title);
    free(walk.known);
    return going;
}
