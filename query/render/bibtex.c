/* bibtex: an @misc entry a hit, as arXiv's own, with a key that is unique in
 * the answer. What a title may hold of TeX, tex.h says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "query/render/bibtex.h"
#include "query/render/citation.h"
#include "shim/base/codepoint.h"
#include "query/render/link.h"
#include "query/render/printer.h"
#include "query/render/tex.h"
#include "query/render/visible.h"

#define KEY_PART_MAX 32

struct bibtex_entry {
    char key[BIBTEX_KEY_MAX];
    size_t index; /* of the hit */
    size_t twin;  /* how many entries before it have the key */
    bool shared;
};

/* Appends the ASCII letters and digits of a word in lower case, accents
 * dropped, to key, which holds up to KEY_PART_MAX more of them. */
static void add_to_key(char *key, const char *word, size_t length)
{
    size_t used = strlen(key), limit = used + KEY_PART_MAX;
    utf8proc_int32_t parts[8];

    for (size_t at = 0; at < length;) {
        int32_t codepoint;
        at += codepoint_next(word + at, length - at, &codepoint);
        if (codepoint == CODEPOINT_INVALID)
            continue;
        utf8proc_ssize_t count = utf8proc_decompose_char(
            codepoint, parts, 8, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD, NULL);
        for (utf8proc_ssize_t i = 0; i < count && i < 8; i++) {
            bool kept =
                (parts[i] >= 'a' && parts[i] <= 'z') || (parts[i] >= '0' && parts[i] <= '9');
            if (kept && used < limit)
                key[used++] = (char)parts[i];
        }
    }
    key[used] = '\0';
}

static bool is_small_word(const char *word)
{
    static const char *const words[] = {"a", "an", "the", "on", "of", "in", "for", "to"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i]) == 0)
            return true;
    }
    return false;
}

static void add_title_word(char *key, const char *title)
{
    size_t before = strlen(key);

    while (*title) {
        size_t length = strcspn(title, " ");
        key[before] = '\0';
        add_to_key(key, title, length);
        if (key[before] && !is_small_word(key + before))
            return;
        title += length + strspn(title + length, " ");
    }
}

void bibtex_key(const struct paper *paper, char key[BIBTEX_KEY_MAX])
{
    unsigned year = citation_year(paper);

    key[0] = '\0';
    if (paper->author_count > 0) {
        const char *name = paper->authors[0], *last = strrchr(name, ' ');
        last = last ? last + 1 : name;
        add_to_key(key, last, strlen(last));
    }
    if (!key[0])
        memcpy(key, "paper", sizeof "paper");
    if (year > 0)
        snprintf(key + strlen(key), 5, "%04u", year % 10000);
    if (paper->title)
        add_title_word(key, paper->title);
}

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
        bibtex_key(&printing->answer->hits[i].paper, entries[i].key);
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
