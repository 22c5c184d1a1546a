/* card: a paper as a person reads it. Rank and title; votes, date, authors and
 * the kind of match; the link; the bullet that shows the match. No line is
 * wider than the options' width. */
#include <string.h>

#include "query/render/authors.h"
#include "query/render/citation.h"
#include "query/render/excerpt.h"
#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/style.h"
#include "query/render/visible.h"
#include "query/render/width.h"
#include "shim/base/calendar.h"

#define WIDTH_MIN 20
#define TITLE_LINES 6
#define NOTE_LINES 4
#define META_LINES 3
#define LINK_LINES 8
#define BULLET_LINES 3
#define AUTHORS_COLUMNS 24 /* with less room they get a line of their own */
#define SEPARATOR " · "
#define SEPARATOR_COLUMNS 3
#define NO_VOTES "–"

static size_t columns_of(const struct printing *printing)
{
    return printing->options->width > WIDTH_MIN ? printing->options->width : WIDTH_MIN;
}

/* The columns before the text of a card: the widest rank, a dot, a space. */
static size_t indent_of(const struct answer *answer)
{
    uint32_t last = answer->hit_count > 0 ? answer->hits[answer->hit_count - 1].rank : 0;
    size_t digits = 2;

    for (last /= 100; last > 0; last /= 10)
        digits++;
    return digits + 2;
}

static bool add_spaces(struct buffer *out, size_t count)
{
    return buffer_add_format(out, "%*s", (int)count, "");
}

/* Appends text in lines of `columns`, each indented and ended, the first
 * without indent where `opened`. Beyond `limit` lines it is cut, with an
 * ellipsis. */
struct block {
    struct look look;
    size_t indent, columns, limit;
    bool opened;
};

static bool add_block(struct printing *printing, const struct visible *text,
                      const struct block *block)
{
    struct buffer *out = printing->out;
    size_t length = text->text.length, at = 0;
    struct span line;

    for (size_t number = 1; number <= block->limit && at < length; number++) {
        size_t from = at;
        bool cut;
        at = width_wrap(text->text.data, length, at, block->columns, &line);
        if (line.start == line.end)
            break;
        cut = at < length && number == block->limit;
        if (cut)
            line = excerpt_cut(&text->text, from, block->columns);
        if ((!(number == 1 && block->opened) && !add_spaces(out, block->indent)) ||
            !style_add(printing, text, line, block->look) ||
            (cut && !buffer_add_text(out, ELLIPSIS)) || !buffer_add_char(out, '\n'))
            return false;
    }
    return true;
}

/* The same of a text as a page has it; marks may be NULL. */
static bool add_text(struct printing *printing, const char *text, const struct marks *marks,
                     const struct block *block)
{
    struct visible visible = VISIBLE_INIT;
    bool added = visible_append(&visible, text, strlen(text), marks, 0) &&
                 add_block(printing, &visible, block);

    visible_free(&visible);
    return added;
}

/* ---- the head ---- */

static bool add_line(struct printing *printing, const char *text)
{
    struct block block = {{STYLE_FAINT, NULL}, 0, columns_of(printing), NOTE_LINES, true};

    return add_text(printing, text, NULL, &block);
}

static bool add_range(struct buffer *out, const struct answer *answer)
{
    uint32_t first = answer->hits[0].rank, last = answer->hits[answer->hit_count - 1].rank;
    bool about = answer->total_lower != answer->total_upper;
    uint32_t total = answer->total_estimate > last ? answer->total_estimate : last;
    const char *papers = total == 1 ? "paper" : "papers";

    if (!about && first == 1 && last == total)
        return buffer_add_format(out, "%u %s", total, papers);
    if (first != last && !buffer_add_format(out, "%u-", first))
        return false;
    return buffer_add_format(out, "%u of %s%u %s", last, about ? "about " : "", total, papers);
}

static bool card_begin(struct printing *printing)
{
    const struct answer *answer = printing->answer;
    struct buffer range = BUFFER_INIT;
    bool added = true;

    if (answer->hit_count == 0) /* what is to be said of it is no result */
        return true;
    for (size_t i = 0; added && i < answer->note_count; i++)
        added = add_line(printing, answer->notes[i]);
    if (added)
        added = add_range(&range, answer) && add_line(printing, range.data);
    buffer_free(&range);
    return added;
}

