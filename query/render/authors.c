#include "query/render/authors.h"

#include <string.h>

#include "query/render/excerpt.h"
#include "query/render/width.h"

/* The authors [0, leading) and, where it is beyond them, `named`. */
struct choice {
    size_t leading, named;
};

static bool append_author(struct visible *out, const struct hit *hit, size_t index, size_t base)
{
    const char *name = hit->paper.authors[index];
    return visible_append(out, name, strlen(name), &hit->authors, base);
}

static bool append_choice(struct visible *out, const struct hit *hit, struct choice choice)
{
    const struct paper *paper = &hit->paper;
    bool more = choice.named >= choice.leading;
    size_t shown = choice.leading + (more ? 1 : 0), base = 0;

    for (size_t i = 0;
         i < paper->author_count && (i < choice.leading || (more && i <= choice.named)); i++) {
        if (i < choice.leading) {
            if ((i > 0 && !buffer_add_text(&out->text, ", ")) || !append_author(out, hit, i, base))
                return false;
        } else if (i == choice.named) {
            const char *gap = i > choice.leading ? ELLIPSIS ", " : "";
            if ((choice.leading > 0 && !buffer_add_text(&out->text, ", ")) ||
                !buffer_add_text(&out->text, gap) || !append_author(out, hit, i, base))
                return false;
        }
        base += strlen(paper->authors[i]) + 2;
    }
    return shown >= paper->author_count ||
           buffer_add_format(&out->text, " +%zu more", paper->author_count - shown);
}

/* The author that has the first mark; the first where none has. */
static size_t marked_author(const struct hit *hit)
{
    size_t base = 0;

    for (size_t i = 0; hit->authors.count > 0 && i < hit->paper.author_count; i++) {
        base += strlen(hit->paper.authors[i]) + 2;
        if (hit->authors.spans[0].start < base)
            return i;
    }
    return 0;
}

/* How wide a card may be, nobody reads more names. */
#define AUTHORS_MOST 8

/* How many authors from the first on could fit at most: made visible, a name
 * is never narrower than as written. */
static size_t most_leading(const struct hit *hit, size_t columns)
{
    size_t used = 0, count = 0;

    while (count < hit->paper.author_count && count < AUTHORS_MOST && used <= columns) {
        const char *name = hit->paper.authors[count++];
        used += width_of(name, strlen(name)) + 2;
    }
    return count;
}

bool authors_append(struct visible *out, const struct hit *hit, size_t columns)
{
    struct choice choice = {most_leading(hit, columns), marked_author(hit)};
    struct visible line = VISIBLE_INIT;
    bool added, fits;

    for (;; choice.leading--) {
        line.text.length = line.mark_count = 0;
        added = append_choice(&line, hit, choice);
        fits = !added || width_of(line.text.data, line.text.length) <= columns;
        if (fits || choice.leading == 0)
            break;
    }
    if (added) {
        const struct marks marks = {line.marks, line.mark_count};
        size_t end = fits ? line.text.length : excerpt_cut(&line.text, 0, columns).end;
        added = visible_append(out, line.text.data, end, &marks, 0) &&
                (fits || buffer_add_text(&out->text, ELLIPSIS));
    }
    visible_free(&line);
    return added;
}
