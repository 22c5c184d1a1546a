#include "query/render/html.h"

#include <string.h>
#include <strings.h>

#include "query/render/authors.h"
#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/visible.h"
#include "shim/base/calendar.h"

#define AUTHORS_COLUMNS 72
#define HTTPS "https://"

/* The policy forbids what the page does not have: a second wall behind add_escaped(). */
static const char HEAD[] =
    "<!DOCTYPE html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
    "img-src https:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n"
    "<style>\n"
    ":root{--text:#1c1e21;--faint:#5c636b;--back:#fff;--line:#dfe3e8;--link:#0b57d0;"
    "--mark:#ffe9a8;--new:#137333}\n"
    "@media(prefers-color-scheme:dark){:root{--text:#e6e8ea;--faint:#9aa3ad;--back:#15181c;"
    "--line:#323840;--link:#8ab4f8;--mark:#5c4a00;--new:#81c995}}\n"
    "body{margin:0 auto;padding:1rem;max-width:46rem;color:var(--text);background:var(--back);"
    "font:1rem/1.7 system-ui,\"Apple SD Gothic Neo\",\"Noto Sans KR\",\"Noto Sans CJK KR\","
    "\"Malgun Gothic\",\"NanumGothic\",sans-serif;word-break:keep-all;overflow-wrap:anywhere}\n"
    "h1{font-size:1.5rem}h2{font-size:1.25rem;margin:2.5rem 0 0}"
    "h3{font-size:1.05rem;line-height:1.45;margin:0}p,ul{margin:.4rem 0}ul{padding-left:1.2rem}\n"
    "a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}\n"
    ".faint,summary{color:var(--faint);font-size:.9rem}.new{color:var(--new);font-weight:600}\n"
    "mark{color:inherit;background:var(--mark);border-radius:.15em}\n"
    "article{display:flow-root;padding:1.1rem 0;border-bottom:1px solid var(--line)}\n"
    "img{float:right;width:9rem;height:auto;aspect-ratio:16/9;object-fit:cover;"
    "margin:0 0 .5rem 1rem;border-radius:.4rem;background:var(--line)}\n"
    "@media(max-width:30rem){img{width:5.5rem}}\n"
    "svg{width:100%;max-width:40rem;fill:var(--faint);font-size:14px}path{stroke:var(--line)}"
    "path,polyline{fill:none}polyline{stroke:currentColor;stroke-width:2}"
    "table{border-collapse:collapse;font-size:.9rem}td{text-align:right}"
    "th,td{padding:0 .6rem 0 0;font-weight:400}details{overflow-x:auto}\n"
    ".c0{color:#1a73e8}.c1{color:#d9480f}.c2{color:#188038}.c3{color:#a142f4}.c4{color:#a8761b}"
    ".c5{color:#00838f}\n@media(prefers-color-scheme:dark){polyline,li[class]{filter:brightness(1."
    "5)}}\n"
    "</style>\n<title>";

static bool add_escaped(struct buffer *out, const char *text, size_t length)
{
    static const char *const ENTITIES[] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;"};
    bool added = true;

    for (size_t i = 0; i < length && added; i++) {
        unsigned char c = (unsigned char)text[i];
        const char *entity = c < sizeof ENTITIES / sizeof *ENTITIES ? ENTITIES[c] : NULL;

        added = entity ? buffer_add_text(out, entity) : buffer_add_char(out, text[i]);
    }
    return added;
}

static bool add_visible(struct buffer *out, const struct visible *text)
{
    size_t at = 0;
    bool added = true;

    for (size_t i = 0; i < text->mark_count && added; i++) {
        const struct span *mark = &text->marks[i];

        added = add_escaped(out, text->text.data + at, mark->start - at) &&
                buffer_add_text(out, "<mark>") &&
                add_escaped(out, text->text.data + mark->start, mark->end - mark->start) &&
                buffer_add_text(out, "</mark>");
        at = mark->end;
    }
    return added && add_escaped(out, text->text.data + at, text->text.length - at);
}