/* ---- a card ---- */

static bool add_title(struct printing *printing, const struct hit *hit, size_t indent)
{
    const char *title = hit->paper.title ? hit->paper.title : "";
    const struct block block = {
        {STYLE_TITLE, hit->paper.url}, indent, columns_of(printing) - indent, TITLE_LINES, true};

    return buffer_add_format(printing->out, "%*u. ", (int)indent - 2, hit->rank) &&
           (*title ? add_text(printing, title, &hit->title, &block)
                   : buffer_add_char(printing->out, '\n'));
}

static bool add_facts(struct visible *line, const struct paper *paper)
{
    struct buffer *text = &line->text;
    char date[CALENDAR_DATE_MAX];

    if (!buffer_add_text(text, "▲ ") ||
        !(paper->votes < 0 ? buffer_add_text(text, NO_VOTES)
                           : buffer_add_format(text, "%ld", paper->votes)))
        return false;
    calendar_date(paper->date, date);
    return paper->date == 0 || (buffer_add_text(text, SEPARATOR) && buffer_add_text(text, date));
}

/* Votes and date; authors, on a line of their own where there is little room;
 * how it was found. */
static bool add_meta(struct printing *printing, const struct hit *hit, size_t indent)
{
    const struct block block = {
        {STYLE_PLAIN, NULL}, indent, columns_of(printing) - indent, META_LINES, false};
    struct buffer found = BUFFER_INIT;
    struct visible line = VISIBLE_INIT;
    bool added = add_facts(&line, &hit->paper);

    if (added && hit->fresh)
        added = buffer_add_text(&found, " (new)");
    if (added && match_kind(hit->match)->guessed)
        added = buffer_add_format(&found, " (%s)", match_kind(hit->match)->name);
    if (added && hit->paper.author_count > 0) {
        size_t room = block.columns - found.length;
        size_t facts = width_of(line.text.data, line.text.length) + SEPARATOR_COLUMNS;
        if (room < facts + AUTHORS_COLUMNS) {
            added = add_block(printing, &line, &block);
            visible_free(&line);
        } else {
            room -= facts;
            added = buffer_add_text(&line.text, SEPARATOR);
        }
        added = added && authors_append(&line, hit, room);
    }
    added = added && (found.length == 0 || buffer_add(&line.text, found.data, found.length)) &&
            add_block(printing, &line, &block);
    buffer_free(&found);
    visible_free(&line);
    return added;
}

/* The link, without its scheme where it would not fit otherwise. */
static bool add_link(struct printing *printing, const struct hit *hit, size_t indent)
{
    const char *url = link_of(hit->paper.url);
    const struct block block = {
        {STYLE_LINK, url}, indent, columns_of(printing) - indent, LINK_LINES, false};

    if (!*url)
        return true;
    if (width_of(url, strlen(url)) > block.columns && strncmp(url, "https://", 8) == 0)
        url += strlen("https://");
    return add_text(printing, url, NULL, &block);
}

static bool add_bullet(struct printing *printing, const struct hit *hit, size_t indent)
{
    const struct block block = {
        {STYLE_PLAIN, NULL}, indent, columns_of(printing) - indent, BULLET_LINES, false};
    struct visible whole = VISIBLE_INIT, excerpt = VISIBLE_INIT;
    size_t best = hit->best_bullet;
    const char *text;
    bool added;

    if (best >= hit->paper.bullet_count)
        return true;
    text = hit->paper.summary[best].text;
    added =
        visible_append(&whole, text, strlen(text), hit->summary ? &hit->summary[best] : NULL, 0) &&
        excerpt_append(&excerpt, &whole, block.columns, BULLET_LINES) &&
        add_block(printing, &excerpt, &block);
    visible_free(&whole);
    visible_free(&excerpt);
    return added;
}

static bool card_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    size_t indent = indent_of(printing->answer);

    return buffer_add_char(printing->out, '\n') && add_title(printing, hit, indent) &&
           add_meta(printing, hit, indent) && add_link(printing, hit, indent) &&
           add_bullet(printing, hit, indent);
}

