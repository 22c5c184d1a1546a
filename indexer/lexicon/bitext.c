/* A block is a run of pairs, each two sets, a set its length and its words;
 * where a length would stand, 0 ends a full block. */
#include "indexer/lexicon/bitext.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/format/varint.h"

#define BLOCK_BYTES ((size_t)1 << 20)
/* A number takes five bytes at most. */
#define PAIR_BYTES_MAX ((size_t)(2 * BITEXT_SET_MAX + 2) * 5)

static bool make_file(struct bitext *b)
{
    struct buffer path = BUFFER_INIT;

    if (!buffer_add_format(&path, "%s/bitext-XXXXXX", b->directory))
        return false;
    b->file = mkostemp(path.data, O_CLOEXEC);
    if (b->file >= 0)
        unlink(path.data);
    buffer_free(&path);
    return b->file >= 0;
}

/* Moves the block to the file, filled up with zeros. */
static bool put_away(struct bitext *b)
{
    if (b->full_blocks == 0 && !make_file(b))
        return false;
    while (b->block.length < BLOCK_BYTES)
        if (!buffer_add_char(&b->block, 0))
            return false;
    for (size_t done = 0; done < BLOCK_BYTES;) {
        off_t at = (off_t)(b->full_blocks * BLOCK_BYTES + done);
        ssize_t n = pwrite(b->file, b->block.data + done, BLOCK_BYTES - done, at);

        if (n < 0 && errno != EINTR)
            return false;
        done += n > 0 ? (size_t)n : 0;
    }
    b->full_blocks++;
    buffer_clear(&b->block);
    return true;
}

static bool add_set(struct buffer *block, const uint32_t *words, size_t count)
{
    bool ok = varint_add(block, count);

    for (size_t i = 0; i < count && ok; i++)
        ok = varint_add(block, words[i]);
    return ok;
}

bool bitext_add(struct bitext *bitext, const uint32_t *english, size_t english_count,
                const uint32_t *korean, size_t korean_count)
{
    if (english_count == 0 || korean_count == 0)
        return true;
    if (bitext->block.length + PAIR_BYTES_MAX > BLOCK_BYTES && !put_away(bitext))
        return false;
    bitext->pairs++;
    return add_set(&bitext->block, english, english_count) &&
           add_set(&bitext->block, korean, korean_count);
}

void bitext_free(struct bitext *bitext)
{
    buffer_free(&bitext->block);
    if (bitext->full_blocks > 0)
        close(bitext->file);
    *bitext = (struct bitext){0};
}

/* What was added is well-formed; a length of 0 is the end. */
static size_t read_set(const struct buffer *block, size_t *offset, uint32_t *words)
{
    uint64_t count = 0, word = 0;

    if (!varint_next(block->data, block->length, offset, BITEXT_SET_MAX, &count))
        return 0;
    for (size_t i = 0; i < count; i++) {
        varint_next(block->data, block->length, offset, UINT32_MAX, &word);
        words[i] = (uint32_t)word;
    }
    return (size_t)count;
}

static bool each_of_block(const struct buffer *block, struct bitext_pair *pair, bitext_visit *visit,
                          void *context)
{
    size_t offset = 0;

    for (;;) {
        pair->english_count = read_set(block, &offset, pair->english);
        if (pair->english_count == 0)
            return true;
        pair->korean_count = read_set(block, &offset, pair->korean);
        if (!visit(context, pair))
            return false;
    }
}

static bool fetch(const struct bitext *b, size_t number, struct buffer *out)
{
    buffer_clear(out);
    if (!buffer_reserve(out, BLOCK_BYTES))
        return false;
    while (out->length < BLOCK_BYTES) {
        ssize_t n = pread(b->file, out->data + out->length, BLOCK_BYTES - out->length,
                          (off_t)(number * BLOCK_BYTES + out->length));

        if (n == 0)
            errno = EIO;
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        out->length += n > 0 ? (size_t)n : 0;
    }
    return true;
}

bool bitext_each(const struct bitext *bitext, bitext_visit *visit, void *context)
{
    struct bitext_pair *pair = malloc(sizeof *pair);
    struct buffer block = BUFFER_INIT;
    bool ok = pair != NULL;

    for (size_t i = 0; i < bitext->full_blocks && ok; i++)
        ok = fetch(bitext, i, &block) && each_of_block(&block, pair, visit, context);
    ok = ok && each_of_block(&bitext->block, pair, visit, context);
    buffer_free(&block);
    free(pair);
    return ok;
}
