#include "query/answer/answer.h"

#include <stdlib.h>

static void hit_clear(struct hit *hit)
{
    if (hit->summary) {
        for (size_t i = 0; i < hit->paper.bullet_count; i++)
            free(hit->summary[i].spans);
    }
    free(hit->summary);
    free(hit->title.spans);
    free(hit->authors.spans);
    free(hit->path);
    paper_clear(&hit->paper);
}

void answer_clear(struct answer *answer)
{
    for (size_t i = 0; i < answer->hit_count; i++)
        hit_clear(&answer->hits[i]);
    for (size_t i = 0; i < answer->note_count; i++)
        free(answer->notes[i]);
    free(answer->hits);
    free(answer->notes);
    free(answer->query);
    *answer = (struct answer){0};
}
