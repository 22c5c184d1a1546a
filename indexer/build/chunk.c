#include "indexer/build/chunk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/file.h"
#include "indexer/page/page.h"

/* Looks for the papers of one page, which stand in the order of the page. */
struct search {
    const struct paper_order *order;
    struct found_paper **wanted;
    size_t wanted_count, next;
    uint32_t place; /* of the paper that comes next in the page */
    bool no_memory;
};

/* A page is read again for each chunk that has papers of it. */
#define CHUNKS_MAX 100
#define CHUNK_PAPERS_MIN 300

/* Papers that follow one another mostly stand on one page, which is read once. Of so
 * many papers one place at most, so that a small archive has a small sample. */
#define SAMPLE_PLACES 16
#define SAMPLE_PAPERS 4
#define SAMPLE_OF 32

size_t chunk_papers(const struct paper_order *order)
{
    const size_t papers = (order->paper_count + CHUNKS_MAX - 1) / CHUNKS_MAX;
    return papers > CHUNK_PAPERS_MIN ? papers : CHUNK_PAPERS_MIN;
}

size_t chunk_count(const struct paper_order *order)
{
    const size_t papers = chunk_papers(order);
    return (order->paper_count + papers - 1) / papers;
}

static bool has_source(const struct paper *paper, const char *source)
{
    const char *known;
    for (size_t n = 0; (known = paper_text(paper, FIELD_SOURCE, n)) != NULL; n++)
        if (strcmp(known, source) == 0)
            return true;
    return false;
}

/* False: out of memory. */
static bool add_source(struct paper *paper, const struct pages *pages, const struct page_file *file)
{
    struct buffer source = BUFFER_INIT;
    bool ok = pages_source(pages, file, &source);
    if (ok && source.length > 0 && !has_source(paper, source.data))
        ok = paper_add_fact(paper,
                            (struct fact){.field = FIELD_SOURCE, .text = buffer_detach(&source)});
    buffer_free(&source);
    return ok;
}

/* Adds what the archives say of a paper that is found: theirs is the larger number of
 * votes. False: out of memory. */
static bool add_archives(const struct paper_order *order, struct found_paper *found)
{
    const struct page_file *files = order->pages->files.list;
    struct paper *paper = &found->paper;
    size_t count;
    const struct duplicate *others = order_elsewhere(order, &found->ordered, &count);
    bool ok = add_source(paper, order->pages, &files[found->ordered.page]);
    for (size_t i = 0; ok && i < count; i++) {
        const struct page_file *file = &files[others[i].dropped.page];
        const struct listed_paper *listed = order_listed(order, &others[i].dropped);
        paper->votes = listed->votes > paper->votes ? listed->votes : paper->votes;
        ok = add_source(paper, order->pages, file) &&
             paper_add_place(paper, strdup(pages_relative(order->pages, file)), listed->line);
    }
    return ok;
}

static bool take_paper(void *context, struct paper *paper)
{
    struct search *search = context;
    struct found_paper *found = search->wanted[search->next];
    const struct paper_order *order = search->order;
    if (search->place++ != found->ordered.place)
        return true;
    search->next++;
    if (strcmp(order_id(order, &found->ordered), paper->id != NULL ? paper->id : "") == 0) {
        const struct page_file *file = &order->pages->files.list[found->ordered.page];
        found->paper = *paper;
        *paper = (struct paper){0};
        found->paper.path = strdup(pages_relative(order->pages, file));
        found->paper.date = found->ordered.date;
        found->present = found->paper.path != NULL && add_archives(order, found);
        search->no_memory = !found->present;
    }
    return !search->no_memory && search->next < search->wanted_count;
}

/* The first reading has reported them. */
static bool pass_warning(void *context, uint32_t line, enum page_trouble trouble)
{
    (void)context;
    (void)line;
    (void)trouble;
    return true;
}

