#include "query/plan/rank/feedback.h"

#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"

/* A query of more words tells enough itself. */
#define WORDS_MAX 8
/* What one hit alone has is its own. */
#define HITS_LEAST 2

bool feedback_wanted(const struct planner *planner, const struct plan *plan)
{
    size_t words = 0;

    if (planner->ranking->feedback <= 0 || planner->literal)
        return false;
    for (size_t i = 0; i < plan->part_count; i++) {
        const struct part *part = &plan->parts[i];
        const struct word *word = part->word;

        if (part->phrase || part->prefix || part->excluded)
            return false;
        if (!word || word->count == 0 || word->alternatives[0].piece_count == 0)
            continue;
        words++;
    }
    return words > 0 && words <= WORDS_MAX;
}

enum status feedback_apply(struct planner *planner, struct offers *offers, struct plan *plan,
                           struct error *error)
{
    const struct ranking *r = planner->ranking;
    struct alternative words = {.weight = r->feedback};
    enum status status = offers_choose(offers, OFFERS_BY_PAPERS, HITS_LEAST,
                                       (size_t)r->feedback_words, &words, error);

    return status == STATUS_OK ? alternative_query(planner, &words, &plan->feedback, error)
                               : status;
}
