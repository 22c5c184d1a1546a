/* Runs, parts and chunks; see layout.h. */
#include "indexer/build/layout.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where no page did, the next one does. */
#define RUN_PAPERS_MAX (2 * RUN_PAPERS)
/* So many of one level make one of the next, */
#define LEVEL 2
/* and there are at least as many of the last. */
#define LARGEST_PARTS 4

/* Papers in a chunk. Measured on 3,590 and on 30,000 papers: 40 to 200 cost
 * the same, from 400 on Xapian's inverter falls out of the cache and takes half
 * as long again, and the smaller the chunks the less memory. A chunk grows to
 * the end of its page, but not beyond twice that. */
#define CHUNK_PAPERS 100

#define NEWEST "newest"
#define PART_PREFIX "papers-"

struct cutter {
    struct layout *layout;
    const struct plan *plan;
    const struct pages *pages;
    int live;
    size_t piece_capacity, chunk_capacity;
    struct buffer bytes; /* working memory */
};

static bool same_page(const struct plan *plan, size_t a, size_t b)
{
    const struct plan_paper one = build_plan_paper(plan, a), other = build_plan_paper(plan, b);
    return one.page == other.page && one.date == other.date;
}

/* Whether a run that reaches from paper begin to end ends there, where the
 * page of paper begin, the newest of the run, does. */
static bool run_ends(const struct cutter *c, size_t begin, size_t end)
{
    const struct page_file *page = &c->pages->files[build_plan_paper(c->plan, begin).page];
    const char *path = pages_relative(c->pages, page);
    if (end - begin < RUN_PAPERS)
        return false;
    return end - begin >= RUN_PAPERS_MAX ||
           digest_of(path, strlen(path)).bytes[0] % RUN_END_PAGES == 0;
}

/* From the oldest on; the runs are then turned round. */
static bool cut_runs(struct cutter *c)
{
    struct layout *layout = c->layout;
    size_t count = c->plan->paper_count, end = count;
    layout->runs = calloc(count / RUN_PAPERS + 1, sizeof *layout->runs);
    if (layout->runs == NULL)
        return false;
    for (size_t i = count; i > 0; i--) {
        bool last = i == 1;
        if (!last && (same_page(c->plan, i - 2, i - 1) || !run_ends(c, i - 1, end)))
            continue;
        layout->runs[layout->run_count++] = (struct run){.begin = i - 1, .end = end};
        end = i - 1;
    }
    for (size_t i = 0; i < layout->run_count / 2; i++) {
        struct run *a = &layout->runs[i], *b = &layout->runs[layout->run_count - 1 - i], kept = *a;
        *a = *b;
        *b = kept;
    }
    return true;
}

/* A document follows from its page's bytes, its place and date in it and the
 * page's name. */
static bool identify(struct cutter *c, struct run *run)
{
    bool ok = true;
    buffer_clear(&c->bytes);
    for (size_t i = run->begin; i < run->end && ok; i++) {
        const struct plan_paper paper = build_plan_paper(c->plan, i);
        const char *path = pages_relative(c->pages, &c->pages->files[paper.page]);
        const struct digest *digest = &c->plan->digests[paper.page];
        ok = buffer_add(&c->bytes, path, strlen(path) + 1) &&
             buffer_add(&c->bytes, (const char *)digest->bytes, DIGEST_BYTES) &&
             buffer_add_format(&c->bytes, "%u %u ", (unsigned)paper.order, (unsigned)paper.date);
    }
    if (ok)
        run->identity = digest_of(c->bytes.data, c->bytes.length);
    return ok;
}

/* The name of a part of these runs. */
static bool name_part(struct cutter *c, size_t first, size_t count, char out[PART_NAME_MAX])
{
    bool ok = true;
    buffer_clear(&c->bytes);
    for (size_t i = first; i < first + count && ok; i++)
        ok = buffer_add(&c->bytes, (const char *)c->layout->runs[i].identity.bytes, DIGEST_BYTES);
    if (!ok)
        return false;
    struct digest digest = digest_of(c->bytes.data, c->bytes.length);
    memcpy(out, PART_PREFIX, sizeof PART_PREFIX);
    digest_hex(&digest, out + sizeof PART_PREFIX - 1);
    return true;
}

static bool add_piece(struct cutter *c, const struct piece *piece)
{
    struct layout *layout = c->layout;
    if (layout->piece_count == c->piece_capacity) {
        size_t capacity = c->piece_capacity == 0 ? 16 : c->piece_capacity * 2;
        struct piece *pieces = reallocarray(layout->pieces, capacity, sizeof *pieces);
        if (pieces == NULL)
            return false;
        layout->pieces = pieces;
        c->piece_capacity = capacity;
    }
    layout->pieces[layout->piece_count++] = *piece;
    return true;
}

