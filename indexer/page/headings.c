/* See headings.h. */
#include "indexer/page/headings.h"

#include "indexer/page/dates.h"
#include "indexer/page/labels.h"
#include "indexer/page/names.h"
#include "indexer/page/parts.h"

static bool is_heading_by_line(const struct document *document, const struct block *block)
{
    struct parts parts = parts_of(document, block);
    struct part line;
    struct named fact;
    const bool one = parts_next(&parts, &line) && parts.done;
    return one &&
           !(name_split(document_text(document, line.text), &fact) && fact.kind != NAME_UNKNOWN);
}

unsigned heading_level(const struct document *document, const struct block *block)
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
    return link->kind == ADDRESS_PAPER && !labels_alone(document_text(document, link->label))
               ? LEVEL_PARAGRAPH
               : 0;
}

bool heading_is_address(struct slice text)
{
    text = slice_trimmed(text);
    return slice_core(text).length == 0 || slice_starts(text, "http");
}

struct heading_link heading_own_link(const struct document *document, const struct block *block)
{
    struct heading_link own = {.link = NO_LINK};
    bool prose = false;
    for (size_t i = block->links.start; i < block->links.start + block->links.length; i++) {
        const struct link *const link = &document->links[i];
        const struct slice label = document_text(document, link->label);
        const bool is_prose = !labels_alone(label);
        const enum name named = name_of(label);
        const bool web =
            link->kind == ADDRESS_WEB &&
            (is_prose || named == NAME_LINK || named == NAME_PAPER || heading_is_address(label));
        const bool better = own.link == NO_LINK || own.web || (is_prose && !prose);
        if (link->kind == ADDRESS_PAPER ? better : web && own.link == NO_LINK) {
            own = (struct heading_link){.link = i, .web = web};
            prose = is_prose;
        }
    }
    return own;
}
