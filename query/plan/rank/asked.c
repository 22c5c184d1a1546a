#include "query/plan/rank/asked.h"

#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"

/* A word that so many papers hold needs no others. */
#define ENOUGH_PAPERS 100

static bool is_counted(const struct word *word, size_t alternative)
{
    const struct alternative *first = word->alternatives;

    return word->alternatives[alternative].match != MATCH_RELATED ||
           first->match == MATCH_RELATED || first->piece_count == 0 ||
           piece_documents(first->pieces) < ENOUGH_PAPERS;
}

static bool has_uncounted(const struct plan *plan)
{
    for (size_t p = 0; p < plan->part_count; p++) {
        const struct word *word = plan->parts[p].word;

        if (!word || plan->parts[p].similar || plan->parts[p].excluded)
            continue;
        for (size_t i = 0; i < word->count; i++)
            if (!is_counted(word, i))
                return true;
    }
    return false;
}

/* The papers that hold a part as it was asked for; NULL for none. */
static enum status part_query(struct planner *planner, const struct plan_part *part,
                              struct shim_query **out, struct error *error)
{
    struct alternative counted[ALTERNATIVES_MAX];
    struct word word = {.alternatives = counted};

    *out = NULL;
    if (!part->query)
        return STATUS_OK;
    if (!part->word || part->similar)
        return shim_query_share(out, part->query, error);
    for (size_t i = 0; i < part->word->count; i++)
        if (is_counted(part->word, i))
            counted[word.count++] = part->word->alternatives[i];
    return compete_word(planner, &word, out, error);
}

/* The papers for which op holds of the parts [first, end). */
static enum status parts_query(struct planner *planner, const struct plan_part *first,
                               const struct plan_part *end, enum shim_operator op,
                               struct shim_query **out, struct error *error)
{
    struct query_list list = {NULL, 0};
    enum status status = STATUS_OK;

    for (const struct plan_part *part = first; part < end && status == STATUS_OK; part++) {
        struct shim_query *query = NULL;

        if (part->excluded)
            continue;
        status = part_query(planner, part, &query, error);
        if (status == STATUS_OK && !query && op == SHIM_AND)
            status = shim_query_none(&query, error);
        if (status == STATUS_OK)
            status = query_list_add(&list, query, error);
    }
    *out = NULL;
    if (status == STATUS_OK)
        return query_list_combine(&list, op, out, error);
    query_list_free(&list);
    return status;
}

/* Parts [first, end) of one typed word, one behind the other. */
static enum status side_by_side(struct planner *planner, const struct plan_part *first,
                                const struct plan_part *end, struct shim_query **out,
                                struct error *error)
{
    struct piece pieces[ALTERNATIVES_MAX];
    struct alternative one = {.weight = 1, .adjacent = true, .pieces = pieces};

    *out = NULL;
    for (const struct plan_part *part = first; part < end; part++) {
        if (part->word->count == 0 || one.piece_count == ALTERNATIVES_MAX)
            return STATUS_OK;
        pieces[one.piece_count++] = part->word->alternatives[0].pieces[0];
    }
    return compete_alternative(planner, &one, out, error);
}

/* The papers that hold all of a group: a word, or the words of a name or the name. */
static enum status group_query(struct planner *planner, const struct plan *plan,
                               const struct plan_group *group, struct shim_query **out,
                               struct error *error)
{
    const struct plan_part *first = &plan->parts[group->first], *end = &plan->parts[group->end],
                           *name = end - 1;
    struct shim_query *named = NULL;
    enum status status;

    if (!name->joined)
        return parts_query(planner, first, end, SHIM_AND, out, error);
    if (first->word->start == name[-1].word->start)
        status = side_by_side(planner, first, name, out, error);
    else
        status = parts_query(planner, first, name, SHIM_AND, out, error);
    if (status == STATUS_OK)
        status = part_query(planner, name, &named, error);
    return status == STATUS_OK ? compete_prefer(out, named, error) : status;
}

/* *papers become those of the plan among them; taken, also on failure. */
static enum status among_plan(const struct plan *plan, struct shim_query **papers,
                              struct error *error)
{
    struct shim_query *query = NULL, *filter = *papers;
    enum status status = STATUS_OK;

    *papers = NULL;
    if (!filter)
        return STATUS_OK;
    status = shim_query_share(&query, plan->query, error);
    if (status != STATUS_OK) {
        shim_query_free(filter);
        return status;
    }
    status = query_append(&query, SHIM_FILTER, filter, error);
    *papers = query;
    return status;
}

enum status asked_any(struct planner *planner, const struct plan *plan, struct shim_query **out,
                      struct error *error)
{
    enum status status;

    *out = NULL;
    if (!has_uncounted(plan))
        return STATUS_OK;
    status = parts_query(planner, plan->parts, plan->parts + plan->part_count, SHIM_OR, out, error);
    if (status == STATUS_OK && *out && plan->named) {
        struct shim_query *named = NULL;

        status = shim_query_share(&named, plan->named, error);
        if (status == STATUS_OK)
            status = query_append(out, SHIM_OR, named, error);
    }
    return status == STATUS_OK ? among_plan(plan, out, error) : status;
}

enum status asked_every(struct planner *planner, const struct plan *plan, struct shim_query **out,
                        struct error *error)
{
    struct query_list every = {NULL, 0};
    enum status status = STATUS_OK;

    *out = NULL;
    for (size_t r = 0; r < plan->row_count; r++)
        for (size_t g = plan->rows[r].first; g < plan->rows[r].end && status == STATUS_OK; g++) {
            struct shim_query *query = NULL;

            status = group_query(planner, plan, &plan->groups[g], &query, error);
            if (status == STATUS_OK && !query)
                status = shim_query_none(&query, error);
            if (status == STATUS_OK)
                status = query_list_add(&every, query, error);
        }
    if (status == STATUS_OK)
        status = query_list_combine(&every, SHIM_AND, out, error);
    query_list_free(&every);
    return status == STATUS_OK ? among_plan(plan, out, error) : status;
}
