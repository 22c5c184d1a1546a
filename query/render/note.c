/* line: a paper a line, for pickers and eyes. markdown: an item of a list for notes. */
#include <string.h>

#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/visible.h"
#include "shim/base/calendar.h"

#define NO_VOTES "–"

static bool add_visible(struct buffer *out, const char *text)
{
    return !text || visible_add(out, text, strlen(text));
}

static bool add_facts(struct buffer *out, const struct paper *paper, const char *between)
{
    char date[CALENDAR_DATE_MAX] = "";

    if (paper->date)
        calendar_date(paper->date, date);
    if (!buffer_add_format(out, "%-10s%s▲ ", date, between))
        return false;
    return paper->votes < 0 ? buffer_add_text(out, "  " NO_VOTES)
                            : buffer_add_format(out, "%3ld", paper->votes);
}

/* Rank, date, votes, title and last the id, in columns as far as they have a width. */
static bool line_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    struct buffer *out = printing->out;

    return buffer_add_format(out, "%3u  ", hit->rank) && add_facts(out, &hit->paper, "  ") &&
           buffer_add_text(out, "  ") && add_visible(out, hit->paper.title) &&
           buffer_add_text(out, "  ") && add_visible(out, hit->paper.id) &&
           buffer_add_char(out, printing->options->nul ? '\0' : '\n');
}

/* Text that Markdown must not take for its own. */
static bool add_plain(struct buffer *out, const char *text)
{
    struct buffer shown = BUFFER_INIT;
    bool added = add_visible(&shown, text);

    for (size_t i = 0; i < shown.length && added; i++)
        added = (!strchr("\\`*_[]<>#|&!~$", shown.data[i]) || buffer_add_char(out, '\\')) &&
                buffer_add_char(out, shown.data[i]);
    buffer_free(&shown);
    return added;
}

static bool add_authors(struct buffer *out, const struct paper *paper)
{
    bool added = true;

    for (size_t i = 0; i < paper->author_count && added; i++)
        added = buffer_add_text(out, i ? ", " : "\n\n") && add_plain(out, paper->authors[i]);
    return added;
}

static bool markdown_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    struct buffer *out = printing->out;
    const char *url = link_of(hit->paper.url);
    char date[CALENDAR_DATE_MAX] = "";
    bool added = (index == 0 || buffer_add_char(out, '\n')) && buffer_add_text(out, "## ") &&
                 (!*url || buffer_add_char(out, '[')) && add_plain(out, hit->paper.title) &&
                 (!*url || (buffer_add_text(out, "](<") && visible_add_link(out, url) &&
                            buffer_add_text(out, ">)")));

    if (hit->paper.date)
        calendar_date(hit->paper.date, date);
    if (added && hit->paper.date)
        added = buffer_add_format(out, "\n\n%s", date);
    if (added && hit->paper.votes >= 0)
        added = buffer_add_format(out, "%s▲ %ld", *date ? " · " : "\n\n", hit->paper.votes);
    if (added && hit->fresh)
        added =
            buffer_add_text(out, hit->paper.date || hit->paper.votes >= 0 ? " · new" : "\n\nnew");
    added = added && add_authors(out, &hit->paper) && buffer_add_text(out, "\n\n");
    for (size_t i = 0; i < hit->paper.bullet_count && added; i++)
        added = buffer_add_text(out, "- ") && add_plain(out, hit->paper.summary[i].text) &&
                buffer_add_char(out, '\n');
    return added;
}

const struct printer line_printer = {.hit = line_hit};
const struct printer markdown_printer = {.hit = markdown_hit};
