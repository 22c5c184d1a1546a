#include "indexer/build/order.h"
#include "shim/base/system.h"

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

int order_compare_places(const struct ordered_paper *a, const struct ordered_paper *b)
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
    return dates != 0 ? dates : order_compare_places(b, a);
}

static int by_document(const void *left, const void *right)
{
    const struct ordered_paper *a = left, *b = right;
    int dates = compare(b->date, a->date);
    return dates != 0 ? dates : order_compare_places(a, b);
}

static int by_dropped(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;
    return order_compare_places(&a->dropped, &b->dropped);
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

/* A page of nothing but lists may be an index of the others. */
static bool is_list(const struct listed_page *page)
{
    return page->paper_count > 0 && page->listed == page->paper_count;
}

static void add_page(struct paper_order *order, size_t page)
{
    const struct listed_page *listed = &order->listing->pages[page];
    for (size_t place = 0; place < listed->paper_count; place++)
        order->papers[order->paper_count++] =
            (struct ordered_paper){(uint32_t)page, (uint32_t)place, listed->papers[place].date};
}

struct wanted {
    const struct paper_order *order;
    const char *id;
};

static int find_id(const void *key, const void *paper)
{
    const struct wanted *wanted = key;
    return strcmp(wanted->id, order_id(wanted->order, paper));
}

/* Of a list's papers so many have places of their own where it is an index of them:
 * few, for a part of an archive has not all pages that are listed. */
#define INDEXED_SHARE 8

/* Whether papers of the list have places of their own, which are the first count and
 * sorted by id. */
static bool is_index(const struct paper_order *order, size_t count, const struct listed_page *list)
{
    size_t known = 0;
    for (size_t i = 0; i < list->paper_count; i++) {
        const struct wanted wanted = {order, listing_id(list, &list->papers[i])};
        known += bsearch(&wanted, order->papers, count, sizeof *order->papers, find_id) != NULL;
    }
    return known * INDEXED_SHARE >= list->paper_count;
}

static void add_papers(struct paper_order *order)
{
    const struct listing *listing = order->listing;
    for (size_t page = 0; page < listing->page_count; page++) {
        if (!is_list(&listing->pages[page]))
            add_page(order, page);
    }
    const size_t own = order->paper_count;
    system_sort(order->papers, own, sizeof *order->papers, by_id, order);
    const bool most = own > listing->papers - own;
    for (size_t page = 0; page < listing->page_count; page++) {
        if (is_list(&listing->pages[page]) &&
            !(most && is_index(order, own, &listing->pages[page])))
            add_page(order, page);
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

static int by_kept(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;
    int kept = order_compare_places(&a->kept, &b->kept);
    return kept != 0 ? kept : order_compare_places(&a->dropped, &b->dropped);
}

/* duplicates becomes those between archives; order owns it from here on. */
static void keep_elsewhere(struct paper_order *order, struct duplicate *duplicates)
{
    const struct page_file *files = order->pages->files.list;
    order->elsewhere = duplicates;
    for (size_t i = 0; i < order->duplicates; i++) {
        if (files[duplicates[i].dropped.page].origin != files[duplicates[i].kept.page].origin)
            duplicates[order->elsewhere_count++] = duplicates[i];
    }
    qsort(duplicates, order->elsewhere_count, sizeof *duplicates, by_kept);
}

const struct duplicate *order_elsewhere(const struct paper_order *order,
                                        const struct ordered_paper *paper, size_t *count)
{
    size_t first = 0, end = order->elsewhere_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (order_compare_places(&order->elsewhere[middle].kept, paper) < 0)
            first = middle + 1;
        else
            end = middle;
    }
    *count = 0;
    while (first + *count < order->elsewhere_count &&
           order_compare_places(&order->elsewhere[first + *count].kept, paper) == 0)
        ++*count;
    return order->elsewhere + first;
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
        system_sort(order->papers, order->paper_count, sizeof *order->papers, by_id, order);
        take_duplicates(order, duplicates);
        qsort(order->papers, order->paper_count, sizeof *order->papers, by_document);
        qsort(duplicates, order->duplicates, sizeof *duplicates, by_dropped);
        for (size_t i = 0; ok && observer->message != NULL && i < order->duplicates; i++)
            ok = remark(order, &duplicates[i], observer);
        keep_elsewhere(order, duplicates);
    } else {
        free(duplicates);
    }
    return ok ? STATUS_OK : error_no_memory(error);
}

static int by_paper(const void *left, const void *right)
{
    const struct inventory_paper *a = left, *b = right;
    return strcmp(a->id, b->id);
}

bool order_shares(const struct paper_order *order, const struct ordered_paper *paper)
{
    const struct page_file *file = &order->pages->files.list[paper->page];
    return share_has(&order->share, pages_relative(order->pages, file));
}

size_t order_stored(const struct paper_order *order)
{
    size_t count = 0;
    for (size_t i = 0; i < order->paper_count; i++)
        count += order_shares(order, &order->papers[i]);
    return count;
}

enum status order_inventory(const struct paper_order *order, struct inventory *out,
                            struct error *error)
{
    const struct listing *listing = order->listing;
    *out = (struct inventory){.root = order->pages->root,
                              .share = order->share,
                              .pages = calloc(listing->page_count + 1, sizeof *out->pages),
                              .papers = calloc(order->paper_count + 1, sizeof *out->papers)};
    if (out->pages == NULL || out->papers == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < listing->page_count; i++) {
        const struct listed_page *page = &listing->pages[i];
        const char *path = pages_relative(order->pages, &order->pages->files.list[i]);
        if (page->readable)
            out->pages[out->page_count++] = (struct inventory_page){.path = path,
                                                                    .digest = page->digest,
                                                                    .warnings = page->warnings,
                                                                    .lost = page->lost};
    }
    for (size_t i = 0; i < order->paper_count; i++) {
        if (!order_shares(order, &order->papers[i]))
            continue;
        out->papers[out->paper_count++] =
            (struct inventory_paper){.id = order_id(order, &order->papers[i]),
                                     .digest = order_listed(order, &order->papers[i])->digest};
    }
    qsort(out->papers, out->paper_count, sizeof *out->papers, by_paper);
    return STATUS_OK;
}

void order_clear(struct paper_order *order)
{
    free(order->papers);
    free(order->elsewhere);
    *order = (struct paper_order){0};
}