/* The largest live files that these runs are in, and the runs that are in
 * none. The depth is that of the levels. */
static bool find_pieces(struct cutter *c, size_t first, size_t count)
{
    struct piece piece = {.first_run = first, .run_count = count};
    bool ok = true;
    if (!name_part(c, first, count, piece.name))
        return false;
    piece.live = c->live >= 0 && faccessat(c->live, piece.name, R_OK, 0) == 0;
    if (piece.live || count == 1)
        return add_piece(c, &piece);
    for (size_t i = 0; i < LEVEL && ok; i++)
        ok = find_pieces(c, first + i * (count / LEVEL), count / LEVEL);
    return ok;
}

static bool add_part(struct cutter *c, size_t first, size_t count)
{
    struct layout *layout = c->layout;
    struct part *part = &layout->parts[layout->part_count++];
    *part =
        (struct part){.first_run = first, .run_count = count, .first_piece = layout->piece_count};
    bool ok = name_part(c, first, count, part->name) && find_pieces(c, first, count);
    part->piece_count = layout->piece_count - part->first_piece;
    part->kept = part->piece_count == 1 && layout->pieces[part->first_piece].live;
    return ok;
}

/* The growing run's part also holds what is told of the whole index, so it is
 * always made. */
static bool add_newest(struct cutter *c)
{
    struct layout *layout = c->layout;
    layout->parts[layout->part_count++] =
        (struct part){.run_count = 1, .piece_count = 1, .name = NEWEST};
    return add_piece(c, &(struct piece){.run_count = 1});
}

/* How many runs the largest part holds, of so many runs that have an end. */
static size_t largest_part(size_t runs)
{
    size_t size = 1;
    while (size * LEVEL * LARGEST_PARTS <= runs)
        size *= LEVEL;
    return size;
}

static bool cut_parts(struct cutter *c)
{
    struct layout *layout = c->layout;
    size_t runs = layout->run_count - 1, size = largest_part(runs), first = 1;
    layout->parts = calloc(layout->run_count, sizeof *layout->parts);
    bool ok = layout->parts != NULL && add_newest(c);
    /* The sizes fall from the oldest on, so they rise from the newest on: first
     * what is left over by the larger ones. */
    for (size_t small = 1; ok && small < size; small *= LEVEL)
        for (size_t i = runs / small % LEVEL; ok && i > 0; i--, first += small)
            ok = add_part(c, first, small);
    for (; ok && first < layout->run_count; first += size)
        ok = add_part(c, first, size);
    return ok;
}

static bool add_chunk(struct cutter *c, const struct chunk *chunk)
{
    struct layout *layout = c->layout;
    if (layout->chunk_count == c->chunk_capacity) {
        size_t capacity = c->chunk_capacity == 0 ? 64 : c->chunk_capacity * 2;
        struct chunk *chunks = reallocarray(layout->chunks, capacity, sizeof *chunks);
        if (chunks == NULL)
            return false;
        layout->chunks = chunks;
        c->chunk_capacity = capacity;
    }
    layout->chunks[layout->chunk_count++] = *chunk;
    return true;
}

static bool cut_chunks(struct cutter *c, size_t number)
{
    struct run *run = &c->layout->runs[number];
    bool ok = true;
    run->first_chunk = c->layout->chunk_count;
    for (size_t begin = run->begin; ok && begin < run->end;) {
        size_t end = begin + 1;
        while (end < run->end && end - begin < 2 * CHUNK_PAPERS &&
               (end - begin < CHUNK_PAPERS || same_page(c->plan, end - 1, end)))
            end++;
        ok = add_chunk(c, &(struct chunk){begin, end, number});
        begin = end;
    }
    run->chunk_count = c->layout->chunk_count - run->first_chunk;
    return ok;
}

enum status layout_make(struct layout *layout, const struct plan *plan, const struct pages *pages,
                        int live, struct error *error)
{
    *layout = (struct layout){0};
    struct cutter c = {.layout = layout, .plan = plan, .pages = pages, .live = live};
    bool ok = cut_runs(&c);
    for (size_t i = 0; ok && i < layout->run_count; i++)
        ok = identify(&c, &layout->runs[i]);
    ok = ok && cut_parts(&c);
    for (size_t i = 0; ok && i < layout->piece_count; i++)
        if (!layout->pieces[i].live)
            ok = cut_chunks(&c, layout->pieces[i].first_run);
    buffer_free(&c.bytes);
    return ok ? STATUS_OK : error_no_memory(error);
}

void layout_clear(struct layout *layout)
{
    free(layout->runs);
    free(layout->parts);
    free(layout->pieces);
    free(layout->chunks);
    *layout = (struct layout){0};
}
