/* A block is a run of pairs, each two sets, a set its length and its words;
 * where a length would stand, 0 ends a full block. */
#include "indexer/lexicon/bitext.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/format/spill.h"

#define BLOCK ((size_t)1 << 15) /* numbers */
#define BLOCK_BYTES (BLOCK * sizeof(uint32_t))

/* Moves the block, whose capacity is BLOCK, to the file. */
static bool put_away(struct bitext *b)
{
    if (b->full_blocks == 0)
        b->file = spill_open(b->directory);
    memset(b->block + b->length, 0, (BLOCK - b->length) * sizeof *b->block);
    if (b->file < 0 || !spill_write(b->file, b->block, BLOCK_BYTES, b->full_blocks * BLOCK_BYTES))
        return false;
    b->full_blocks++;
    b->length = 0;
    return true;
}

/* Room for count numbers and the 0 behind them. */
static bool reserve(struct bitext *b, size_t count)
{
    size_t wanted = b->capacity ? b->capacity : BLOCK / 256;
    uint32_t *larger;

    if (b->length + count + 1 > BLOCK)
        return put_away(b);
    while (wanted < b->length + count + 1)
        wanted *= 2;
    if (wanted == b->capacity)
        return true;
    larger = reallocarray(b->block, wanted, sizeof *larger);
    if (!larger)
        return false;
    b->block = larger;
    b->capacity = wanted;
    return true;
}

static void add_set(struct bitext *b, const uint32_t *words, size_t count)
{
    b->block[b->length++] = (uint32_t)count;
    memcpy(b->block + b->length, words, count * sizeof *words);
    b->length += count;
}

bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count)
{
    if (english_count == 0 || korean_count == 0)
        return true;
    if (!reserve(bitext, english_count + korean_count + 2))
        return false;
    add_set(bitext, english, english_count);
    add_set(bitext, korean, korean_count);
    bitext->block[bitext->length] = 0;
    bitext->pairs++;
    return true;
}

void bitext_free(struct bitext *bitext)
{
    free(bitext->block);
    if (bitext->full_blocks > 0)
        close(bitext->file);
    *bitext = (struct bitext){0};
}

static bool each_of_block(const uint32_t *at, bitext_visit *visit, void *context)
{
    while (*at != 0) {
        struct bitext_pair pair = {.english_count = *at, .english = at + 1};

        at += 1 + pair.english_count;
        pair.korean_count = *at;
        pair.korean = at + 1;
        at += 1 + pair.korean_count;
        if (!visit(context, &pair))
            return false;
    }
    return true;
}

bool bitext_each(const struct bitext *bitext, bitext_visit *visit, void *context)
{
    uint32_t *block = bitext->full_blocks > 0 ? malloc(BLOCK_BYTES) : NULL;
    bool ok = bitext->full_blocks == 0 || block != NULL;

    for (size_t i = 0; i < bitext->full_blocks && ok; i++)
        ok = spill_read(bitext->file, block, BLOCK_BYTES, i * BLOCK_BYTES) &&
             each_of_block(block, visit, context);
    if (ok && bitext->length > 0)
        ok = each_of_block(bitext->block, visit, context);
    free(block);
    return ok;
}
