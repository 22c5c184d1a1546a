#include "query/plan/guess/pair.h"

#include "shim/base/array.h"

void pair_keep(struct word_pair *pairs, size_t *count, size_t most, struct word_pair one)
{
    size_t at = *count;

    while (at > 0 && pairs[at - 1].papers < one.papers)
        at--;
    array_insert(pairs, count, most, at, &one, sizeof one);
}
