#include "query/search/kept.h"

#include <stdlib.h>
#include <string.h>

/* Some 5 KB each, and so many that the hits of hundreds of queries find room; rows so long that
 * few of them are full before most are. */
#define ROWS 512
#define ROW 16

/* A paper is kept in the row of its document; the newest comes first, the oldest leaves. */
struct kept_papers {
    struct held {
        uint64_t document;
        struct kept_paper *paper; /* NULL at the end */
    } rows[ROWS][ROW];
};

struct kept_paper *kept_paper_new(uint64_t document)
{
    struct kept_paper *paper = calloc(1, sizeof *paper);

    if (paper) {
        paper->holders = 1;
        paper->document = document;
    }
    return paper;
}

void kept_paper_release(struct kept_paper *paper)
{
    if (!paper || --paper->holders > 0)
        return;
    paper_clear(&paper->paper);
    paper_words_free(&paper->words);
    free(paper);
}

struct kept_papers *kept_papers_new(void)
{
    return calloc(1, sizeof(struct kept_papers));
}

void kept_papers_free(struct kept_papers *papers)
{
    for (size_t i = 0; papers && i < ROWS; i++)
        for (size_t k = 0; k < ROW; k++)
            kept_paper_release(papers->rows[i][k].paper);
    free(papers);
}

struct kept_paper *kept_papers_find(struct kept_papers *papers, uint64_t document)
{
    struct held *row = papers ? papers->rows[document % ROWS] : NULL;

    for (size_t k = 0; row && k < ROW && row[k].paper; k++)
        if (row[k].document == document) {
            row[k].paper->holders++;
            return row[k].paper;
        }
    return NULL;
}

void kept_papers_add(struct kept_papers *papers, struct kept_paper *paper)
{
    struct held *row = papers ? papers->rows[paper->document % ROWS] : NULL;

    if (!row)
        return;
    kept_paper_release(row[ROW - 1].paper);
    memmove(row + 1, row, (ROW - 1) * sizeof *row);
    row[0] = (struct held){paper->document, paper};
    paper->holders++;
}
