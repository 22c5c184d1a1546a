/* Ownership of a paper's parts; see paper.h. */
#include "indexer/format/paper.h"

#include <stdlib.h>

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
