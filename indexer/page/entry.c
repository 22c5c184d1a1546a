/* See entry.h. */
#include "indexer/page/entry.h"

#include <stdlib.h>
#include <string.h>

static bool stop(struct entry *entry, enum page_result result)
{
    entry->result = result;
    return false;
}

static bool need(struct entry *entry, bool enough)
{
    return enough || stop(entry, PAGE_NO_MEMORY);
}

static bool warn(struct entry *entry, uint32_t line, bool lost, const char *what)
{
    return entry->sink->warning(entry->sink->context, line, lost, what) ||
           stop(entry, PAGE_STOPPED);
}

bool entry_warn(struct entry *entry, uint32_t line, const char *what)
{
    return warn(entry, line, false, what);
}

bool entry_lose(struct entry *entry, uint32_t line, const char *what)
{
    return warn(entry, line, true, what);
}

/* ---- headings ---- */

bool entry_section(struct entry *entry, uint32_t line, struct slice heading)
{
    if (!entry_finish(entry))
        return false;
    switch (date_find(heading, &entry->date)) {
    case DATE_NONE:
        return true;
    case DATE_FOUND:
        entry->dated = true;
        return true;
    case DATE_IMPOSSIBLE:
        break;
    }
    entry->date = 0;
    entry->dated = true;
    return entry_warn(entry, line, "the heading's date is not a day of the calendar");
}

static bool open_paper(struct entry *entry, uint32_t line, char *title, struct slice url,
                       struct slice id)
{
    entry->open = true;
    entry->listed = false;
    entry->prose_line = 0;
    entry->paper = (struct paper){.id = stored_text(id),
                                  .title = title,
                                  .url = stored_text(url),
                                  .date = entry->date,
                                  .votes = VOTES_UNKNOWN,
                                  .line = line};
    if (!need(entry, title != NULL && entry->paper.id != NULL && entry->paper.url != NULL))
        return false;
    if (!entry->dated) {
        entry->dated = true;
        if (!entry_warn(entry, line, "no heading with a date before this paper"))
            return false;
    }
    return trimmed((struct slice){title, strlen(title)}).length > 0 ||
           entry_warn(entry, line, "the paper has no title");
}

bool entry_heading(struct entry *entry, uint32_t line, char *title, struct slice url)
{
    if (!entry_finish(entry)) {
        free(title);
        return false;
    }
    entry->found = true;
    const struct slice id = id_of_link(url);
    if (id.length > 0)
        return open_paper(entry, line, title, url, id);
    free(title);
    return entry_lose(entry, line, "the paper has no link and is left out");
}

bool entry_finish(struct entry *entry)
{
    if (!entry->open)
        return true;
    entry->open = false;
    struct paper *const paper = &entry->paper;
    bool going = true;
    if (paper->bullet_count == 0)
        going = entry_warn(entry, paper->line, "the paper has no summary");
    else if (!entry->listed)
        going = entry_warn(entry, entry->prose_line, "the summary is not a list");
    if (going && !entry->sink->paper(entry->sink->context, paper))
        going = stop(entry, PAGE_STOPPED);
    paper_clear(paper);
    return going;
}

/* ---- what stands below a heading ---- */

static bool add_bullet(struct entry *entry, uint32_t line, struct slice text)
{
    text = trimmed(text);
    return text.length == 0 ||
           need(entry, paper_add_bullet(&entry->paper, stored_text(text), line));
}

bool entry_bullet(struct entry *entry, uint32_t line, struct slice text)
{
    if (!entry->open)
        return true;
    const size_t before = entry->paper.bullet_count;
    if (!add_bullet(entry, line, text))
        return false;
    entry->listed = entry->listed || entry->paper.bullet_count > before;
    return true;
}

bool entry_image(struct entry *entry, struct slice address)
{
    if (!entry->open || entry->paper.thumbnail != NULL || address.length == 0)
        return true;
    entry->paper.thumbnail = stored_text(address);
    return need(entry, entry->paper.thumbnail != NULL);
}

/* A line that shows a video, as HTML or as a link that was never one. */
static bool is_media(struct slice line)
{
    struct slice rest;
    return text_after(line, "[Watch Video]", &rest) ||
           (line.length > 1 && line.data[0] == '<' && line.data[line.length - 1] == '>');
}

static struct slice first_line(struct slice text)
{
    const char *const feed = text.length > 0 ? memchr(text.data, '\n', text.length) : NULL;
    return (struct slice){text.data, feed != NULL ? (size_t)(feed - text.data) : text.length};
}

/* The rest of text behind its first length bytes and the LF there. */
static struct slice after(struct slice text, size_t length)
{
    if (length == text.length)
        return (struct slice){text.data + length, 0};
    return (struct slice){text.data + length + 1, text.length - length - 1};
}

/* The names with the lines on which they go on; *lines is how many. */
static struct slice whole_list(struct slice names, struct slice below, uint32_t *lines)
{
    *lines = 1;
    while (below.length > 0 && authors_unfinished(names)) {
        const struct slice more = first_line(below);
        names.length = (size_t)(more.data + more.length - names.data);
        below = after(below, more.length);
        ++*lines;
    }
    return names;
}

/* Reads what the first line of text says. *lines is how many lines that took;
 * 0 where the line is prose. */
static bool read_fact(struct entry *entry, uint32_t line, struct slice text, uint32_t *lines)
{
    const struct slice first = trimmed(first_line(text));
    struct slice rest;
    *lines = 1;
    if (first.length == 0 || is_media(first))
        return true;
    if (text_after(first, "Vote:", &rest))
        return votes_parse(rest, &entry->paper.votes) ||
               entry_warn(entry, line, "the votes are neither a number nor \"-\"");
    if (text_after(first, "Authors:", &rest)) {
        rest = whole_list(rest, after(text, first_line(text).length), lines);
        return need(entry, authors_parse(rest, &entry->paper));
    }
    *lines = 0;
    return true;
}

static bool add_prose(struct entry *entry, uint32_t line, struct slice *prose)
{
    if (prose->length == 0)
        return true;
    if (entry->prose_line == 0)
        entry->prose_line = line;
    const struct slice text = *prose;
    prose->length = 0;
    return add_bullet(entry, line, text);
}

bool entry_paragraph(struct entry *entry, uint32_t line, struct slice text)
{
    struct slice prose = {text.data, 0};
    uint32_t prose_line = line;
    if (!entry->open)
        return true;
    while (text.length > 0) {
        uint32_t lines;
        if (!read_fact(entry, line, text, &lines))
            return false;
        if (lines > 0 && !add_prose(entry, prose_line, &prose))
            return false;
        if (lines == 0 && prose.length == 0) {
            prose.data = text.data;
            prose_line = line;
        }
        if (lines == 0)
            prose.length = (size_t)(text.data - prose.data) + first_line(text).length;
        for (uint32_t i = lines > 0 ? lines : 1; i > 0; i--, line++)
            text = after(text, first_line(text).length);
    }
    return add_prose(entry, prose_line, &prose);
}
