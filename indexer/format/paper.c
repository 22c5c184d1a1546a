/* Ownership of a paper's parts; see paper.h. */
#include "indexer/format/paper.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"

void paper_clear(struct paper *paper)
{
    free(paper->id);
    free(paper->title);
    free(paper->url);
    free(paper->thumbnail);
    free(paper->path);
    for (size_t i = 0; i < paper->author_count; i++)
        free(paper->authors[i]);
    free(paper->authors);
    for (size_t i = 0; i < paper->bullet_count; i++)
        free(paper->summary[i].text);
    free(paper->summary);
    for (size_t i = 0; i < paper->fact_count; i++)
        free(paper->facts[i].text);
    free(paper->facts);
    for (size_t i = 0; i < paper->also_count; i++)
        free(paper->also[i].path);
    free(paper->also);
    *paper = (struct paper){.votes = VOTES_UNKNOWN};
}

bool paper_add_author(struct paper *paper, char *text)
{
    if (text == NULL || !array_grow(&paper->authors, paper->author_count, sizeof text)) {
        free(text);
        return false;
    }
    paper->authors[paper->author_count++] = text;
    return true;
}

bool paper_add_bullet(struct paper *paper, char *text, uint32_t line)
{
    if (text == NULL || !array_grow(&paper->summary, paper->bullet_count, sizeof *paper->summary)) {
        free(text);
        return false;
    }
    paper->summary[paper->bullet_count++] = (struct bullet){text, line};
    return true;
}

bool paper_add_fact(struct paper *paper, struct fact fact)
{
    const bool complete = fact.text != NULL || field_has_slot(field_at(fact.field));
    if (!complete || !array_grow(&paper->facts, paper->fact_count, sizeof fact)) {
        free(fact.text);
        return false;
    }
    paper->facts[paper->fact_count++] = fact;
    return true;
}

bool paper_add_place(struct paper *paper, char *path, uint32_t line)
{
    if (path == NULL || !array_grow(&paper->also, paper->also_count, sizeof *paper->also)) {
        free(path);
        return false;
    }
    paper->also[paper->also_count++] = (struct place){path, line};
    return true;
}

static bool copy_text(const char *text, char **out)
{
    *out = text != NULL ? strdup(text) : NULL;
    return text == NULL || *out != NULL;
}

bool paper_copy(const struct paper *paper, struct paper *out)
{
    *out = (struct paper){.date = paper->date,
                          .votes = paper->votes,
                          .line = paper->line,
                          .listed = paper->listed};
    bool ok = copy_text(paper->id, &out->id) && copy_text(paper->title, &out->title) &&
              copy_text(paper->url, &out->url) && copy_text(paper->thumbnail, &out->thumbnail) &&
              copy_text(paper->path, &out->path);
    for (size_t i = 0; ok && i < paper->author_count; i++)
        ok = paper_add_author(out, strdup(paper->authors[i]));
    for (size_t i = 0; ok && i < paper->bullet_count; i++)
        ok = paper_add_bullet(out, strdup(paper->summary[i].text), paper->summary[i].line);
    for (size_t i = 0; ok && i < paper->fact_count; i++) {
        struct fact fact = paper->facts[i];
        ok = copy_text(paper->facts[i].text, &fact.text) && paper_add_fact(out, fact);
    }
    for (size_t i = 0; ok && i < paper->also_count; i++)
        ok = paper_add_place(out, strdup(paper->also[i].path), paper->also[i].line);
    if (!ok)
        paper_clear(out);
    return ok;
}

/* The nth fact of a field. */
static const struct fact *find_fact(const struct paper *paper, enum field_id field, size_t n)
{
    for (size_t i = 0; i < paper->fact_count; i++)
        if (paper->facts[i].field == field && n-- == 0)
            return &paper->facts[i];
    return NULL;
}

const char *paper_text(const struct paper *paper, enum field_id field, size_t n)
{
    const struct fact *fact;
    switch (field) {
    case FIELD_TITLE:
        return n == 0 ? paper->title : NULL;
    case FIELD_SUMMARY:
        return n < paper->bullet_count ? paper->summary[n].text : NULL;
    case FIELD_AUTHOR:
        return n < paper->author_count ? paper->authors[n] : NULL;
    case FIELD_ID:
        return n == 0 ? paper->id : NULL;
    default:
        fact = find_fact(paper, field, n);
        return fact != NULL ? fact->text : NULL;
    }
}

bool paper_number(const struct paper *paper, enum field_id field, uint32_t *out)
{
    const struct fact *fact;
    switch (field) {
    case FIELD_VOTES:
        *out = (uint32_t)paper->votes;
        return paper->votes != VOTES_UNKNOWN;
    case FIELD_DATE:
        *out = paper->date;
        return paper->date != 0;
    default:
        fact = find_fact(paper, field, 0);
        *out = fact != NULL ? fact->number : 0;
        return fact != NULL;
    }
}
