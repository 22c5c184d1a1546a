/* See entry.h. */
#include "indexer/page/entry.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/page/dates.h"
#include "indexer/page/facts.h"
#include "indexer/page/parts.h"

/* A fact that no field takes is short; what is longer is prose. */
#define NOTE_BYTES_MAX 200
#define UNKNOWN_BYTES_MAX 100
/* Votes that are no number are a mistake; what is longer is prose. */
#define VOTES_BYTES_MAX 24
/* Looking for the same link in a longer list would take quadratic time. */
#define LINKS_COMPARED 64

static bool stop(struct entry *entry, enum page_result result)
{
    entry->result = result;
    return false;
}

static bool need(struct entry *entry, bool enough)
{
    return enough || stop(entry, PAGE_NO_MEMORY);
}

bool entry_warn(struct entry *entry, uint32_t line, enum page_trouble trouble)
{
    return entry->sink->warning(entry->sink->context, line, trouble) || stop(entry, PAGE_STOPPED);
}

/* ---- begin and end ---- */

bool entry_open(struct entry *entry, const struct link *link, char *title, uint32_t line,
                uint32_t date)
{
    struct paper *const paper = &entry->paper;
    entry->id = document_address(entry->document, link->id);
    entry->web = link->kind == ADDRESS_WEB;
    *paper = (struct paper){
        .id = slice_stored(entry->id),
        .title = title,
        .url = slice_stored(slice_trimmed(document_address(entry->document, link->address))),
        .date = date,
        .votes = VOTES_UNKNOWN,
        .line = line,
        .listed = entry->listed};
    if (!need(entry, title != NULL && paper->id != NULL && paper->url != NULL))
        return false;
    entry->found = true;
    return title[0] != '\0' || entry_warn(entry, line, PAGE_PAPER_WITHOUT_TITLE);
}

/* Without a day of the page, the month of arXiv's id is a bound: 20240300. */
static bool settle_date(struct entry *entry)
{
    struct paper *const paper = &entry->paper;
    if (paper->date == 0)
        paper->date = address_month(paper->id) * 100;
    if (paper->date != 0 || entry->dated)
        return true;
    entry->dated = true;
    return entry_warn(entry, paper->line, PAGE_WITHOUT_DATE);
}

bool entry_close(struct entry *entry, bool wants_summary)
{
    struct paper *const paper = &entry->paper;
    bool going = settle_date(entry) && (paper->bullet_count > 0 || !wants_summary ||
                                        entry_warn(entry, paper->line, PAGE_PAPER_WITHOUT_SUMMARY));
    if (going && !entry->sink->paper(entry->sink->context, paper))
        going = stop(entry, PAGE_STOPPED);
    paper_clear(paper);
    return going;
}

/* ---- summary ---- */

/* The length of a footnote's mark, "[^1]" or "[^1]: ", or a callout's "[!note]". */
static size_t mark_length(struct slice text, bool first)
{
    const size_t longest = 24;
    const char *const close = slice_find(text, ']');
    if (text.length < 4 || text.data[0] != '[' || close == slice_end(text) ||
        (size_t)(close - text.data) > longest ||
        !(text.data[1] == '^' || (first && text.data[1] == '!')))
        return 0;
    const size_t length = (size_t)(close - text.data) + 1;
    return length + (first && length < text.length && strchr(":-+", text.data[length]) != NULL);
}

static char *cleaned(struct slice text)
{
    char *const copy = slice_stored(text);
    if (copy == NULL || strchr(copy, '[') == NULL)
        return copy;
    char *out = copy;
    for (size_t i = 0; i < text.length;) {
        const struct slice rest = {text.data + i, text.length < i + 64 ? text.length - i : 64};
        const size_t length = text.data[i] == '[' ? mark_length(rest, i == 0) : 0;
        if (length == 0) {
            *out++ = copy[i++];
            continue;
        }
        i += length;
        while (out == copy && i < text.length && copy[i] == ' ')
            i++;
    }
    *out = '\0';
    return copy;
}

