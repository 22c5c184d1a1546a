/* Duplicates and the order of documents; see plan.h. */
#include "indexer/build/order.h"

#include <stdlib.h>
#include <string.h>

/* Later in date, then page, then place in the page. */
static int compare_age(const struct plan_paper *a, const struct plan_paper *b)
{
    if (a->date != b->date)
        return a->date < b->date ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int by_id_newest_first(const void *left, const void *right)
{
    const struct plan_paper *a = left, *b = right;
    int ids = strcmp(a->id, b->id);
    return ids != 0 ? ids : compare_age(b, a);
}

static int by_document(const void *left, const void *right)
{
    const struct plan_paper *a = left, *b = right;
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1;
    return compare_age(a, b);
}

/* A paper that is dropped, and the one with its id that stays. */
struct duplicate {
    struct plan_paper dropped, kept;
};

static int by_place(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;
    if (a->dropped.page != b->dropped.page)
        return a->dropped.page < b->dropped.page ? -1 : 1;
    return a->dropped.order < b->dropped.order ? -1 : a->dropped.order > b->dropped.order;
}

static bool remark(const struct duplicate *duplicate, const struct pages *pages,
                   const struct watch *watch)
{
    struct buffer page = BUFFER_INIT, what = BUFFER_INIT;
    bool ok = pages_shown(pages, &pages->files[duplicate->dropped.page], &page) &&
              buffer_add_text(&what, duplicate->kept.id) &&
              buffer_add_text(&what, " is newer, and kept, at ") &&
              pages_shown(pages, &pages->files[duplicate->kept.page], &what) &&
              buffer_add_format(&what, ":%u", (unsigned)duplicate->kept.line);
    if (ok)
        watch->message(watch->context, WATCH_REMARK, page.data, duplicate->dropped.line, what.data);
    buffer_free(&page);
    buffer_free(&what);
    return ok;
}

/* Of sorted papers keeps the first of each id; the others' count goes to the
 * plan and they to duplicates, whose kept ones borrow their id. */
static void part(struct plan *plan, struct duplicate *duplicates)
{
    size_t kept = 0;
    for (size_t i = 0; i < plan->paper_count; i++) {
        const struct plan_paper *paper = &plan->papers[i];
        bool again =
            kept > 0 && paper->id[0] != '\0' && strcmp(plan->papers[kept - 1].id, paper->id) == 0;
        if (again)
            duplicates[plan->duplicates++] =
                (struct duplicate){.dropped = *paper, .kept = plan->papers[kept - 1]};
        else
            plan->papers[kept++] = *paper;
    }
    plan->paper_count = kept;
}

static bool drop_duplicates(struct plan *plan, const struct pages *pages, const struct watch *watch)
{
    struct duplicate *duplicates = calloc(plan->paper_count, sizeof *duplicates);
    if (duplicates == NULL)
        return false;
    qsort(plan->papers, plan->paper_count, sizeof *plan->papers, by_id_newest_first);
    part(plan, duplicates);
    qsort(duplicates, plan->duplicates, sizeof *duplicates, by_place);
    bool ok = true;
    for (size_t i = 0; i < plan->duplicates; i++) {
        ok = ok && remark(&duplicates[i], pages, watch);
        free(duplicates[i].dropped.id);
    }
    free(duplicates);
    return ok;
}

enum status build_plan_order(struct plan *plan, const struct pages *pages,
                             const struct watch *watch, struct error *error)
{
    if (plan->paper_count == 0)
        return STATUS_OK;
    bool ok = drop_duplicates(plan, pages, watch);
    qsort(plan->papers, plan->paper_count, sizeof *plan->papers, by_document);
    return ok ? STATUS_OK : error_set(error, STATUS_NO_MEMORY, NULL, "out of memory");
}