/* ---- a paper whole ---- */

#define ALL_LINES SIZE_MAX

/* A line of its own with a name before it, as far as it is not empty. */
static bool add_named(struct printing *printing, const char *name, const char *text, size_t indent)
{
    const struct block block = {
        {STYLE_FAINT, NULL}, indent, columns_of(printing) - indent, ALL_LINES, false};
    struct buffer line = BUFFER_INIT;
    bool added = !*text || (buffer_add_format(&line, "%s%s", name, text) &&
                            add_text(printing, line.data, NULL, &block));

    buffer_free(&line);
    return added;
}

static bool add_all_authors(struct printing *printing, const struct hit *hit, size_t indent)
{
    const struct block block = {
        {STYLE_PLAIN, NULL}, indent, columns_of(printing) - indent, ALL_LINES, false};
    struct buffer names = BUFFER_INIT;
    bool added = true;

    for (size_t i = 0; i < hit->paper.author_count && added; i++)
        added = (i == 0 || buffer_add_text(&names, ", ")) &&
                buffer_add_text(&names, hit->paper.authors[i]);
    if (added && names.length > 0)
        added = add_text(printing, names.data, &hit->authors, &block);
    buffer_free(&names);
    return added;
}

/* Votes, date and how it was found; where it stands and how it is cited. */
static bool add_all_facts(struct printing *printing, const struct hit *hit, size_t indent)
{
    const struct block block = {
        {STYLE_PLAIN, NULL}, indent, columns_of(printing) - indent, META_LINES, false};
    struct visible line = VISIBLE_INIT;
    struct buffer place = BUFFER_INIT;
    char key[CITATION_KEY_MAX];
    bool added = add_facts(&line, &hit->paper) && add_block(printing, &line, &block);

    citation_key(&hit->paper, key);
    added = added && add_all_authors(printing, hit, indent) && add_link(printing, hit, indent) &&
            buffer_add_format(&place, "%s:%u", hit->path, hit->paper.line) &&
            add_named(printing, "", place.data, indent) && add_named(printing, "@", key, indent);
    visible_free(&line);
    buffer_free(&place);
    return added;
}

static bool add_point(struct printing *printing, const struct hit *hit, size_t bullet,
                      size_t indent)
{
    const struct block block = {
        {STYLE_PLAIN, NULL}, indent + 2, columns_of(printing) - indent - 2, ALL_LINES, true};

    return buffer_add_char(printing->out, '\n') && add_spaces(printing->out, indent) &&
           buffer_add_text(printing->out, "· ") &&
           add_text(printing, hit->paper.summary[bullet].text,
                    hit->summary ? &hit->summary[bullet] : NULL, &block);
}

static bool full_hit(struct printing *printing, size_t index)
{
    const struct hit *hit = &printing->answer->hits[index];
    size_t indent = indent_of(printing->answer);
    const char *link;
    bool added = buffer_add_char(printing->out, '\n') && add_title(printing, hit, indent) &&
                 add_all_facts(printing, hit, indent);

    for (size_t i = 0; i < hit->paper.bullet_count && added; i++)
        added = add_point(printing, hit, i, indent);
    for (size_t i = 0; added && (link = paper_text(&hit->paper, FIELD_LINK, i)); i++)
        added = (i > 0 || buffer_add_char(printing->out, '\n')) &&
                add_named(printing, "https://", link, indent);
    return added;
}

/* ---- a card for a mail: lines that no mailer breaks, no look ---- */

#define MAIL_COLUMNS 72

static bool text_hit(struct printing *printing, size_t index)
{
    const struct render_options plain = {.width = MAIL_COLUMNS};
    struct printing mail = {.answer = printing->answer, .options = &plain, .out = printing->out};

    return card_hit(&mail, index);
}

static bool text_begin(struct printing *printing)
{
    const struct render_options plain = {.width = MAIL_COLUMNS};
    struct printing mail = {.answer = printing->answer, .options = &plain, .out = printing->out};

    return card_begin(&mail);
}

const struct printer text_printer = {.begin = text_begin, .hit = text_hit};
const struct printer full_printer = {.begin = card_begin, .hit = full_hit};
const struct printer card_printer = {.begin = card_begin, .hit = card_hit};
