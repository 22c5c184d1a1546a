/* bibtex: an @misc entry a hit, as arXiv's own, with a key that is unique in
 * the answer. What a title may hold of TeX, tex.h says. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "query/render/citation.h"
#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/tex.h"
#include "query/render/visible.h"

struct bibtex_entry {
    char key[CITATION_KEY_MAX];
    size_t index; /* of the hit */
    size_t twin;  /* how many entries before it have the key */
    bool shared;
};

static int by_key(const void *left, const void *right)
{
    const struct bibtex_entry *a = left, *b = right;
    int order = strcmp(a->key, b->key);

    return order ? order : (a->index > b->index) - (a->index < b->index);
}

static int by_index(const void *left, const void *right)
{
    const struct bibtex_entry *a = left, *b = right;
    return (a->index > b->index) - (a->index < b->index);
}

static bool bibtex_begin(struct printing *printing)
{
    size_t count = printing->answer->hit_count;
    struct bibtex_entry *entries = calloc(count ? count : 1, sizeof *entries);

    if (!entries)
        return false;
    for (size_t i = 0; i < count; i++) {
        entries[i].index = i;
        citation_key(&printing->answer->hits[i].paper, entries[i].key);
    }
    qsort(entries, count, sizeof *entries, by_key);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(entries[i].key, entries[i - 1].key) == 0) {
            entries[i].twin = entries[i - 1].twin + 1;
            entries[i].shared = entries[i - 1].shared = true;
        }
    }
    qsort(entries, count, sizeof *entries, by_index);
    printing->state = entries;
    return true;
}

/* A key that is shared goes on with -a, -b … -z, -aa; no key of its own has a
 * hyphen, so that none is taken twice. */
static bool add_entry_key(struct buffer *out, const struct bibtex_entry *entry)
{
    char letters[16];
    size_t at = sizeof letters, number = entry->twin + 1;

    if (!buffer_add_text(out, entry->key))
        return false;
    if (!entry->shared)
        return true;
    for (; number > 0 && at > 0; number = (number - 1) / 26)
        letters[--at] = (char)('a' + (number - 1) % 26);
    return buffer_add_char(out, '-') && buffer_add(out, letters + at, sizeof letters - at);
}

static bool add_authors(struct buffer *out, const struct paper *paper)
{
    if (paper->author_count == 0)
        return true;
    for (size_t i = 0; i < paper->author_count; i++) {
        if (!buffer_add_text(out, i == 0 ? ",\n  author        = {" : " and ") ||
            !tex_add_name(out, paper->authors[i]))
            return false;
    }
    return buffer_add_char(out, '}');
}

static bool bibtex_hit(struct printing *printing, size_t index)
{
    const struct bibtex_entry *entries = printing->state;
    const struct paper *paper = &printing->answer->hits[index].paper;
    struct buffer *out = printing->out;
    const char *url = link_of(paper->url);
    unsigned year = citation_year(paper);

    if (index == 0 && printing->options->remarks &&
        !buffer_add_text(out, "% Authors stand in the page's order, which may not be "
                              "the paper's; keys follow it.\n"))
        return false;
    if ((index > 0 && !buffer_add_char(out, '\n')) || !buffer_add_text(out, "@misc{") ||
        !add_entry_key(out, &entries[index]) || !buffer_add_text(out, ",\n  title         = {{") ||
        !tex_add(out, paper->title ? paper->title : "", true) || !buffer_add_text(out, "}}") ||
        !add_authors(out, paper))
        return false;
    if (year > 0 && !buffer_add_format(out, ",\n  year          = {%u}", year))
        return false;
    if (citation_is_arxiv(paper->id) &&
        !buffer_add_format(out, ",\n  eprint        = {%s},\n  archivePrefix = {arXiv}", paper->id))
        return false;
    if (*url && (!buffer_add_text(out, ",\n  url           = {") || !visible_add_link(out, url) ||
                 !buffer_add_char(out, '}')))
        return false;
    return buffer_add_text(out, "\n}\n");
}

static bool bibtex_end(struct printing *printing)
{
    free(printing->state);
    printing->state = NULL;
    return true;
}

const struct printer bibtex_printer = {.begin = bibtex_begin, .hit = bibtex_hit, .end = bibtex_end};
