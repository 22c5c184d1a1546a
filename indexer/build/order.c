/* Duplicates and the order of documents; see plan.h. */
#include "indexer/build/order.h"

#include <stdlib.h>
#include <string.h>

/* A paper: its page, and where it stands in the list of the page's papers, which
 * is no longer than the page, whose bytes have a limit. */
struct place {
    uint32_t page, offset;
};

/* A paper that is dropped, and the one with its id that stays. */
struct duplicate {
    struct place dropped, kept;
};

struct ordering {
    struct plan *plan;
    const struct inventory *told;
    struct place *places; /* of papers with an id */
    size_t place_count;
    struct duplicate *duplicates; /* as many as the plan counts */
    size_t stretch_capacity;
};

static const char *id_at(const struct inventory *told, const struct place *place)
{
    return told->pages[place->page].papers.bytes + place->offset;
}

static struct listed_paper paper_at(const struct inventory *told, const struct place *place)
{
    struct listed_paper paper = {0};
    size_t offset = place->offset;
    paper_list_next(&told->pages[place->page].papers, &offset, &paper);
    return paper;
}

static int compare_places(const struct place *a, const struct place *b)
{
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

/* Of one id the paper comes first that stays. */
static int by_id(const void *left, const void *right, void *context)
{
    const struct inventory *told = context;
    const struct place *a = left, *b = right;
    int ids = strcmp(id_at(told, a), id_at(told, b));
    if (ids != 0)
        return ids;
    uint32_t date = paper_at(told, a).date, other = paper_at(told, b).date;
    if (date != other)
        return date > other ? -1 : 1;
    return compare_places(b, a);
}

static int by_place(const void *left, const void *right)
{
    const struct duplicate *a = left, *b = right;
    return compare_places(&a->dropped, &b->dropped);
}

static int by_document(const void *left, const void *right)
{
    const struct plan_stretch *a = left, *b = right;
    if (a->date != b->date)
        return a->date > b->date ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool find_places(struct ordering *o)
{
    o->places = calloc(o->plan->paper_count + 1, sizeof *o->places);
    for (size_t page = 0; o->places != NULL && page < o->told->page_count; page++) {
        const struct paper_list *papers = &o->told->pages[page].papers;
        struct listed_paper paper;
        for (size_t offset = 0, at = 0; paper_list_next(papers, &offset, &paper); at = offset)
            if (paper.id[0] != '\0')
                o->places[o->place_count++] = (struct place){(uint32_t)page, (uint32_t)at};
    }
    return o->places != NULL;
}

static bool is_again(const struct ordering *o, size_t i)
{
    return i > 0 && strcmp(id_at(o->told, &o->places[i - 1]), id_at(o->told, &o->places[i])) == 0;
}

/* In the order of their places. */
static bool find_duplicates(struct ordering *o)
{
    size_t count = 0, kept = 0, duplicates = 0;
    qsort_r(o->places, o->place_count, sizeof *o->places, by_id, (void *)o->told);
    for (size_t i = 0; i < o->place_count; i++)
        count += is_again(o, i);
    o->duplicates = calloc(count + 1, sizeof *o->duplicates);
    if (o->duplicates == NULL)
        return false;
    for (size_t i = 0; i < o->place_count; i++) {
        if (is_again(o, i))
            o->duplicates[duplicates++] = (struct duplicate){o->places[i], o->places[kept]};
        else
            kept = i;
    }
    qsort(o->duplicates, count, sizeof *o->duplicates, by_place);
    o->plan->duplicates = count;
    return true;
}

static bool remark(const struct ordering *o, const struct duplicate *duplicate,
                   const struct pages *pages, const struct watch *watch)
{
    struct buffer page = BUFFER_INIT, what = BUFFER_INIT;
    struct listed_paper dropped = paper_at(o->told, &duplicate->dropped);
    struct listed_paper kept = paper_at(o->told, &duplicate->kept);
    bool ok = pages_shown(pages, &pages->files[duplicate->dropped.page], &page) &&
              buffer_add_text(&what, kept.id) &&
              buffer_add_text(&what, " is newer, and kept, at ") &&
              pages_shown(pages, &pages->files[duplicate->kept.page], &what) &&
              buffer_add_format(&what, ":%u", (unsigned)kept.line);
    if (ok)
        watch->message(watch->context, WATCH_REMARK, page.data, dropped.line, what.data);
    buffer_free(&page);
    buffer_free(&what);
    return ok;
}

static bool add_stretch(struct ordering *o, const struct plan_stretch *stretch)
{
    struct plan *plan = o->plan;
    if (plan->stretch_count == o->stretch_capacity) {
        size_t capacity = o->stretch_capacity == 0 ? 64 : o->stretch_capacity * 2;
        struct plan_stretch *stretches = reallocarray(plan->stretches, capacity, sizeof *stretches);
        if (stretches == NULL)
            return false;
        plan->stretches = stretches;
        o->stretch_capacity = capacity;
    }
    plan->stretches[plan->stretch_count++] = *stretch;
    return true;
}

/* told counts the papers of all pages, next the duplicates that were met. */
static bool cut_page(struct ordering *o, size_t page, uint32_t *told, size_t *next)
{
    const struct paper_list *papers = &o->told->pages[page].papers;
    struct plan *plan = o->plan;
    struct listed_paper paper;
    struct plan_stretch stretch = {.page = (uint32_t)page};
    uint32_t order = 0;
    bool ok = true;
    for (size_t offset = 0, at = 0; ok && paper_list_next(papers, &offset, &paper); at = offset) {
        struct place place = {(uint32_t)page, (uint32_t)at};
        bool dropped =
            *next < plan->duplicates && compare_places(&o->duplicates[*next].dropped, &place) == 0;
        *next += dropped;
        if (stretch.count > 0 && (dropped || stretch.date != paper.date)) {
            ok = add_stretch(o, &stretch);
            stretch.count = 0;
        }
        if (stretch.count == 0) {
            stretch.date = paper.date;
            stretch.order = order;
            stretch.told = *told;
        }
        stretch.count += !dropped;
        order++;
        plan->ids[(*told)++] = build_plan_id(paper.id);
    }
    return ok && (stretch.count == 0 || add_stretch(o, &stretch));
}

static bool cut_pages(struct ordering *o)
{
    struct plan *plan = o->plan;
    uint32_t told = 0;
    size_t next = 0;
    plan->ids = calloc(plan->paper_count + 1, sizeof *plan->ids);
    bool ok = plan->ids != NULL;
    for (size_t page = 0; ok && page < o->told->page_count; page++)
        ok = cut_page(o, page, &told, &next);
    return ok;
}

static void sort(struct plan *plan)
{
    uint32_t begin = 0;
    if (plan->stretch_count > 0)
        qsort(plan->stretches, plan->stretch_count, sizeof *plan->stretches, by_document);
    for (size_t i = 0; i < plan->stretch_count; i++) {
        plan->stretches[i].begin = begin;
        begin += plan->stretches[i].count;
    }
    plan->paper_count = begin;
}

enum status build_plan_order(struct plan *plan, const struct inventory *told,
                             const struct pages *pages, const struct watch *watch,
                             struct error *error)
{
    struct ordering o = {.plan = plan, .told = told};
    bool ok = find_places(&o) && find_duplicates(&o);
    free(o.places);
    for (size_t i = 0; ok && i < plan->duplicates; i++)
        ok = remark(&o, &o.duplicates[i], pages, watch);
    ok = ok && cut_pages(&o);
    free(o.duplicates);
    if (ok)
        sort(plan);
    return ok ? STATUS_OK : error_no_memory(error);
}
