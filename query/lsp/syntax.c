#include "query/lsp/syntax.h"

#include <string.h>

#include "query/render/citation.h"
#include "query/render/link.h"
#include "query/render/tex.h"
#include "query/render/visible.h"

static bool tex_title(const char *title, struct buffer *out)
{
    return tex_add(out, title, true);
}

static bool plain_title(const char *title, struct buffer *out)
{
    return visible_add(out, title, strlen(title));
}

static const struct syntax {
    const char *languages[5];
    bool link_first;     /* the address stands before the words */
    const char *link[3]; /* before, between and behind them */
    const char *cite[2]; /* before and behind the key */
    bool (*title)(const char *title, struct buffer *out);
} rows[] = {
    {{"markdown"}, false, {"[", "](", ")"}, {"[@", "]"}, citation_markdown_text},
    {{"latex", "tex", "plaintex", "context"},
     true,
     {"\\href{", "}{", "}"},
     {"\\cite{", "}"},
     tex_title},
    {{"org"}, true, {"[[", "][", "]]"}, {"[cite:@", "]"}, plain_title},
    {{"typst"}, true, {"#link(\"", "\")[", "]"}, {"@", ""}, citation_markdown_text},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

const struct syntax *syntax_named(const char *language)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        for (const char *const *name = rows[i].languages; *name; name++)
            if (strcmp(*name, language) == 0)
                return &rows[i];
    return &rows[0];
}

bool syntax_link(const struct syntax *syntax, const struct paper *paper, const char *words,
                 struct buffer *out)
{
    bool added = buffer_add_text(out, syntax->link[0]);

    for (int part = 0; added && part < 2; part++) {
        if ((part == 0) == syntax->link_first)
            added = visible_add_link(out, link_of(paper->url));
        else if (words)
            added = buffer_add_text(out, words);
        else
            added = syntax->title(paper->title ? paper->title : "", out);
        added = added && buffer_add_text(out, syntax->link[1 + part]);
    }
    return added;
}

bool syntax_cite(const struct syntax *syntax, const struct paper *paper, struct buffer *out)
{
    char key[CITATION_KEY_MAX];

    citation_key(paper, key);
    return buffer_add_format(out, "%s%s%s", syntax->cite[0], key, syntax->cite[1]);
}
