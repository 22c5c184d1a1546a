/* Reads each page of a chunk once; see chunk.h. */
#include "indexer/build/chunk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/page/page.h"

/* Looks for the papers of one page, which stand in the order of the page. */
struct search {
    struct found *const *wanted;
    size_t wanted_count, next;
    uint32_t order; /* of the paper that comes next in the page */
    const char *path;
    bool no_memory;
};

/* By a brief digest: it can only err in a page that has changed since the plan
 * was made, and the next run reads such a page again. */
static bool is_wanted(const struct plan_paper *wanted, const struct paper *paper)
{
    return wanted->id == build_plan_id(paper->id != NULL ? paper->id : "");
}

static bool take_paper(void *context, struct paper *paper)
{
    struct search *search = context;
    struct found *found = search->wanted[search->next];
    if (search->order++ != found->wanted.order)
        return true;
    search->next++;
    if (is_wanted(&found->wanted, paper)) {
        char *path = strdup(search->path);
        if (path == NULL) {
            search->no_memory = true;
            return false;
        }
        found->paper = *paper;
        *paper = (struct paper){0};
        found->paper.path = path;
        found->paper.date = found->wanted.date;
        found->present = true;
    }
    return search->next < search->wanted_count;
}

/* The first reading has told them. */
static bool pass_warning(void *context, uint32_t line, bool lost, const char *what)
{
    (void)context;
    (void)line;
    (void)lost;
    (void)what;
    return true;
}

/* digest: of the page when the plan was made. */
static bool read_page(struct search *search, const struct page_file *file,
                      const struct digest *digest, struct buffer *bytes, bool *changed)
{
    int reason = page_load(file->path, bytes);
    *changed = true;
    if (reason != 0)
        return reason != ENOMEM;
    struct digest now = digest_of(bytes->data, bytes->length);
    *changed = !digest_equal(&now, digest);
    const struct page_sink sink = {.context = search, .paper = take_paper, .warning = pass_warning};
    enum page_result result = page_read(bytes->data, bytes->length, &sink);
    return result != PAGE_NO_MEMORY && !search->no_memory;
}

static int by_place(const void *left, const void *right)
{
    const struct found *const *a = left, *const *b = right;
    const struct plan_paper *one = &(*a)->wanted, *other = &(*b)->wanted;
    if (one->page != other->page)
        return one->page < other->page ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

static bool read_pages(struct chunk_papers *papers, struct found **order, const struct pages *pages,
                       const struct digest *digests, struct buffer *bytes)
{
    size_t count = papers->count;
    for (size_t begin = 0; begin < count;) {
        uint32_t page = order[begin]->wanted.page;
        size_t end = begin + 1;
        while (end < count && order[end]->wanted.page == page)
            end++;
        const struct page_file *file = &pages->files[page];
        struct search search = {.wanted = order + begin,
                                .wanted_count = end - begin,
                                .path = pages_relative(pages, file)};
        bool changed;
        if (!read_page(&search, file, &digests[page], bytes, &changed))
            return false;
        papers->changed = papers->changed || changed;
        begin = end;
    }
    return true;
}

enum status chunk_read(struct chunk_papers *papers, const struct pages *pages,
                       const struct plan *plan, const struct chunk *chunk, struct buffer *bytes,
                       struct error *error)
{
    size_t count = chunk->end - chunk->begin;
    *papers = (struct chunk_papers){.list = calloc(count, sizeof *papers->list), .count = count};
    struct found **order = calloc(count, sizeof *order);
    bool ok = papers->list != NULL && order != NULL;
    for (size_t i = 0; ok && i < count; i++) {
        papers->list[i].wanted = build_plan_paper(plan, chunk->begin + i);
        order[i] = &papers->list[i];
    }
    if (ok) {
        qsort(order, count, sizeof *order, by_place);
        ok = read_pages(papers, order, pages, plan->digests, bytes);
    }
    free(order);
    return ok ? STATUS_OK : error_no_memory(error);
}

void chunk_papers_clear(struct chunk_papers *papers)
{
    for (size_t i = 0; papers->list != NULL && i < papers->count; i++)
        paper_clear(&papers->list[i].paper);
    free(papers->list);
    *papers = (struct chunk_papers){0};
}
