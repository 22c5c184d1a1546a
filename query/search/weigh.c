#include "query/search/weigh.h"

#include <stdlib.h>

#include "query/plan/rank/feedback.h"
#include "query/plan/rank/together.h"

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

/* What the first hits score, w->count scores for each part of the plan, and last
 * for the whole: all in one walk over their terms' postings. Only words are ever
 * weighed again. */
static enum status score(struct weighing *w, double *scores)
{
    const struct plan *plan = &w->run->plan;
    const struct shim_query **queries = calloc(plan->part_count + 1, sizeof *queries);
    enum status status;

    if (!queries)
        return error_no_memory(w->error);
    for (size_t p = 0; p < plan->part_count; p++)
        if (plan->parts[p].word && !plan->parts[p].excluded)
            queries[p] = plan->parts[p].query;
    queries[plan->part_count] = plan->query;
    status = shim_score_hits(w->run->searcher->database, w->results, w->count, queries,
                             plan->part_count + 1, &w->bm25, scores, w->error);
    free(queries);
    return status;
}

/* Adds what the words of the query add where they stand together. */
static enum status add_together(struct weighing *w, const double *scores)
{
    const struct plan *plan = &w->run->plan;
    double *of_hit = calloc(plan->part_count + 1, sizeof *of_hit);

    if (!of_hit)
        return error_no_memory(w->error);
    for (size_t hit = 0; hit < w->count; hit++) {
        for (size_t p = 0; p < plan->part_count; p++)
            of_hit[p] = scores[p * w->count + hit];
        w->bonus[hit] += together_score(plan, &w->run->request->ranking, of_hit);
    }
    free(of_hit);
    return STATUS_OK;
}

/* Learns from the papers of the first hits. Their places keep them: most of them
 * are in the answer too. */
static enum status learn(struct weighing *w, struct place *places, const struct place *first,
                         size_t count)
{
    struct run *run = w->run;
    struct offers *offers;
    enum status status = offers_new(&offers, &run->planner, w->error);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct paper *paper = malloc(sizeof *paper);

        if (!paper) {
            status = error_no_memory(w->error);
            break;
        }
        status = place_read(&places[first[i].hit], paper, w->error);
        places[first[i].hit].paper = paper;
        if (status == STATUS_OK)
            status = offers_add(offers, paper, w->error);
    }
    if (status == STATUS_OK)
        status = feedback_apply(&run->planner, offers, &run->plan, w->error);
    offers_free(offers);
    return status;
}

/* Adds what the words that the first hits share add; first by words alone, and
 * only where no paper stands out: it was asked for, and would be buried. */
static enum status add_feedback(struct weighing *w, struct place *places, const double *by_words)
{
    const struct ranking *ranking = &w->run->request->ranking;
    const struct shim_query *feedback;
    struct place first[WEIGHED_HITS];
    double scores[WEIGHED_HITS];
    size_t count = (size_t)ranking->feedback_hits;
    enum status status;

    for (size_t i = 0; i < w->count; i++) {
        first[i] = places[i];
        first[i].score = by_words[i] + w->bonus[i];
    }
    sort(first, w->count);
    if (count > w->count)
        count = w->count;
    if (count < 2 || first[count - 1].score < ranking->feedback_flat * first[0].score)
        return STATUS_OK;
    status = learn(w, places, first, count);
    feedback = w->run->plan.feedback;
    if (status != STATUS_OK || !feedback)
        return status;
    status = shim_score_hits(w->run->searcher->database, w->results, w->count, &feedback, 1,
                             &w->bm25, scores, w->error);
    for (size_t i = 0; i < w->count && status == STATUS_OK; i++)
        w->bonus[i] += scores[i];
    return status;
}

enum status weigh_again(struct run *run, const struct shim_results *results, struct place *places,
                        size_t count, struct error *error)
{
    struct weighing w = {run, results, count, find_bm25(run), {0}, error};
    size_t parts = run->plan.part_count;
    double *scores = calloc((parts + 1) * count + 1, sizeof *scores);
    enum status status;

    if (!scores)
        return error_no_memory(error);
    status = score(&w, scores);
    if (status == STATUS_OK && together_wanted(&run->plan, &run->request->ranking))
        status = add_together(&w, scores);
    if (status == STATUS_OK && feedback_wanted(&run->planner, &run->plan))
        status = add_feedback(&w, places, scores + parts * count);
    free(scores);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        places[i].score += w.bonus[i];
    if (status == STATUS_OK)
        sort(places, count);
    return status;
}