/* Text as a page has it; marks may be NULL. */
static bool add_text(struct buffer *out, const char *text, const struct marks *marks)
{
    struct visible visible = VISIBLE_INIT;
    bool added = visible_append(&visible, text, strlen(text), marks, 0) &&
                 (visible.text.length == 0 || add_visible(out, &visible));

    visible_free(&visible);
    return added;
}

/* An attribute whose value is an address that may leave. */
static bool add_address(struct buffer *out, const char *name, const char *address)
{
    struct buffer safe = BUFFER_INIT;
    bool added = visible_add_link(&safe, address) && buffer_add_format(out, " %s=\"", name) &&
                 add_escaped(out, safe.data, safe.length) && buffer_add_char(out, '"');

    buffer_free(&safe);
    return added;
}

static bool add_thumbnail(struct buffer *out, const struct paper *paper)
{
    const char *address = link_of(paper->thumbnail);

    if (strncasecmp(address, HTTPS, strlen(HTTPS)) != 0)
        return true;
    return buffer_add_text(out, "<img alt=\"\" loading=\"lazy\" width=\"144\" height=\"81\"") &&
           add_address(out, "src", address) && buffer_add_text(out, ">\n");
}

static bool add_title(struct buffer *out, const struct hit *hit)
{
    const char *address = link_of(hit->paper.url);

    return buffer_add_text(out, "<h3>") &&
           (!*address || (buffer_add_text(out, "<a") && add_address(out, "href", address) &&
                          buffer_add_char(out, '>'))) &&
           add_text(out, hit->paper.title, &hit->title) &&
           buffer_add_text(out, *address ? "</a></h3>\n" : "</h3>\n");
}

static bool add_facts(struct buffer *out, const struct hit *hit)
{
    const char *match = match_kind(hit->match)->guessed ? match_kind(hit->match)->name : NULL;
    struct visible authors = VISIBLE_INIT;
    char date[CALENDAR_DATE_MAX] = "";
    bool added = buffer_add_text(out, "<p class=\"faint\">") &&
                 (!hit->fresh || buffer_add_text(out, "<span class=\"new\">new</span> · ")) &&
                 (hit->paper.votes < 0 ? buffer_add_text(out, "▲ –")
                                       : buffer_add_format(out, "▲ %ld", hit->paper.votes));

    if (hit->paper.date)
        calendar_date(hit->paper.date, date);
    if (added && *date)
        added = buffer_add_format(out, " · <time>%s</time>", date);
    if (added && hit->paper.author_count > 0)
        added = authors_append(&authors, hit, AUTHORS_COLUMNS) && buffer_add_text(out, " · ") &&
                (authors.text.length == 0 || add_visible(out, &authors));
    visible_free(&authors);
    return added && (!match || buffer_add_format(out, " (%s)", match)) &&
           buffer_add_text(out, "</p>\n");
}

static bool add_point(struct buffer *out, const struct hit *hit, size_t bullet, const char *element)
{
    return buffer_add_format(out, "<%s>", element) &&
           add_text(out, hit->paper.summary[bullet].text,
                    hit->summary ? &hit->summary[bullet] : NULL) &&
           buffer_add_format(out, "</%s>\n", element);
}

/* The point that shows the match is open to the eye, the others behind a click. */
static bool add_summary(struct buffer *out, const struct hit *hit)
{
    size_t count = hit->paper.bullet_count;
    bool added = hit->best_bullet >= count || add_point(out, hit, hit->best_bullet, "p");

    if (count < 2)
        return added;
    added = added && buffer_add_format(out, "<details><summary>%zu more point%s</summary>\n<ul>\n",
                                       count - 1, count == 2 ? "" : "s");
    for (size_t i = 0; i < count && added; i++)
        added = i == hit->best_bullet || add_point(out, hit, i, "li");
    return added && buffer_add_text(out, "</ul>\n</details>\n");
}

/* The addresses in the text, which are stored without their scheme. */
static bool add_links(struct buffer *out, const struct paper *paper)
{
    const char *link;
    bool added = true;

    for (size_t i = 0; added && (link = paper_text(paper, FIELD_LINK, i)); i++) {
        struct buffer address = BUFFER_INIT;

        added = buffer_add_format(&address, HTTPS "%s", link) &&
                buffer_add_text(out, i ? "<br><a" : "<p class=\"faint\"><a") &&
                add_address(out, "href", address.data) && buffer_add_char(out, '>') &&
                add_text(out, link, NULL) && buffer_add_text(out, "</a>");
        buffer_free(&address);
    }
    return added && (!paper_text(paper, FIELD_LINK, 0) || buffer_add_text(out, "</p>\n"));
}

