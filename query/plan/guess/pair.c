#include "query/plan/guess/pair.h"

#include "query/plan/term/best.h"

static int by_papers(const void *left, const void *right)
{
    uint32_t a = ((const struct word_pair *)left)->papers;
    uint32_t b = ((const struct word_pair *)right)->papers;

    return (a < b) - (a > b);
}

void pair_keep(struct word_pair *pairs, size_t *count, size_t most, struct word_pair one)
{
    best_keep(&(struct best){pairs, count, most, sizeof one, by_papers}, &one);
}
