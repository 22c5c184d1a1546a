#include "query/search/weigh.h"

#include <math.h>
#include <stdlib.h>

#include "query/plan/rank/feedback.h"
#include "query/plan/rank/together.h"

bool weigh_wanted(const struct search_run *run)
{
    return together_wanted(&run->plan, &run->request->ranking) ||
           feedback_wanted(&run->planner, &run->plan);
}

static int by_score(const void *left, const void *right)
{
    const struct found_hit *a = left, *b = right;

    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return a->hit < b->hit ? -1 : a->hit > b->hit;
}

static void sort(struct found_hit *hits, size_t count)
{
    if (count)
        qsort(hits, count, sizeof *hits, by_score);
}

/* The hits and what is known of them, each by its number. */
struct weighing {
    struct search_run *run;
    const struct shim_results *results;
    size_t count;
    struct shim_bm25 bm25;
    double bonus[WEIGHED_HITS];
    struct error *error;
};

/* What the first hits score, w->count scores for each part of the plan, or the share of
 * it that is as good, and last for the whole: all in one walk over their terms' postings.
 * Only words are ever weighed again, and only what is asked for is weighed. */
static enum status score(struct weighing *w, bool by_part, bool whole, double *scores)
{
    const struct plan *plan = &w->run->plan;
    const struct shim_query **queries = calloc(plan->part_count + 1, sizeof *queries);
    bool *shared = calloc(plan->part_count + 1, sizeof *shared);
    enum status status = STATUS_OK;

    for (size_t p = 0; queries && shared && p < plan->part_count; p++)
        if (by_part && plan->parts[p].word && !plan->parts[p].excluded) {
            queries[p] = plan->parts[p].query;
            shared[p] = together_is_shared(plan, &w->run->request->ranking, p);
        }
    if (queries && shared) {
        const struct shim_scoring scoring = {w->results,           w->count, queries,
                                             plan->part_count + 1, w->bm25,  shared};

        queries[plan->part_count] = whole ? plan->query : NULL;
        status = shim_score_hits(w->run->searcher->database, &scoring, scores, w->error);
    } else {
        status = error_no_memory(w->error);
    }
    free(shared);
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

/* Learns from the papers of the first hits, which keep them: most of them are in
 * the answer too. */
static enum status learn(struct weighing *w, struct found_hit *hits, const struct found_hit *first,
                         size_t count)
{
    struct search_run *run = w->run;
    struct offers *offers;
    enum status status = offers_new(&offers, &run->planner, w->error);

    if (status == STATUS_OK)
        status = found_fetch(first, count, w->error);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct found_hit *hit = &hits[first[i].hit];

        status = found_hold(hit, run->searcher->kept, w->error);
        if (status == STATUS_OK && !hit->paper->has_words) {
            status = paper_words_of(run->planner.analyzer, &hit->paper->paper, &hit->paper->words,
                                    w->error);
            hit->paper->has_words = status == STATUS_OK;
            if (status != STATUS_OK)
                paper_words_free(&hit->paper->words);
        }
        if (status == STATUS_OK)
            status = offers_add(offers, &hit->paper->words, w->error);
    }
    if (status == STATUS_OK)
        status = feedback_apply(&run->planner, offers, &run->plan, w->error);
    offers_free(offers);
    return status;
}

/* Adds what the words that the first hits, by words alone, share: no more than the
 * words typed give the first hit, and of one word typed alone no more than it gives
 * the hit itself. Skipped when one hit dominates: the user wants that paper. */
static enum status add_feedback(struct weighing *w, struct found_hit *hits, const double *by_words)
{
    const struct ranking *ranking = &w->run->request->ranking;
    const struct shim_query *feedback;
    struct found_hit first[WEIGHED_HITS];
    double scores[WEIGHED_HITS];
    size_t count = ranking->feedback_hits;
    enum status status;

    for (size_t i = 0; i < w->count; i++) {
        first[i] = hits[i];
        first[i].score = by_words[i] + w->bonus[i];
    }
    sort(first, w->count);
    if (count > w->count)
        count = w->count;
    if (count < 2 || first[count - 1].score < ranking->feedback_flat * first[0].score)
        return STATUS_OK;
    status = learn(w, hits, first, count);
    feedback = w->run->plan.feedback;
    if (status != STATUS_OK || !feedback)
        return status;
    const struct shim_scoring scoring = {w->results, w->count, &feedback, 1, w->bm25, NULL};
    status = shim_score_hits(w->run->searcher->database, &scoring, scores, w->error);
    for (size_t i = 0; i < w->count && status == STATUS_OK; i++)
        w->bonus[i] += fmin(scores[i], w->run->plan.alone ? by_words[i] : first[0].score);
    return status;
}

enum status weigh_again(struct search_run *run, struct found_hit *hits, size_t count,
                        struct error *error)
{
    struct weighing w = {run, hits->results, count, run_bm25(run), {0}, error};
    size_t parts = run->plan.part_count;
    bool together = together_wanted(&run->plan, &run->request->ranking);
    bool feedback = feedback_wanted(&run->planner, &run->plan);
    double *scores;
    enum status status;

    if (count == 0)
        return STATUS_OK;
    scores = calloc((parts + 1) * count, sizeof *scores);
    if (!scores)
        return error_no_memory(error);
    status = score(&w, together, feedback || shim_database_is_remote(run->searcher->database),
                   scores);
    if (status == STATUS_OK && together)
        status = add_together(&w, scores);
    if (status == STATUS_OK && feedback)
        status = add_feedback(&w, hits, scores + parts * count);
    free(scores);
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        hits[i].score += w.bonus[i];
    if (status == STATUS_OK)
        sort(hits, count);
    return status;
}
