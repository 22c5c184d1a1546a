#include "query/plan/rank/together.h"

bool together_wanted(const struct plan *plan, const struct ranking *ranking)
{
    if (ranking->pair <= 0)
        return false;
    for (size_t i = 0; i < plan->row_count; i++) {
        const struct plan_row *row = &plan->rows[i];

        for (size_t g = row->first; g < row->end; g++)
            if (row->end - row->first > 1 || plan->groups[g].end - plan->groups[g].first > 2)
                return true;
    }
    return false;
}

/* Each that matches adds as often as another does, where all are in reach of each other;
 * the words of a name also add within it. */
bool together_is_shared(const struct plan *plan, const struct ranking *ranking, size_t part)
{
    if (plan->row_count != 1 ||
        plan->rows[0].end - plan->rows[0].first > (size_t)ranking->pair_reach + 1)
        return false;
    for (size_t g = plan->rows[0].first; g < plan->rows[0].end; g++)
        if (plan->groups[g].end - 1 == part)
            return true;
    return false;
}

/* What two add together. */
static double pair_score(const struct ranking *ranking, double one, double other)
{
    return one > 0 && other > 0 ? ranking->pair * (one + other) : 0;
}

/* What the words of a group add together; none where their name counts. */
static double inside(const struct plan *plan, const struct ranking *ranking,
                     const struct plan_group *group, const double *scores)
{
    size_t last = group->end - 1, reach = ranking->pair_reach;
    double together = 0;

    if (plan->parts[last].joined == 0 || scores[last] > 0)
        return 0;
    for (size_t i = group->first; i < last; i++)
        for (size_t k = i + 1; k < last && k <= i + reach; k++)
            together += pair_score(ranking, scores[i], scores[k]);
    return together;
}

/* The score of a group, with what its words add together. */
static double group_score(const struct plan *plan, const struct ranking *ranking,
                          const struct plan_group *group, const double *scores)
{
    size_t last = group->end - 1;
    double sum = inside(plan, ranking, group, scores);

    if (plan->parts[last].joined == 0 || scores[last] > 0)
        return scores[last];
    for (size_t i = group->first; i < last; i++)
        sum += scores[i];
    return sum;
}

double together_score(const struct plan *plan, const struct ranking *ranking, const double *scores)
{
    double together = 0;

    for (size_t r = 0; r < plan->row_count; r++) {
        const struct plan_row *row = &plan->rows[r];

        for (size_t i = row->first; i < row->end; i++) {
            double one = group_score(plan, ranking, &plan->groups[i], scores);

            together += inside(plan, ranking, &plan->groups[i], scores);
            for (size_t k = i + 1; k < row->end && k <= i + ranking->pair_reach; k++)
                together +=
                    pair_score(ranking, one, group_score(plan, ranking, &plan->groups[k], scores));
        }
    }
    return together;
}