static bool html_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    struct buffer *out = printing->out;

    return buffer_add_text(out, "<article>\n") && add_thumbnail(out, &hit->paper) &&
           add_title(out, hit) && add_facts(out, hit) && add_summary(out, hit) &&
           add_links(out, &hit->paper) && buffer_add_text(out, "</article>\n");
}

bool html_add_text(struct buffer *out, const char *text)
{
    return add_text(out, text, NULL);
}

bool html_add_end(struct buffer *out)
{
    return buffer_add_text(out, "</body>\n</html>\n");
}

bool html_add_head(struct buffer *out, const char *title)
{
    return buffer_add_text(out, HEAD) && add_text(out, title, NULL) &&
           buffer_add_text(out, "</title>\n</head>\n<body>\n<h1>") && add_text(out, title, NULL) &&
           buffer_add_text(out, "</h1>\n");
}

static bool html_begin(struct printing *printing)
{
    const struct answer *answer = printing->answer;
    struct buffer *out = printing->out;
    bool about = answer->total_lower != answer->total_upper;
    bool added =
        html_add_head(out, *answer->query ? answer->query : "Papers") &&
        buffer_add_format(out, "<p class=\"faint\">%zu of %s%u papers</p>\n", answer->hit_count,
                          about ? "about " : "", answer->total_estimate);

    for (size_t i = 0; i < answer->note_count && added; i++)
        added = buffer_add_text(out, "<p class=\"faint\">") &&
                add_text(out, answer->notes[i], NULL) && buffer_add_text(out, "</p>\n");
    return added;
}

static bool html_end(struct printing *printing)
{
    return html_add_end(printing->out);
}

static bool add_counts(struct buffer *out, const struct digest_part *part)
{
    uint32_t papers = part->answer.total_estimate;

    return buffer_add_format(out, "%u paper%s, ", papers, papers == 1 ? "" : "s") &&
           buffer_add_format(out, part->fresh ? "<span class=\"new\">%u new</span>" : "%u new",
                             part->fresh);
}

static bool add_contents(struct buffer *out, const struct digest *digest)
{
    bool added = buffer_add_text(out, "<nav>\n<ul>\n");

    for (size_t i = 0; i < digest->count && added; i++)
        added = buffer_add_format(out, "<li><a href=\"#part-%zu\">", i + 1) &&
                add_text(out, digest->parts[i].name, NULL) &&
                buffer_add_text(out, "</a> <span class=\"faint\">") &&
                add_counts(out, &digest->parts[i]) && buffer_add_text(out, "</span></li>\n");
    return added && buffer_add_text(out, "</ul>\n</nav>\n");
}

static bool add_part(struct buffer *out, const struct digest_part *part, size_t number)
{
    struct printing printing = {.answer = &part->answer, .out = out};
    bool added = buffer_add_format(out, "<section id=\"part-%zu\">\n<h2>", number) &&
                 add_text(out, part->name, NULL) &&
                 buffer_add_text(out, "</h2>\n<p class=\"faint\">") &&
                 add_text(out, part->query, NULL) && buffer_add_text(out, " · ") &&
                 add_counts(out, part) && buffer_add_text(out, "</p>\n");

    for (size_t i = 0; i < part->answer.hit_count && added; i++)
        added = html_hit(&printing, i);
    return added && buffer_add_text(out, "</section>\n");
}

bool html_add_page(struct buffer *out, const struct digest *digest)
{
    char title[32] = "Papers, ";
    bool added;

    calendar_date(digest->date, title + strlen(title));
    added = html_add_head(out, title) && add_contents(out, digest);
    for (size_t i = 0; i < digest->count && added; i++)
        added = add_part(out, &digest->parts[i], i + 1);
    return added && html_add_end(out);
}

const struct printer html_printer = {.begin = html_begin, .hit = html_hit, .end = html_end};