static enum status read_page(struct search *search, struct buffer *bytes, bool *changed,
                             struct error *error)
{
    uint32_t page = search->wanted[0]->ordered.page;
    const char *path = search->order->pages->files.list[page].path;
    int reason = file_load(path, bytes);
    if (file_is_trouble(reason)) {
        errno = reason;
        return file_cannot("read", path, error);
    }
    if (reason != 0) {
        *changed = true;
        return STATUS_OK;
    }
    struct hash now = hash_of(bytes->data, bytes->length);
    if (!hash_equal(&now, &search->order->listing->pages[page].digest))
        *changed = true;
    const struct page_sink sink = {.context = search, .paper = take_paper, .warning = pass_warning};
    enum page_result result = page_read(bytes->data, bytes->length, path, &sink);
    return result == PAGE_NO_MEMORY || search->no_memory ? error_no_memory(error) : STATUS_OK;
}

static int by_place(const void *left, const void *right)
{
    const struct found_paper *const *a = left, *const *b = right;
    return order_compare_places(&(*a)->ordered, &(*b)->ordered);
}

/* wanted: the chunk's papers, by their places. */
static enum status read_pages(struct paper_chunk *chunk, const struct paper_order *order,
                              struct found_paper **wanted, struct buffer *bytes,
                              struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t begin = 0, end; status == STATUS_OK && begin < chunk->count; begin = end) {
        end = begin + 1;
        while (end < chunk->count && wanted[end]->ordered.page == wanted[begin]->ordered.page)
            end++;
        struct search search = {
            .order = order, .wanted = wanted + begin, .wanted_count = end - begin};
        status = read_page(&search, bytes, &chunk->changed, error);
    }
    return status;
}

/* Of the papers only their places are known. */
static enum status read_papers(struct paper_chunk *chunk, const struct paper_order *order,
                               struct buffer *bytes, struct error *error)
{
    struct found_paper **wanted = calloc(chunk->count + 1, sizeof *wanted);
    if (wanted == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < chunk->count; i++)
        wanted[i] = &chunk->papers[i];
    qsort(wanted, chunk->count, sizeof *wanted, by_place);
    const enum status status = read_pages(chunk, order, wanted, bytes, error);
    free(wanted);
    return status;
}

enum status chunk_read(struct paper_chunk *chunk, const struct paper_order *order, size_t number,
                       struct buffer *bytes, struct error *error)
{
    size_t most = chunk_papers(order), begin = number * most, left = order->paper_count - begin;
    size_t count = left < most ? left : most;
    *chunk = (struct paper_chunk){
        .papers = calloc(count, sizeof *chunk->papers), .first = begin, .count = count};
    if (chunk->papers == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < count; i++)
        chunk->papers[i].ordered = order->papers[begin + i];
    return read_papers(chunk, order, bytes, error);
}

enum status chunk_sample(struct paper_chunk *chunk, const struct paper_order *order,
                         struct buffer *bytes, struct error *error)
{
    const size_t places = order->paper_count / SAMPLE_OF < SAMPLE_PLACES
                              ? order->paper_count / SAMPLE_OF
                              : SAMPLE_PLACES;
    *chunk =
        (struct paper_chunk){.papers = calloc(SAMPLE_PLACES * SAMPLE_PAPERS, sizeof *chunk->papers),
                             .count = places * SAMPLE_PAPERS};
    if (chunk->papers == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < chunk->count; i++)
        chunk->papers[i].ordered =
            order->papers[order->paper_count / places * (i / SAMPLE_PAPERS) + i % SAMPLE_PAPERS];
    return read_papers(chunk, order, bytes, error);
}

void chunk_clear(struct paper_chunk *chunk)
{
    for (size_t i = 0; chunk->papers != NULL && i < chunk->count; i++)
        paper_clear(&chunk->papers[i].paper);
    free(chunk->papers);
    *chunk = (struct paper_chunk){0};
}
