/* Words that stand side by side in a query, and the names that some of them
 * make together. */
#include "query/plan/planning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/dated.h"
#include "query/plan/guess/asking.h"
#include "query/plan/rank/compete.h"
#include "query/plan/rank/compose.h"
#include "query/plan/rank/ranking.h"
#include "query/plan/words/concept.h"
#include "query/plan/words/join.h"
#include "shim/base/array.h"

/* A longer query is a text, of which no two neighbours stand out. */
#define PAIRED_WORDS_MAX 16

/* Remembers part, which shares query. */
enum status plan_add_part(struct planning *p, struct plan_part part, const struct shim_query *query)
{
    struct plan *plan = p->plan;

    if (!array_grow(&plan->parts, plan->part_count, sizeof *plan->parts))
        return error_no_memory(p->error);
    part.excluded = p->excluded;
    part.query = NULL;
    if (query) {
        enum status status = shim_query_share(&part.query, query, p->error);

        if (status != STATUS_OK)
            return status;
    }
    plan->parts[plan->part_count++] = part;
    return STATUS_OK;
}

/* One item more in an array of the arena; NULL where memory is short. */
static void *one_more(struct planner *planner, void *items, size_t count, size_t size)
{
    void *larger;

    if (count & (count - 1)) /* the capacity is the next power of two */
        return items;
    larger = arena_take(&planner->arena, (count ? count * 2 : 1) * size);
    if (larger && count)
        memcpy(larger, items, count * size);
    return larger;
}

/* Remembers that the parts from first on count together: one, or the words of
 * a name and the name. */
static enum status add_group(struct planning *p, size_t first)
{
    struct plan *plan = p->plan;
    struct plan_group *groups =
        one_more(p->planner, plan->groups, plan->group_count, sizeof *plan->groups);

    if (!groups)
        return error_no_memory(p->error);
    plan->groups = groups;
    groups[plan->group_count++] = (struct plan_group){first, plan->part_count};
    return STATUS_OK;
}

/* Remembers that the groups from first on stand side by side. */
static enum status add_row(struct planning *p, size_t first)
{
    struct plan *plan = p->plan;
    struct plan_row *rows;

    if (p->excluded || plan->group_count - first > PAIRED_WORDS_MAX)
        return STATUS_OK;
    rows = one_more(p->planner, plan->rows, plan->row_count, sizeof *plan->rows);
    if (!rows)
        return error_no_memory(p->error);
    plan->rows = rows;
    rows[plan->row_count++] = (struct plan_row){first, plan->group_count};
    return STATUS_OK;
}

/* Neighbouring words that count as one, and what stands beside them. */
struct group {
    struct word *words;
    size_t count;
    struct word *name;  /* counts alone where it matches; or NULL */
    struct word *meant; /* other words for the same, where a paper lacks one of these; or NULL */
};

/* The parts of the words of a group and the sum of them. */
static enum status words_query(struct planning *p, const struct group *group,
                               struct shim_query **out)
{
    struct query_list sum = {NULL, 0};
    enum status status = STATUS_OK;

    for (size_t k = 0; k < group->count && status == STATUS_OK; k++) {
        struct word *word = &group->words[k];
        struct shim_query *query = NULL;

        status = compete_word(p->planner, word, &query, p->error);
        if (status == STATUS_OK)
            status =
                plan_add_part(p, (struct plan_part){.label = word->typed, .word = word}, query);
        if (status == STATUS_OK)
            status = query_list_add(&sum, query, p->error);
        else
            shim_query_free(query);
    }
    if (status == STATUS_OK)
        return query_list_combine(&sum, SHIM_OR, out, p->error);
    query_list_free(&sum);
    return status;
}

/* The other words for what the group means, in papers that do not hold every word of
 * it, whose parts are those from first on. */
static enum status meant_query(struct planning *p, const struct group *group, size_t first,
                               struct shim_query **out)
{
    struct query_list every = {NULL, 0};
    struct shim_query *held = NULL;
    enum status status = compete_word(p->planner, group->meant, out, p->error);

    for (size_t k = 0; k < group->count && status == STATUS_OK; k++) {
        const struct shim_query *part = p->plan->parts[first + k].query;
        struct shim_query *query = NULL;

        status =
            part ? shim_query_share(&query, part, p->error) : shim_query_none(&query, p->error);
        if (status == STATUS_OK)
            status = query_list_add(&every, query, p->error);
    }
    if (status == STATUS_OK)
        status = query_list_combine(&every, SHIM_AND, &held, p->error);
    query_list_free(&every);
    return status == STATUS_OK && *out ? query_append(out, SHIM_AND_NOT, held, p->error) : status;
}

/* What counts instead of the words where it matches: the name, or else what is meant.
 * *out is NULL for none. */
static enum status name_query(struct planning *p, const struct group *group, size_t first,
                              struct shim_query **out)
{
    struct shim_query *named = NULL;
    struct word *word = group->name ? group->name : group->meant;
    enum status status = STATUS_OK;

    *out = NULL;
    if (!word)
        return STATUS_OK;
    if (group->meant)
        status = meant_query(p, group, first, out);
    if (status == STATUS_OK && group->name)
        status = compete_word(p->planner, group->name, &named, p->error);
    if (status == STATUS_OK)
        status = compete_prefer(out, named, p->error);
    if (status == STATUS_OK && group->name && group->meant)
        word_append(p->planner, word, group->meant);
    if (status == STATUS_OK)
        status = plan_add_part(
            p, (struct plan_part){.label = word->typed, .word = word, .joined = group->count},
            *out);
    return status;
}

