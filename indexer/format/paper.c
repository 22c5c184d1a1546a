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
