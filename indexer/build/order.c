#include "indexer/build/order.h"

#include <stdlib.h>
#include <string.h>

const struct listed_paper *order_listed(const struct paper_order *order,
                                        const struct ordered_paper *paper)
{
    return &order->listing->pages[paper->page].papers[paper->place];
}

const char *order_id(const struct paper_order *order, const struct ordered_paper *paper)
{
    return listing_id(&order->listing->pages[paper->page], order_listed(order, paper));
}

static int compare(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare_places(const struct ordered_paper *a, const struct ordered_paper *b)
{
    int pages = compare(a->page, b->page);
    return pages != 0 ? pages : compare(a->place, b->place);
}

/* Of one id the paper comes first that stays. */
static int by_id(const void *left, const void *right, void *context)
{
    const struct ordered_paper *a = left, *b = right;
    int ids = strcmp(order_id(context, a), order_id(context, b));
    if (ids != 0)
        return ids;
    int summaries = compare(order_listed(context, b)->summary, order_listed(context, a)->summary);
    int dates = summaries != 0 ? summaries : compare(b->date, a->date);
    return dates != 0 ? dates : compare_places(b, a);
}

static int by_document(const void *left, const void *right)
{
    const struct ordered_paper *a = left, *b = right;
    int dates = compare(b->date, a->date);
    return dates != 0 ? dates : compare_places(a, b);
}

/* A paper that is dropped, and the one with its id that stays. */
struct duplicate {
    struct ordered_paper dropped, kept;
};

static int by_dropped(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;
    return compare_places(&a->dropped, &b->dropped);
}

static bool remark(const struct paper_order *order, const struct duplicate *duplicate,
                   const struct observer *observer)
{
    struct buffer page = BUFFER_INIT, what = BUFFER_INIT;
    const struct page_file *files = order->pages->files.list;
    const struct listed_paper *kept = order_listed(order, &duplicate->kept);
    bool ok = pages_shown(order->pages, &files[duplicate->dropped.page], &page) &&
              buffer_add_text(&what, order_id(order, &duplicate->kept)) &&
              buffer_add_text(&what, " is newer, and kept, at ") &&
              pages_shown(order->pages, &files[duplicate->kept.page], &what) &&
              buffer_add_format(&what, ":%u", (unsigned)kept->line);
    if (ok)
        observer->message(observer->context, MESSAGE_REMARK, page.data,
                          order_listed(order, &duplicate->dropped)->line, what.data);
    buffer_free(&page);
    buffer_free(&what);
    return ok;
}

static bool remark_all(const struct paper_order *order, const struct duplicate *duplicates,
                       const struct observer *observer)
{
    bool ok = true;
    for (size_t i = 0; ok && i < order->duplicates; i++)
        ok = remark(order, &duplicates[i], observer);
    return ok;
}

/* A page of nothing but lists is an index of the others where those have more
 * papers of their own than all such pages list. */
static bool is_index(const struct listed_page *page)
{
    return page->paper_count > 0 && page->listed == page->paper_count;
}

static bool has_indexes(const struct listing *listing)
{
    size_t listed = 0;
    for (size_t page = 0; page < listing->page_count; page++)
        listed += is_index(&listing->pages[page]) ? listing->pages[page].paper_count : 0;
    return listing->papers - listed > listed;
}

static void add_papers(struct paper_order *order)
{
    bool indexes = has_indexes(order->listing);
    for (size_t page = 0; page < order->listing->page_count; page++) {
        const struct listed_page *listed = &order->listing->pages[page];
        if (indexes && is_index(listed))
            continue;
        for (size_t place = 0; place < listed->paper_count; place++)
            order->papers[order->paper_count++] =
                (struct ordered_paper){(uint32_t)page, (uint32_t)place, listed->papers[place].date};
    }
}

/* The papers are sorted by id; takes out those that come again. */
static void take_duplicates(struct paper_order *order, struct duplicate *duplicates)
{
    size_t kept = 0;
    for (size_t i = 0; i < order->paper_count; i++) {
        const struct ordered_paper *last = kept > 0 ? &order->papers[kept - 1] : NULL;
        const char *id = order_id(order, &order->papers[i]);
        if (last != NULL && id[0] != '\0' && strcmp(order_id(order, last), id) == 0)
            duplicates[order->duplicates++] = (struct duplicate){order->papers[i], *last};
        else
            order->papers[kept++] = order->papers[i];
    }
    order->paper_count = kept;
}

enum status order_make(struct paper_order *order, const struct pages *pages,
                       const struct listing *listing, const struct observer *observer,
                       struct error *error)
{
    *order = (struct paper_order){.pages = pages,
                                  .listing = listing,
                                  .papers = calloc(listing->papers + 1, sizeof *order->papers)};
    struct duplicate *duplicates = calloc(listing->papers + 1, sizeof *duplicates);
    bool ok = order->papers != NULL && duplicates != NULL;
    if (ok) {
        add_papers(order);
        qsort_r(order->papers, order->paper_count, sizeof *order->papers, by_id, order);
        take_duplicates(order, duplicates);
        qsort(order->papers, order->paper_count, sizeof *order->papers, by_document);
        qsort(duplicates, order->duplicates, sizeof *duplicates, by_dropped);
        ok = remark_all(order, duplicates, observer);
    }
    free(duplicates);
    return ok ? STATUS_OK : error_no_memory(error);
}

void order_clear(struct paper_order *order)
{
    free(order->papers);
    *order = (struct paper_order){0};
}