/* A word, or several with what stands beside them. */
static enum status group_query(struct planning *p, const struct group *group,
                               struct shim_query **out)
{
    struct shim_query *name = NULL;
    size_t first = p->plan->part_count;
    enum status status = words_query(p, group, out);

    if (status == STATUS_OK)
        status = name_query(p, group, first, &name);
    if (status == STATUS_OK) {
        status = compete_prefer(out, name, p->error);
        name = NULL;
    }
    shim_query_free(name);
    return status == STATUS_OK ? add_group(p, first) : status;
}

static bool all_ask(const struct word *words, size_t count)
{
    size_t asking = 0;

    for (size_t i = 0; i < count; i++)
        asking += words[i].asking;
    return asking == count;
}

/* How many words at the beginning of the row, or at its end, ask or say that papers
 * are asked for, and at the beginning what these do; 0 where none of them asks and the
 * row is no question. */
static size_t edge_length(const struct word *words, size_t count, bool last, bool question)
{
    size_t length = 0;

    for (; length < count; length++) {
        const struct word *word = &words[last ? count - 1 - length : length];

        if (!word->asking && !asking_request(word->stem) &&
            (last || length == 0 || !asking_verb(word->stem)))
            break;
        question = question || word->asking;
    }
    return question ? length : 0;
}

/* "What are recent papers about" asks as a whole, and so does the end of a question. */
static void mark_requests(struct word *words, size_t count)
{
    size_t first = edge_length(words, count, false, false);
    size_t last = edge_length(words, count, true, first > 0);

    for (size_t i = 0; i < count; i++)
        words[i].asking = words[i].asking || i < first || i >= count - last;
}

/* A word that only asks. An English one may stand in a title that is put like the
 * query: it counts a little, alone and not for what it is related to. */
static enum status plan_asking(struct planning *p, struct word *word, struct query_list *out)
{
    const double weight = p->planner->ranking->asking;
    struct shim_query *query = NULL;
    enum status status;

    if (word->hangul || word->count == 0 || weight <= 0 || p->planner->pasted)
        return STATUS_OK;
    word->count = 1;
    word->alternatives[0].weight = weight;
    status = compete_word(p->planner, word, &query, p->error);
    if (status == STATUS_OK)
        status = plan_add_part(p, (struct plan_part){.label = word->typed, .word = word}, query);
    if (status == STATUS_OK)
        return query_list_add(out, query, p->error);
    shim_query_free(query);
    return status;
}

/* What is typed alone, or the nearest that papers hold, stands above longer words that
 * it is a part of, and these above whatever else it may have been meant for. */
static void put_itself_first(const struct planner *planner, struct word *word)
{
    for (size_t i = 0; i < word->count; i++) {
        struct alternative *a = &word->alternatives[i];

        if (a->match != word->alternatives->match || (a->partial && !a->all))
            a->weight *= planner->ranking->alone;
        else if (a->partial)
            a->weight *= i > 1 ? planner->ranking->alone : sqrt(planner->ranking->alone);
    }
}

/* Looks for the name or the concept that the first of some words make, the longer of
 * the two; what a name is made of may have concepts of its own. */
static enum status find_group(struct planning *p, struct word *words, size_t count,
                              struct group *out)
{
    struct joined joined = {NULL, 1};
    struct meant meant = {NULL, 0};
    enum status status = STATUS_OK;

    if (count > 1)
        status = words_join(p->planner, words, count, &joined, p->error);
    if (status == STATUS_OK)
        status = words_concept(p->planner, words, count, &meant, p->error);
    out->count = joined.count;
    out->name = joined.name;
    if (meant.count > joined.count) {
        out->count = meant.count;
        out->name = NULL;
    }
    if (meant.count == out->count) {
        out->meant = meant.word;
        return status;
    }
    for (size_t i = 1; i < out->count && status == STATUS_OK; i++)
        status = words_concept(p->planner, words + i, 1, &meant, p->error);
    return status;
}

/* Words that stand side by side: each ranks, and neighbours that the index
 * knows as one name compete with it. Those that only ask tell little or nothing
 * where there are others, but may belong to a name: text to image. */
enum status plan_words(struct planning *p, struct word *words, size_t count, struct query_list *out)
{
    size_t first = p->plan->group_count;
    enum status status = dated_take(p, words, &count);
    bool nothing_else;

    mark_requests(words, count);
    nothing_else = all_ask(words, count);
    p->plan->alone = p->plan->alone && count == 1 && words[0].count > 0 &&
                     words[0].alternatives[0].match == MATCH_LITERAL;
    for (size_t i = 0; i < count && status == STATUS_OK;) {
        struct group group = {words + i, 1, NULL, NULL};
        struct shim_query *query = NULL;

        if (planner_is_spent(p->planner))
            break;
        status = find_group(p, words + i, count - i, &group);
        i += group.count;
        if (p->plan->alone)
            put_itself_first(p->planner, group.words);
        if (status == STATUS_OK && !nothing_else && all_ask(group.words, group.count)) {
            status = plan_asking(p, group.words, out);
            continue;
        }
        if (status == STATUS_OK)
            status = group_query(p, &group, &query);
        if (status == STATUS_OK)
            status = query_list_add(out, query, p->error);
        else
            shim_query_free(query);
    }
    return status == STATUS_OK ? add_row(p, first) : status;
}