bool entry_text(struct entry *entry, uint32_t line, struct slice text)
{
    text = slice_trimmed(text);
    return text.length == 0 || need(entry, paper_add_bullet(&entry->paper, cleaned(text), line));
}

static bool add_note(struct entry *entry, struct slice text)
{
    const struct fact note = {.field = FIELD_NOTE, .text = cleaned(slice_trimmed(text))};
    return need(entry, paper_add_fact(&entry->paper, note));
}

/* ---- facts ---- */

enum outcome { TAKEN, PROSE, ENDED };

static enum outcome take_votes(struct entry *entry, uint32_t line, struct slice value)
{
    if (votes_parse(value, &entry->paper.votes))
        return TAKEN;
    if (value.length > VOTES_BYTES_MAX)
        return PROSE;
    return entry_warn(entry, line, PAGE_VOTES_UNREADABLE) ? TAKEN : ENDED;
}

static enum outcome take_authors(struct entry *entry, struct slice value)
{
    return need(entry, authors_parse(value, &entry->paper)) ? TAKEN : ENDED;
}

/* A day in the paper's own facts counts where the page has none. */
static enum outcome take_date(struct entry *entry, struct slice value)
{
    uint32_t date;
    if (value.length > UNKNOWN_BYTES_MAX || date_find(value, &date) != DATE_FOUND)
        return PROSE;
    if (entry->paper.date == 0)
        entry->paper.date = date;
    return TAKEN;
}

static enum outcome take_note(struct entry *entry, const struct named *fact, size_t most)
{
    if (fact->value.length > most)
        return PROSE;
    const struct slice text = slice_between(fact->name.data, slice_end(fact->value));
    return fact->value.length == 0 || add_note(entry, text) ? TAKEN : ENDED;
}

/* among: the fact stands among others that are known. */
static enum outcome take_fact(struct entry *entry, uint32_t line, const struct named *fact,
                              bool among)
{
    switch (fact->kind) {
    case NAME_VOTES:
        return take_votes(entry, line, fact->value);
    case NAME_AUTHORS:
        return take_authors(entry, fact->value);
    case NAME_DATE:
        return take_date(entry, fact->value);
    case NAME_TITLE:
        return TAKEN;
    case NAME_LINK:
    case NAME_PAPER:
        return name_is_label(fact->value) ? TAKEN : PROSE;
    case NAME_OTHER:
        return take_note(entry, fact, NOTE_BYTES_MAX);
    case NAME_UNKNOWN:
        return among ? take_note(entry, fact, UNKNOWN_BYTES_MAX) : PROSE;
    case NAME_TEXT:
    case NAME_RELATED:
        break;
    }
    return PROSE;
}

bool entry_front(struct entry *entry, enum name kind, struct slice value)
{
    if (kind == NAME_AUTHORS)
        return take_authors(entry, value) != ENDED;
    return entry->paper.votes != VOTES_UNKNOWN || kind != NAME_VOTES ||
           take_votes(entry, entry->paper.line, value) != ENDED;
}

/* A line that tells facts; PROSE where its first is none. */
static enum outcome take_facts(struct entry *entry, uint32_t line, struct slice text, bool among)
{
    struct named fact;
    enum outcome outcome = PROSE;
    for (bool first = true; fact_next(&text, &fact); first = false) {
        outcome = take_fact(entry, line, &fact, among || !first);
        if (outcome == ENDED || (first && outcome == PROSE))
            return outcome;
        if (outcome == PROSE &&
            !entry_text(entry, line, slice_between(fact.name.data, slice_end(fact.value))))
            return ENDED;
        outcome = TAKEN;
    }
    return outcome;
}

/* ---- links ---- */

static bool is_known_link(const struct paper *paper, struct slice id)
{
    const size_t count = paper->fact_count < LINKS_COMPARED ? paper->fact_count : LINKS_COMPARED;
    for (size_t i = 0; i < count; i++) {
        const char *const text = paper->facts[i].text;
        if (paper->facts[i].field == FIELD_LINK &&
            slice_equal((struct slice){text, strlen(text)}, id))
            return true;
    }
    return false;
}

