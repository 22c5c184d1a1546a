/* See entry.h. */
#include "indexer/page/entry.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/page/dates.h"
#include "indexer/page/facts.h"
#include "indexer/page/front.h"
#include "indexer/page/labels.h"
#include "indexer/page/parts.h"

/* A fact that no field takes is short; what is longer is prose. */
#define NOTE_BYTES_MAX 200
#define UNKNOWN_BYTES_MAX 100
/* Votes that are no number are a mistake; what is longer is prose. */
#define VOTES_BYTES_MAX 24
/* Looking for the same link in a longer list would take quadratic time. */
#define LINKS_COMPARED 64
/* Of a paper's facts; so many are in no paper, and the index looks through them. */
#define FACTS_MAX 1024

static bool stop(struct entry *entry, enum page_result result)
{
    entry->result = result;
    return false;
}

bool entry_need(struct entry *entry, bool enough)
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
    if (!entry_need(entry, title != NULL && paper->id != NULL && paper->url != NULL))
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
    return text.length == 0 ||
           entry_need(entry, paper_add_bullet(&entry->paper, cleaned(text), line));
}

bool entry_note(struct entry *entry, struct slice text)
{
    const struct fact note = {.field = FIELD_NOTE, .text = cleaned(slice_trimmed(text))};
    return entry_need(entry, paper_add_fact(&entry->paper, note));
}

/* ---- facts ---- */

/* What a page tells of a fact. */
struct told {
    struct slice value;
    uint32_t line;
    bool column; /* in a column of its name */
};

static enum entry_outcome take_votes(struct entry *entry, const struct told *told)
{
    if (votes_parse(told->value, &entry->paper.votes))
        return ENTRY_TAKEN;
    if (told->value.length > VOTES_BYTES_MAX)
        return ENTRY_PROSE;
    return entry_warn(entry, told->line, PAGE_VOTES_UNREADABLE) ? ENTRY_TAKEN : ENTRY_ENDED;
}

static enum entry_outcome take_authors(struct entry *entry, const struct told *told)
{
    return entry_need(entry, authors_parse(told->value, &entry->paper)) ? ENTRY_TAKEN : ENTRY_ENDED;
}

/* A day in the paper's own facts counts where the page has none. That of a column always
 * does: the heading above tells when the table was made. */
static enum entry_outcome take_date(struct entry *entry, const struct told *told)
{
    uint32_t date;
    if (told->value.length > UNKNOWN_BYTES_MAX || date_find(told->value, &date) != DATE_FOUND)
        return ENTRY_PROSE;
    if (entry->paper.date == 0 || told->column)
        entry->paper.date = date;
    return ENTRY_TAKEN;
}

/* The facts that papers have fields for, wherever a page tells them: in a line, in a
 * column, in front matter. */
static const struct fact_row {
    enum name name;
    enum field_id field;
    enum entry_outcome (*take)(struct entry *entry, const struct told *told);
    bool of_page; /* pages tell it, and tables of something else */
} fact_rows[] = {
    {NAME_VOTES, FIELD_VOTES, take_votes, false},
    {NAME_AUTHORS, FIELD_AUTHOR, take_authors, false},
    {NAME_DATE, FIELD_DATE, take_date, true},
};

static const struct fact_row *fact_row(enum name name)
{
    for (size_t i = 0; i < sizeof fact_rows / sizeof *fact_rows; i++) {
        if (fact_rows[i].name == name)
            return &fact_rows[i];
    }
    return NULL;
}

static enum entry_outcome take_note(struct entry *entry, const struct named *fact, size_t most)
{
    if (fact->value.length > most || entry->paper.fact_count >= FACTS_MAX)
        return ENTRY_PROSE;
    const struct slice text = slice_between(fact->name.data, slice_end(fact->value));
    return fact->value.length == 0 || entry_note(entry, text) ? ENTRY_TAKEN : ENTRY_ENDED;
}

enum entry_outcome entry_fact(struct entry *entry, uint32_t line, const struct named *fact,
                              bool among)
{
    const struct fact_row *const row = fact_row(fact->kind);
    if (row != NULL)
        return row->take(entry, &(struct told){.value = fact->value, .line = line});
    switch (fact->kind) {
    case NAME_TITLE:
        return ENTRY_TAKEN;
    case NAME_LINK:
    case NAME_PAPER:
        return labels_alone(fact->value) ? ENTRY_TAKEN : ENTRY_PROSE;
    case NAME_OTHER:
        return take_note(entry, fact, NOTE_BYTES_MAX);
    case NAME_UNKNOWN:
        return among ? take_note(entry, fact, UNKNOWN_BYTES_MAX) : ENTRY_PROSE;
    default:
        return ENTRY_PROSE;
    }
}

bool entry_owns(enum name name)
{
    const struct fact_row *const row = fact_row(name);
    return row != NULL && !row->of_page;
}

bool entry_front(struct entry *entry, const struct named *fact)
{
    const struct fact_row *const row = fact_row(fact->kind);
    struct told told = {.line = entry->paper.line};
    struct slice rest = fact->value;
    uint32_t number;
    if (!entry_owns(fact->kind) || paper_text(&entry->paper, row->field, 0) != NULL ||
        paper_number(&entry->paper, row->field, &number))
        return true;
    while (front_next(&rest, &told.value)) {
        if (row->take(entry, &told) == ENTRY_ENDED)
            return false;
    }
    return true;
}

bool entry_cell(struct entry *entry, uint32_t line, const struct named *cell, bool silent)
{
    const struct fact_row *const row = fact_row(cell->kind);
    enum entry_outcome outcome = ENTRY_PROSE;
    /* Digits alone are a label, but in the column of a number. */
    if (row != NULL && (!silent || field_has_slot(field_at(row->field))))
        outcome =
            row->take(entry, &(struct told){.value = cell->value, .line = line, .column = true});
    if (outcome != ENTRY_PROSE || silent)
        return outcome != ENTRY_ENDED;
    return cell->kind == NAME_OTHER ? entry_note(entry, cell->value)
                                    : entry_text(entry, line, cell->value);
}

/* A line that tells facts; ENTRY_PROSE where its first is none. */
enum entry_outcome entry_facts(struct entry *entry, uint32_t line, struct slice text, bool among)
{
    struct named fact;
    enum entry_outcome outcome = ENTRY_PROSE;
    for (bool first = true; fact_next(&text, &fact); first = false) {
        outcome = entry_fact(entry, line, &fact, among || !first);
        if (outcome == ENTRY_ENDED || (first && outcome == ENTRY_PROSE))
            return outcome;
        if (outcome == ENTRY_PROSE &&
            !entry_text(entry, line, slice_between(fact.name.data, slice_end(fact.value))))
            return ENTRY_ENDED;
        outcome = ENTRY_TAKEN;
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
    if (entry->paper.fact_count >= FACTS_MAX || is_known_link(&entry->paper, id))
        return true;
    const struct fact link = {.field = FIELD_LINK, .text = slice_stored(id)};
    return entry_need(entry, paper_add_fact(&entry->paper, link));
}

bool entry_links(struct entry *entry, struct range links)
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

bool entry_heading(struct entry *entry, const struct block *block)
{
    const struct slice text = slice_trimmed(document_text(entry->document, block->text));
    struct slice title, votes;
    if (block->kind == BLOCK_HEADING && name_votes(text, &title, &votes))
        votes_parse(votes, &entry->paper.votes);
    return (!entry->web || add_link(entry, entry->id)) && entry_links(entry, block->links);
}
