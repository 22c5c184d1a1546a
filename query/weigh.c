#include "query/weigh.h"

#include <stdlib.h>

#include "indexer/format/record.h"
#include "query/plan/feedback.h"
#include "query/plan/together.h"

bool weigh_wanted(const struct run *run)
{
    return together_wanted(&run->plan, &run->request->ranking) ||
           feedback_wanted(&run->planner, &run->plan);
}

static int by_score(const void *left, const void *right)
{
    const struct place *a = left, *b = right;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->hit < b->hit ? -1 : a->hit > b->hit;
}

static void sort(struct place *places, size_t count)
{
    if (count)
        qsort(places, count, sizeof *places, by_score);
}

/* The hits and what is known of them, each by its number. */
struct weighing {
    struct run *run;
    const struct shim_results *results;
    size_t count;
    struct shim_bm25 bm25;
    double bonus[WEIGHED_HITS];
    struct error *error;
};

static enum status score(struct weighing *w, const struct shim_query *query, double *scores)
{
    return shim_score_hits(w->run->searcher->database, w->results, w->count, query, &w->bm25,
                           scores, w->error);
}

/* Adds what the words of the query add where they stand together. */
static enum status add_together(struct weighing *w)
{
    const struct plan *plan = &w->run->plan;
    double *scores = calloc(plan->part_count * (w->count + 1), sizeof *scores), *of_hit;
    enum status status = STATUS_OK;

    if (!scores)
        return error_set(w->error, STATUS_NO_MEMORY, NULL, "out of memory");
    for (size_t p = 0; p < plan->part_count && status == STATUS_OK; p++)
        if (plan->parts[p].query && !plan->parts[p].excluded)
            status = score(w, plan->parts[p].query, scores + p * w->count);
    of_hit = scores + plan->part_count * w->count;
    for (size_t hit = 0; hit < w->count && status == STATUS_OK; hit++) {
        for (size_t p = 0; p < plan->part_count; p++)
            of_hit[p] = scores[p * w->count + hit];
        w->bonus[hit] += together_score(plan, &w->run->request->ranking, of_hit);
    }
    free(scores);
    return status;
}

/* Learns from the papers at these places. */
static enum status learn(struct weighing *w, const struct place *places, size_t count)
{
    struct run *run = w->run;
    struct offers *offers;
    enum status status = offers_new(&offers, &run->planner, w->error);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct paper paper = {0};
        struct shim_bytes data;

        status = shim_results_data(places[i].results, places[i].hit, &data, w->error);
        if (status == STATUS_OK)
            status = record_read(data.data, data.length, &paper, w->error);
        if (status == STATUS_OK)
            status = offers_add(offers, &paper, w->error);
        paper_clear(&paper);
    }
    if (status == STATUS_OK)
        status = feedback_apply(&run->planner, offers, &run->plan, w->error);
    offers_free(offers);
    return status;
}

/* Adds what the words that the first hits share add; first by words alone, and
 * only where no paper stands out: it was asked for, and would be buried. */
static enum status add_feedback(struct weighing *w, const struct place *places)
{
    const struct ranking *ranking = &w->run->request->ranking;
    struct place first[WEIGHED_HITS];
    double scores[WEIGHED_HITS];
    size_t count = (size_t)ranking->feedback_hits;
    enum status status = score(w, w->run->plan.query, scores);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < w->count; i++) {
        first[i] = places[i];
        first[i].score = scores[i] + w->bonus[i];
    }
    sort(first, w->count);
    if (count > w->count)
        count = w->count;
    if (count < 2 || first[count - 1].score < ranking->feedback_flat * first[0].score)
        return STATUS_OK;
    status = learn(w, first, count);
    if (status != STATUS_OK || !w->run->plan.feedback)
        return status;
    status = score(w, w->run->plan.feedback, scores);
    for (size_t i = 0; i < w->count && status == STATUS_OK; i++)
        w->bonus[i] += scores[i];
    return status;
}

enum status weigh_again(struct run *run, const struct shim_results *results, struct place *places,
                        size_t count, struct error *error)
{
    struct weighing w = {run, results, count, find_bm25(run), {0}, error};
    enum status status = STATUS_OK;

    if (together_wanted(&run->plan, &run->request->ranking))
        status = add_together(&w);
    if (status == STATUS_OK && feedback_wanted(&run->planner, &run->plan))
        status = add_feedback(&w, places);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        places[i].score += w.bonus[i];
    if (status == STATUS_OK)
        sort(places, count);
    return status;
}
