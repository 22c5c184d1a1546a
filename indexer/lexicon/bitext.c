#include "indexer/lexicon/bitext.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"

static void add_set(struct bitext *b, const uint32_t *words, size_t count)
{
    b->numbers[b->length++] = (uint32_t)count;
    memcpy(b->numbers + b->length, words, count * sizeof *words);
    b->length += count;
}

bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count)
{
    if (english_count == 0 || korean_count == 0)
        return true;
    if (!array_reserve(&bitext->numbers, &bitext->capacity,
                       bitext->length + english_count + korean_count + 2, sizeof *bitext->numbers))
        return false;
    add_set(bitext, english, english_count);
    add_set(bitext, korean, korean_count);
    bitext->pairs++;
    return true;
}

void bitext_free(struct bitext *bitext)
{
    free(bitext->numbers);
    *bitext = (struct bitext){0};
}
