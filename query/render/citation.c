#include "query/render/citation.h"

#include <string.h>

#include "query/render/link.h"
#include "query/render/visible.h"
#include "shim/base/escape.h"

static bool is_digits(const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
    }
    return true;
}

bool citation_is_arxiv(const char *id)
{
    size_t length = id ? strlen(id) : 0;

    return (length == 9 || length == 10) && is_digits(id, 4) && id[4] == '.' &&
           is_digits(id + 5, length - 5);
}

unsigned citation_year(const struct paper *paper)
{
    if (citation_is_arxiv(paper->id))
        return 2000u + (unsigned)(paper->id[0] - '0') * 10 + (unsigned)(paper->id[1] - '0');
    return paper->date / 10000;
}

/* In Markdown a parenthesis would end the link. */
static bool add_target(const char *url, struct buffer *out)
{
    struct buffer link = BUFFER_INIT;
    bool added =
        visible_add_link(&link, url) &&
        escape_percent(out, link.data ? link.data : "", ESCAPE_UNRESERVED ":/?#[]@!$&'*+,;=%");

    buffer_free(&link);
    return added;
}

bool citation_markdown_text(const char *text, struct buffer *out)
{
    bool added = true;

    for (; *text && added; text++)
        added = (!strchr("\\[]*_`<>", *text) || buffer_add_char(out, '\\')) &&
                buffer_add_char(out, *text);
    return added;
}

bool citation_markdown(const struct paper *paper, struct buffer *out)
{
    const char *url = link_of(paper->url);
    bool added = (!*url || buffer_add_char(out, '[')) && citation_markdown_text(paper->title, out);

    return added && (!*url || (buffer_add_text(out, "](") && add_target(url, out) &&
                               buffer_add_char(out, ')')));
}

static bool add_authors(const struct paper *paper, struct buffer *out)
{
    bool many = paper->author_count > 3, added = true;
    size_t count = many ? 1 : paper->author_count;

    for (size_t i = 0; i < count && added; i++)
        added = (i == 0 || buffer_add_text(out, ", ")) && buffer_add_text(out, paper->authors[i]);
    return added && (count == 0 || buffer_add_text(out, many ? " et al. " : ". "));
}

bool citation_plain(const struct paper *paper, struct buffer *out)
{
    unsigned year = citation_year(paper);

    return add_authors(paper, out) && buffer_add_text(out, paper->title) &&
           (year == 0 || buffer_add_format(out, ". %u", year)) && buffer_add_text(out, ". ") &&
           visible_add_link(out, link_of(paper->url));
}
