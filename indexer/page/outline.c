/* See outline.h. */
#include "indexer/page/outline.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/page/dates.h"
#include "indexer/page/listed.h"
#include "indexer/page/parts.h"
#include "indexer/page/title.h"

/* The one paper that is named somewhere, or several. */
struct naming {
    size_t link; /* the first; NO_LINK for none */
    bool several;
};

#define NAMING_NONE                                                                                \
    {                                                                                              \
        NO_LINK, false                                                                             \
    }

/* What is known of a section as long as it goes on. */
struct open_section {
    size_t section; /* of outline.sections */
    bool open;
    struct naming fact, web, line, mention, listed, inside;
    size_t texts;   /* blocks that name no paper */
    bool has_paper; /* a sub-section with a title of its own names one */
};

struct reader {
    struct document *document;
    struct outline *outline;
    struct open_section open[LEVEL_COUNT]; /* by level */
    struct naming page;
    struct columns columns;
    struct buffer title; /* scratch */
    unsigned group;      /* the level of the item whose paper the items in it name; 0 for none */
};

static void name(const struct document *document, struct naming *naming, size_t link)
{
    if (naming->link == NO_LINK) {
        naming->link = link;
        return;
    }
    if (!naming->several)
        naming->several = !slice_equal(document_address(document, document->links[naming->link].id),
                                       document_address(document, document->links[link].id));
}

/* ---- sections begin and end ---- */

static void weigh(struct section *section, const struct open_section *open)
{
    const struct naming *by = NULL;
    if (section->evidence == EVIDENCE_OWN && !section->web)
        return;
    if (open->fact.link != NO_LINK) {
        section->evidence = EVIDENCE_FACT;
        by = &open->fact;
    } else if (open->line.link != NO_LINK && !open->line.several) {
        section->evidence = EVIDENCE_LINE;
        by = &open->line;
    } else if (open->line.link == NO_LINK && open->mention.link != NO_LINK &&
               !open->mention.several) {
        section->evidence = EVIDENCE_MENTION;
        by = &open->mention;
    } else if (open->line.link == NO_LINK && open->mention.link == NO_LINK &&
               open->listed.link != NO_LINK && !open->listed.several && open->texts > 0) {
        section->evidence = EVIDENCE_MENTION;
        by = &open->listed;
    } else if (open->line.link == NO_LINK && open->mention.link == NO_LINK &&
               open->listed.link == NO_LINK && open->inside.link != NO_LINK &&
               !open->inside.several && !open->has_paper) {
        section->evidence = EVIDENCE_INSIDE;
        by = &open->inside;
    }
    if (by != NULL) {
        section->link = by->link;
        section->web = false;
    } else if (section->evidence == EVIDENCE_NONE && open->web.link != NO_LINK) {
        section->evidence = EVIDENCE_FACT;
        section->link = open->web.link;
        section->web = true;
    }
}

static void close_from(struct reader *reader, unsigned level, size_t end)
{
    for (unsigned at = LEVEL_PARAGRAPH; at >= level; at--) {
        struct open_section *const open = &reader->open[at];
        if (!open->open)
            continue;
        struct section *const section = &reader->outline->sections[open->section];
        section->end = end;
        weigh(section, open);
        open->open = false;
        if (section->evidence == EVIDENCE_NONE || section->label || section->web)
            continue;
        for (unsigned above = 1; above < at; above++)
            reader->open[above].has_paper = true;
    }
}

/* ---- headings ---- */

static bool is_heading_by_line(const struct document *document, const struct block *block)
{
    struct parts parts = parts_of(document, block);
    struct part line;
    struct named fact;
    const bool one = parts_next(&parts, &line) && parts.done;
    return one &&
           !(name_split(document_text(document, line.text), &fact) && fact.kind != NAME_UNKNOWN);
}

/* The level of the section that the block begins; 0 where it begins none. */
static unsigned level_of(const struct document *document, const struct block *block)
{
    struct part line;
    uint32_t date;
    if (block->kind == BLOCK_HEADING)
        return !block->underlined || is_heading_by_line(document, block) ||
                       date_find(document_text(document, block->text), &date) != DATE_NONE
                   ? block->level
                   : 0;
    if (block->kind != BLOCK_PARAGRAPH || block->code)
        return 0;
    struct parts parts = parts_of(document, block);
    if (!parts_next(&parts, &line) || !parts.done)
        return 0;
    if (block->strong)
        return is_heading_by_line(document, block) ? LEVEL_PARAGRAPH : 0;
    if (line.links.length == 0 || !part_is_links(document, &line) ||
        part_is_labels(document, &line))
        return 0;
    const struct link *const link = &document->links[line.links.start];
    return link->kind == ADDRESS_PAPER && !name_is_label(document_text(document, link->label))
               ? LEVEL_PARAGRAPH
               : 0;
}

static bool is_address_alone(struct slice text)
{
    text = slice_trimmed(text);
    return slice_core(text).length == 0 || slice_starts(text, "http");
}

