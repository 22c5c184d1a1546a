/* A page from its bytes to its papers, step by step; see page.h. */
#include "indexer/page/page.h"

#include <string.h>

#include "indexer/page/dates.h"
#include "indexer/page/emit.h"
#include "indexer/page/markdown.h"
#include "indexer/page/prepare.h"

/* The link that front matter names the page's paper by, added to the document. */
static bool add_front_link(struct document *document, const struct front *front, size_t *link)
{
    *link = NO_LINK;
    for (size_t i = 0; i < front->count && *link == NO_LINK; i++) {
        struct slice rest = front->facts[i].value, value;
        const enum name kind = front->facts[i].kind;
        if ((kind != NAME_LINK && kind != NAME_PAPER) || !front_next(&rest, &value))
            continue;
        const bool bare = address_arxiv_length(value.data, value.length) == value.length ||
                          slice_starts(value, "10.");
        if (!(bare ? document_add_id : document_add_link)(document, (struct range){0, 0}, value))
            return false;
        const struct link *const added = &document->links[document->link_count - 1];
        if (added->kind == ADDRESS_PAPER)
            *link = document->link_count - 1;
    }
    return true;
}

static struct slice name_of_file(const char *path)
{
    const char *const slash = strrchr(path, '/');
    const char *const name = slash != NULL ? slash + 1 : path;
    const char *const point = strrchr(name, '.');
    return point != NULL && point > name ? slice_between(name, point)
                                         : (struct slice){name, strlen(name)};
}

static uint32_t date_of_page(const struct front *front, const char *path)
{
    uint32_t date;
    for (size_t i = 0; i < front->count; i++) {
        if (front->facts[i].kind == NAME_DATE &&
            date_find(front->facts[i].value, &date) == DATE_FOUND)
            return date;
    }
    return date_of_path(path);
}

static bool read_papers(struct entry *entry, struct document *document, const struct front *front,
                        const char *path)
{
    struct outline outline = {0};
    struct choice choice = {0};
    struct page page = {.document = document,
                        .outline = &outline,
                        .front = front,
                        .name = name_of_file(path),
                        .date = date_of_page(front, path)};
    entry->document = document;
    entry->outline = &outline;
    const bool enough = add_front_link(document, front, &page.front_link) &&
                        outline_read(document, &outline) && rules_choose(&page, &choice);
    if (!enough)
        entry->result = PAGE_NO_MEMORY;
    const bool going = enough && emit_papers(&page, &choice, entry);
    choice_free(&choice);
    outline_free(&outline);
    return going;
}

static bool warn_of(struct entry *entry, const struct prepared *page)
{
    const struct {
        uint32_t line;
        enum page_trouble trouble;
    } found[] = {
        {page->replaced_line, PAGE_BYTES_REPLACED},
        {page->tangled_line, PAGE_BRACKETS},
        {page->reference_line, PAGE_DEFINITIONS},
        {page->cut_line, PAGE_TOO_LONG},
    };
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        if (found[i].line > 0 && !entry_warn(entry, found[i].line, found[i].trouble))
            return false;
    }
    return true;
}

static void read_prepared(struct entry *entry, const struct prepared *prepared, const char *path)
{
    struct front front;
    struct document document;
    front_read(&front, prepared->text, prepared->end);
    if (!markdown_read(&document, front.end, prepared->end, front.lines))
        entry->result = PAGE_NO_MEMORY;
    else if (warn_of(entry, prepared) && read_papers(entry, &document, &front, path) &&
             !entry->found)
        entry_warn(entry, 1, PAGE_WITHOUT_PAPER);
    document_free(&document);
}

enum page_result page_read(const char *bytes, size_t length, const char *path,
                           const struct page_sink *sink)
{
    struct entry entry = {.sink = sink};
    struct prepared prepared;
    if (length == 0) {
        entry_warn(&entry, 1, PAGE_EMPTY);
        return entry.result;
    }
    if (prepare(&prepared, bytes, length))
        read_prepared(&entry, &prepared, path);
    else
        entry.result = PAGE_NO_MEMORY;
    paper_clear(&entry.paper);
    prepared_free(&prepared);
    return entry.result;
}
