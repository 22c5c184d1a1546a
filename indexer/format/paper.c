/* Ownership of a paper's parts; see paper.h. */
#include "indexer/format/paper.h"

#include <stdlib.h>

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
    *paper = (struct paper){.votes = VOTES_UNKNOWN};
}

/* Room for one more item. Capacities are the powers of two, so only a count
 * that is one of them, or zero, is full. NULL where memory is short. */
static void *grown(void *items, size_t count, size_t item_size)
{
    if (count > 0 && (count & (count - 1)) != 0)
        return items;
    const size_t capacity = count == 0 ? 1 : count * 2;
    if (capacity < count || capacity > SIZE_MAX / item_size)
        return NULL;
    return realloc(items, capacity * item_size);
}

bool paper_add_author(struct paper *paper, char *text)
{
    char **const authors =
        text == NULL ? NULL : grown(paper->authors, paper->author_count, sizeof *authors);
    if (authors == NULL) {
        free(text);
        return false;
    }
    paper->authors = authors;
    authors[paper->author_count++] = text;
    return true;
}

bool paper_add_bullet(struct paper *paper, char *text, uint32_t line)
{
    struct bullet *const summary =
        text == NULL ? NULL : grown(paper->summary, paper->bullet_count, sizeof *summary);
    if (summary == NULL) {
        free(text);
        return false;
    }
    paper->summary = summary;
    summary[paper->bullet_count++] = (struct bullet){text, line};
    return true;
}

bool paper_add_fact(struct paper *paper, struct fact fact)
{
    const bool complete = fact.text != NULL || field_has_slot(field_at(fact.field));
    struct fact *const facts =
        complete ? grown(paper->facts, paper->fact_count, sizeof *facts) : NULL;
    if (facts == NULL) {
        free(fact.text);
        return false;
    }
    paper->facts = facts;
    facts[paper->fact_count++] = fact;
    return true;
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