/* The link of a heading that names its paper. */
static void read_own(const struct document *document, const struct block *block,
                     struct section *section)
{
    bool prose = false;
    for (size_t i = block->links.start; i < block->links.start + block->links.length; i++) {
        const struct link *const link = &document->links[i];
        const struct slice label = document_text(document, link->label);
        const bool is_prose = !name_is_label(label);
        const enum name named = name_of(label);
        const bool web =
            link->kind == ADDRESS_WEB &&
            (is_prose || named == NAME_LINK || named == NAME_PAPER || is_address_alone(label));
        const bool better = section->link == NO_LINK || section->web || (is_prose && !prose);
        if (link->kind == ADDRESS_PAPER ? better : web && section->link == NO_LINK) {
            section->link = i;
            section->web = web;
            prose = is_prose;
        }
    }
}

/* A heading that is a label, "[arXiv](...)", is one of the section that it is in,
 * where that has a title. */
static bool has_titled_above(const struct reader *reader, unsigned level)
{
    for (unsigned at = 1; at < level; at++) {
        const struct section *const section = &reader->outline->sections[reader->open[at].section];
        if (reader->open[at].open && !section->label && !section->dated)
            return true;
    }
    return false;
}

static bool begin_section(struct reader *reader, size_t index, unsigned level)
{
    const struct document *const document = reader->document;
    const struct block *const block = &document->blocks[index];
    struct outline *const outline = reader->outline;
    const struct slice text = document_text(document, block->text);
    struct section section = {.block = index, .level = level, .link = NO_LINK};
    uint32_t date;
    close_from(reader, level, index);
    read_own(document, block, &section);
    if (!title_read(document, block, block->text, &reader->title))
        return false;
    section.name = name_of(text);
    section.dated = date_find(text, &date) != DATE_NONE;
    section.label = reader->title.length == 0 || section.name != NAME_UNKNOWN;
    const bool own =
        section.link != NO_LINK && (reader->title.length > 0 || is_address_alone(text) ||
                                    (!section.web && !has_titled_above(reader, level)));
    section.evidence = own ? EVIDENCE_OWN : EVIDENCE_NONE;
    reader->open[level] = (struct open_section){.section = outline->section_count,
                                                .open = true,
                                                .fact = NAMING_NONE,
                                                .web = NAMING_NONE,
                                                .line = NAMING_NONE,
                                                .mention = NAMING_NONE,
                                                .listed = NAMING_NONE,
                                                .inside = NAMING_NONE};
    if (!own && section.link != NO_LINK && !section.web)
        name(document, &reader->open[level].line, section.link);
    if (!own)
        section.link = NO_LINK;
    outline->sections[outline->section_count++] = section;
    return true;
}

/* ---- what stands below them ---- */

/* The innermost section and the one of a paragraph in it. */
static void name_in(struct reader *reader, size_t kind, size_t link)
{
    for (unsigned level = LEVEL_COUNT; level-- > 1;) {
        struct open_section *const open = &reader->open[level];
        if (!open->open)
            continue;
        name(reader->document, (struct naming *)((char *)open + kind), link);
        if (level < LEVEL_PARAGRAPH)
            break;
    }
}

#define NAME_IN(reader, field, link) name_in(reader, offsetof(struct open_section, field), link)

static bool is_for_paper(enum name kind)
{
    return kind == NAME_LINK || kind == NAME_PAPER || kind == NAME_TITLE;
}

/* An id may stand in the value without a link: "arXiv ID: 2403.01234". */
static bool name_by_value(struct reader *reader, struct slice value)
{
    struct document *const document = reader->document;
    const struct slice word = slice_between(value.data, slice_find(value, ' '));
    const size_t length = address_arxiv_length(word.data, word.length);
    const bool doi = slice_starts(word, "10.");
    if (!doi && (length == 0 || length != word.length))
        return true;
    const bool enough = document_add_id(document, (struct range){0, 0}, word);
    if (enough && document->links[document->link_count - 1].kind == ADDRESS_PAPER)
        NAME_IN(reader, fact, document->link_count - 1);
    return enough;
}

/* Reads the facts of a line. *names: it has one that tells of the paper. */
static bool read_facts(struct reader *reader, const struct part *part, bool *names)
{
    const struct document *const document = reader->document;
    struct slice rest = document_text(document, part->text);
    struct named fact;
    size_t link = part->links.start;
    const size_t links_end = link + part->links.length;
    *names = false;
    while (fact_next(&rest, &fact)) {
        const size_t end = (size_t)(slice_end(fact.value) - document->text.data);
        *names = *names || (fact.kind != NAME_UNKNOWN && fact.kind != NAME_TEXT);
        bool linked = false;
        for (; link < links_end && document->links[link].label.start <= end; link++) {
            linked = true;
            const enum address_kind kind = document->links[link].kind;
            if (is_for_paper(fact.kind) && kind == ADDRESS_PAPER)
                NAME_IN(reader, fact, link);
            else if (is_for_paper(fact.kind) && kind == ADDRESS_WEB)
                NAME_IN(reader, web, link);
            else if (fact.kind == NAME_UNKNOWN || fact.kind == NAME_TEXT) {
                if (kind == ADDRESS_PAPER)
                    NAME_IN(reader, mention, link);
            }
        }
        if (is_for_paper(fact.kind) && !linked && !name_by_value(reader, fact.value))
            return false;
    }
    return true;
}