static bool add_link(struct entry *entry, struct slice id)
{
    if (is_known_link(&entry->paper, id))
        return true;
    const struct fact link = {.field = FIELD_LINK, .text = slice_stored(id)};
    return need(entry, paper_add_fact(&entry->paper, link));
}

/* Keeps the addresses that are not the paper's own. */
static bool add_links(struct entry *entry, struct range links)
{
    const struct document *const document = entry->document;
    for (size_t i = links.start; i < links.start + links.length; i++) {
        const struct slice id = document_address(document, document->links[i].id);
        if (document->links[i].kind != ADDRESS_NONE && !slice_equal(id, entry->id) &&
            !add_link(entry, id))
            return false;
    }
    return true;
}

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
        const enum outcome outcome = silent        ? TAKEN
                                     : block->code ? PROSE
                                                   : take_facts(entry, first, line, among);
        if (outcome == ENDED ||
            !(outcome == TAKEN ? end_prose(entry, &prose) : add_line(entry, &prose, line, first)))
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
    const enum outcome outcome =
        take_facts(entry, block->line, text, entry->outline->fact_lists[block->list]);
    return outcome == TAKEN || (outcome == PROSE && entry_text(entry, block->line, text));
}

static bool is_nothing(struct slice cell)
{
    const struct slice core = slice_core(cell);
    return core.length == 0 || (core.length == 4 && slice_starts(core, "null")) ||
           (core.length == 3 && slice_starts(core, "n/a"));
}

bool entry_row(struct entry *entry, const struct block *row, const struct columns *columns,
               struct range title)
{
    struct parts cells = parts_of(entry->document, row);
    struct part cell;
    for (size_t i = 0; parts_next(&cells, &cell); i++) {
        const enum name name = i < columns->count ? columns->names[i] : NAME_UNKNOWN;
        const struct slice text = slice_trimmed(document_text(entry->document, cell.text));
        const bool is_title =
            title.start >= cell.text.start && title.start < cell.text.start + cell.text.length;
        const struct named fact = {.kind = name, .value = text};
        uint32_t date;
        if (is_title || is_nothing(text) || name_is_label(text)) {
            if (name == NAME_DATE && date_find(text, &date) == DATE_FOUND)
                entry->paper.date = date;
            else if (name == NAME_VOTES && take_fact(entry, row->line, &fact, false) == ENDED)
                return false;
            continue;
        }
        enum outcome outcome = PROSE;
        if (name == NAME_AUTHORS || name == NAME_VOTES || name == NAME_DATE)
            outcome = take_fact(entry, row->line, &fact, false);
        if (outcome == ENDED ||
            (outcome == PROSE &&
             !(name == NAME_OTHER ? add_note(entry, text) : entry_text(entry, row->line, text))))
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
        const enum outcome outcome = take_fact(entry, row->line, &fact, true);
        if (outcome != PROSE)
            return outcome == TAKEN;
    }
    for (size_t i = 0; i < columns->count; i++) {
        if (columns->names[i] == NAME_AUTHORS || columns->names[i] == NAME_VOTES)
            return entry_row(entry, row, columns, (struct range){0, 0});
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
    const bool going =
        need(entry, enough) && entry_text(entry, row->line, (struct slice){text.data, text.length});
    buffer_free(&text);
    return going;
}

static bool add_image(struct entry *entry, const struct block *block)
{
    if (entry->paper.thumbnail != NULL || block->image.length == 0 ||
        block->kind != BLOCK_PARAGRAPH)
        return true;
    entry->paper.thumbnail = slice_stored(document_address(entry->document, block->image));
    return need(entry, entry->paper.thumbnail != NULL);
}

bool entry_heading(struct entry *entry, const struct block *block)
{
    const struct slice text = slice_trimmed(document_text(entry->document, block->text));
    struct slice title, votes;
    if (block->kind == BLOCK_HEADING && name_votes(text, &title, &votes))
        votes_parse(votes, &entry->paper.votes);
    return (!entry->web || add_link(entry, entry->id)) && add_links(entry, block->links);
}

bool entry_add(struct entry *entry, const struct block *block, const struct columns *columns)
{
    if (!add_image(entry, block) || (!block->code && !add_links(entry, block->links)))
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