static bool has_name(struct slice text)
{
    struct named fact;
    return name_split(text, &fact) && fact.kind != NAME_UNKNOWN;
}

static bool read_part(struct reader *reader, const struct part *part, bool *names)
{
    const struct document *const document = reader->document;
    *names = false;
    if (has_name(document_text(document, part->text)))
        return read_facts(reader, part, names);
    if (part->links.length == 0)
        return true;
    const bool line = part_is_links(document, part);
    for (size_t i = part->links.start; i < part->links.start + part->links.length; i++) {
        if (document->links[i].kind != ADDRESS_PAPER)
            continue;
        if (line)
            NAME_IN(reader, line, i);
        else
            NAME_IN(reader, mention, i);
    }
    return true;
}

static bool read_row(struct reader *reader, const struct block *row)
{
    const struct document *const document = reader->document;
    struct named fact;
    struct listed listed;
    if (row->head)
        columns_read(document, row, &reader->columns);
    if (fact_of_row(document, row, &fact)) {
        for (size_t i = row->links.start; i < row->links.start + row->links.length; i++) {
            if (is_for_paper(fact.kind) && document->links[i].kind == ADDRESS_PAPER)
                NAME_IN(reader, fact, i);
        }
        reader->outline->fact_lists[row->list] = true;
        return row->links.length > 0 || !is_for_paper(fact.kind) ||
               name_by_value(reader, fact.value);
    }
    if (listed_row(document, row, &reader->columns, &listed)) {
        reader->outline->items++;
        NAME_IN(reader, listed, listed.link);
    }
    return true;
}

static bool read_text(struct reader *reader, const struct block *block)
{
    const struct document *const document = reader->document;
    struct parts parts = parts_of(document, block);
    struct part part;
    struct listed listed;
    bool names = false, any = false;
    if (block->code)
        return true;
    if (block->kind == BLOCK_ITEM && block->links.length > 0 &&
        !has_name(document_text(document, block->text)) && listed_item(document, block, &listed)) {
        reader->outline->items++;
        NAME_IN(reader, listed, listed.link);
        return true;
    }
    while (parts_next(&parts, &part)) {
        if (!read_part(reader, &part, &names))
            return false;
        any = any || names;
    }
    if (any)
        reader->outline->fact_lists[block->list] = true;
    else if (block->links.length == 0) {
        for (unsigned level = 1; level < LEVEL_COUNT; level++)
            reader->open[level].texts++;
    }
    return true;
}

static bool read_below(struct reader *reader, size_t index)
{
    const struct block block = reader->document->blocks[index];
    struct listed listed;
    if (listed_group(reader->document, index, &listed)) {
        reader->group = block.level;
        reader->outline->items++;
        NAME_IN(reader, listed, listed.link);
        return true;
    }
    return block.kind == BLOCK_ROW ? read_row(reader, &block) : read_text(reader, &block);
}

static bool is_related(const struct reader *reader)
{
    for (unsigned level = 1; level < LEVEL_COUNT; level++) {
        const struct open_section *const open = &reader->open[level];
        if (open->open && reader->outline->sections[open->section].name == NAME_RELATED)
            return true;
    }
    return false;
}

static bool read_block(struct reader *reader, size_t index)
{
    struct document *const document = reader->document;
    const struct block block = document->blocks[index];
    const unsigned level = level_of(document, &block);
    if (block.kind != BLOCK_ROW)
        reader->columns.count = 0;
    if (level > 0 && !begin_section(reader, index, level))
        return false;
    if (block.kind != BLOCK_ITEM || block.level <= reader->group)
        reader->group = 0;
    if (level == 0 && reader->group == 0 && !read_below(reader, index))
        return false;
    for (size_t i = block.links.start; !block.code && i < block.links.start + block.links.length;
         i++) {
        if (document->links[i].kind != ADDRESS_PAPER)
            continue;
        if (!is_related(reader))
            name(document, &reader->page, i);
        for (unsigned at = 1; at < LEVEL_COUNT && !is_related(reader); at++) {
            if (reader->open[at].open)
                name(document, &reader->open[at].inside, i);
        }
    }
    return true;
}

bool outline_read(struct document *document, struct outline *outline)
{
    struct reader reader = {.document = document, .outline = outline, .page = NAMING_NONE};
    *outline = (struct outline){0};
    outline->sections = calloc(document->block_count + 1, sizeof *outline->sections);
    outline->fact_lists = calloc((size_t)document->lists + 1, sizeof *outline->fact_lists);
    bool enough = outline->sections != NULL && outline->fact_lists != NULL;
    for (size_t i = 0; enough && i < document->block_count; i++)
        enough = read_block(&reader, i);
    if (enough)
        close_from(&reader, 1, document->block_count);
    outline->only_link = reader.page.several ? NO_LINK : reader.page.link;
    buffer_free(&reader.title);
    return enough;
}

void outline_free(struct outline *outline)
{
    free(outline->sections);
    free(outline->fact_lists);
}
