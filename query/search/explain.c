/* --explain: plain text for people; its form is no promise. A number is said
 * where it was used: what stands here was planned and run as a search is. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "query/plan/rank/together.h"
#include "query/render/visible.h"
#include "query/search/collect.h"
#include "query/search/search.h"

#define HITS_MAX 10
/* Scores are printed with two decimals; less is no part of any. */
#define NEGLIGIBLE 0.005
#define MARGIN 2

struct explaining {
    struct searcher *searcher;
    struct search_request request;
    const struct node *tree;
    struct buffer *out;
    size_t begun; /* bytes of out before the explanation */
    struct explained *explained;
};

static enum status added(bool done, struct error *error)
{
    return done ? STATUS_OK : error_no_memory(error);
}

static bool add_quoted(struct buffer *out, const char *text, size_t length)
{
    return buffer_add_text(out, " \"") && visible_add(out, text, length) &&
           buffer_add_char(out, '"');
}

static bool add_papers(struct buffer *out, uint32_t papers)
{
    return buffer_add_format(out, ": %u paper%s\n", papers, papers == 1 ? "" : "s");
}

/* ---- the tree ---- */

static const char *kind_name(enum node_kind kind)
{
    static const char *const NAMES[] = {
        [NODE_LIST] = "list",     [NODE_AND] = "and",         [NODE_OR] = "or",
        [NODE_NOT] = "not",       [NODE_WORD] = "word",       [NODE_PHRASE] = "phrase",
        [NODE_PREFIX] = "prefix", [NODE_TERM] = "term",       [NODE_RANGE] = "range",
        [NODE_ID] = "id",         [NODE_SIMILAR] = "similar", [NODE_NEW] = "new",
        [NODE_SAVED] = "saved"};

    return NAMES[kind];
}

static bool add_bound(struct buffer *out, const struct node *node, int64_t bound)
{
    if (bound == INT64_MIN || bound == INT64_MAX)
        return true;
    if (field_at(node->field)->type == FIELD_NUMBER)
        return buffer_add_format(out, "%lld", (long long)bound);
    return buffer_add_format(out, "%04lld-%02lld-%02lld", (long long)(bound / 10000),
                             (long long)(bound / 100 % 100), (long long)(bound % 100));
}

static bool add_node_name(struct buffer *out, const struct node *node)
{
    static const char *const DEMANDS[] = {
        [DEMAND_RANK] = "", [DEMAND_MUST] = " must", [DEMAND_NOT] = " must not"};

    if (!buffer_add_text(out, kind_name(node->kind)) ||
        (node->field != FIELD_NONE &&
         !buffer_add_format(out, " %s:", field_at(node->field)->name)) ||
        (node->text && !add_quoted(out, node->text, node->length)))
        return false;
    if (node->kind == NODE_RANGE &&
        !(buffer_add_char(out, ' ') && add_bound(out, node, node->low) &&
          buffer_add_text(out, "..") && add_bound(out, node, node->high)))
        return false;
    return buffer_add_text(out, DEMANDS[node->demand]);
}

/* The parser bounds the depth. */
static bool add_tree(struct buffer *out, const struct node *node, int depth)
{
    if (!buffer_add_format(out, "%*s", depth * MARGIN, "") || !add_node_name(out, node) ||
        !buffer_add_format(out, "  [%zu,%zu)\n", node->start, node->end))
        return false;
    for (size_t i = 0; i < node->child_count; i++)
        if (!add_tree(out, node->children[i], depth + 1))
            return false;
    return true;
}

/* ---- the words ---- */

static bool add_piece(struct buffer *out, const struct piece *piece)
{
    bool named = false;

    for (size_t f = 0; f < TEXT_FIELDS; f++) {
        const struct field *field = field_text(f);
        const char *text = piece->text[f];

        if (!text)
            continue;
        text += strlen(field->prefix);
        if (!named && !(buffer_add_text(out, "       ") && visible_add(out, text, strlen(text))))
            return false;
        if (!buffer_add_format(out, "%s%s %u", named ? ", " : ": ", field->name,
                               piece->documents[f]))
            return false;
        named = true;
    }
    return !named || buffer_add_char(out, '\n');
}

static bool add_alternatives(struct buffer *out, const struct word *word)
{
    for (size_t i = 0; i < word->count; i++) {
        const struct alternative *a = &word->alternatives[i];

        if (!buffer_add_format(out, "    %zu. ", i + 1) ||
            !visible_add(out, a->label, strlen(a->label)) ||
            !buffer_add_format(out, " (%s%s), weight %.2f\n", match_kind(a->match)->name,
                               a->meant ? " in the thesaurus" : "", a->weight))
            return false;
        for (size_t k = 0; k < a->piece_count; k++)
            if (!add_piece(out, &a->pieces[k]))
                return false;
    }
    return true;
}

static const char *part_kind(const struct plan_part *part)
{
    return part->excluded       ? "not"
           : part->similar      ? "like"
           : part->word         ? "word"
           : part->prefix       ? "prefix"
           : part->phrase.texts ? "phrase"
                                : "pair";
}

static enum status add_part(const struct search_run *run, const struct plan_part *part,
                            struct buffer *out, struct error *error)
{
    uint32_t papers = 0;
    bool done = buffer_add_format(out, "  %s", part_kind(part)) &&
                add_quoted(out, part->label, strlen(part->label));
    enum status status = added(done, error);

    if (status == STATUS_OK && part->query)
        status = run_count(run, part->query, &papers, error);
    if (status == STATUS_OK)
        status = added(
            add_papers(out, papers) && (!part->word || add_alternatives(out, part->word)), error);
    return status;
}

static enum status add_parts(const struct search_run *run, struct buffer *out, struct error *error)
{
    const struct plan *plan = &run->plan;
    enum status status = STATUS_OK;

    if (plan->part_count == 0)
        return STATUS_OK;
    status = added(buffer_add_text(out, "\nwords: of the alternatives of a word the first that a "
                                        "paper holds counts; with each term the papers it is in\n"),
                   error);
    for (size_t i = 0; i < plan->part_count && status == STATUS_OK; i++)
        status = add_part(run, &plan->parts[i], out, error);
    return status;
}

/* ---- the filters ---- */

static enum status add_filter(const struct search_run *run, const struct node *node,
                              struct buffer *out, struct error *error)
{
    struct search_run alone;
    uint32_t papers = 0;
    enum status status = run_plan(&alone, run->searcher, run->request, node, error);

    if (status == STATUS_OK)
        status = run_count(&alone, alone.plan.query, &papers, error);
    run_clear(&alone);
    if (status != STATUS_OK)
        return status;
    return added(buffer_add_text(out, "  ") && add_node_name(out, node) && add_papers(out, papers),
                 error);
}

/* Ranges and ids, wherever they stand; the parser bounds the depth. */
static enum status add_filters(const struct search_run *run, const struct node *node, bool *any,
                               struct buffer *out, struct error *error)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < node->child_count && status == STATUS_OK; i++)
        status = add_filters(run, node->children[i], any, out, error);
    if (status != STATUS_OK || (node->kind != NODE_RANGE && node->kind != NODE_ID))
        return status;
    if (!*any)
        status = added(buffer_add_text(out, "\nfilters\n"), error);
    *any = true;
    return status == STATUS_OK ? add_filter(run, node, out, error) : status;
}

/* ---- the hits ---- */

/* What each part of the plan gives a paper. */
struct part_scores {
    double *scores;
    bool *counted; /* false for the words whose joined name the paper holds */
};

static enum status score_parts(const struct search_run *run, const char *id,
                               const struct part_scores *out, struct error *error)
{
    const struct plan *plan = &run->plan;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < plan->part_count && status == STATUS_OK; i++) {
        const struct plan_part *part = &plan->parts[i];

        out->scores[i] = 0;
        out->counted[i] = !part->excluded;
        if (part->query && !part->excluded)
            status = run_score(run, part->query, id, &out->scores[i], error);
        for (size_t k = i - part->joined; k < i && out->scores[i] > 0; k++)
            out->counted[k] = false;
    }
    return status;
}

static bool add_score(struct buffer *out, double score, const char *label, const char *remark)
{
    return buffer_add_format(out, "     %9.2f  ", score) &&
           visible_add(out, label, strlen(label)) && buffer_add_text(out, remark) &&
           buffer_add_char(out, '\n');
}

static enum status add_boosts(const struct search_run *run, const char *id, double *sum,
                              struct buffer *out, struct error *error)
{
    static const char *const LABELS[BOOSTS] = {
        [BOOST_VOTES] = "votes", [BOOST_RECENCY] = "recency", [BOOST_DATED] = "date"};
    enum status status = STATUS_OK;

    for (int i = 0; i < BOOSTS && status == STATUS_OK; i++) {
        struct shim_query *boost;
        double score = 0;

        status = run_boost(run, (enum boost)i, &boost, error);
        if (status == STATUS_OK && boost)
            status = run_score(run, boost, id, &score, error);
        if (status == STATUS_OK && boost)
            status = added(add_score(out, score, LABELS[i], ""), error);
        shim_query_free(boost);
        *sum += score;
    }
    return status;
}

static enum status add_feedback(const struct search_run *run, const char *id, double *sum,
                                struct buffer *out, struct error *error)
{
    double score;
    enum status status;

    if (!run->plan.feedback)
        return STATUS_OK;
    status = run_score(run, run->plan.feedback, id, &score, error);
    if (status != STATUS_OK || score < NEGLIGIBLE)
        return status;
    *sum += score;
    return added(add_score(out, score, "words that the first hits share", ""), error);
}

static enum status add_hit_parts(const struct search_run *run, const struct hit *hit,
                                 const struct part_scores *parts, struct buffer *out,
                                 struct error *error)
{
    const struct plan *plan = &run->plan;
    enum status status = score_parts(run, hit->paper.id, parts, error);
    double sum = 0, together = 0;

    if (status == STATUS_OK && run->request->sort == SORT_RELEVANCE)
        together = together_score(plan, &run->request->ranking, parts->scores);

    for (size_t i = 0; i < plan->part_count && status == STATUS_OK; i++) {
        const char *remark = parts->counted[i] ? "" : " (not added: the joined name counts)";

        if (parts->scores[i] < NEGLIGIBLE)
            continue;
        status = added(add_score(out, parts->scores[i], plan->parts[i].label, remark), error);
        if (parts->counted[i])
            sum += parts->scores[i];
    }
    if (status == STATUS_OK && together >= NEGLIGIBLE) {
        sum += together;
        status = added(add_score(out, together, "words together", ""), error);
    }
    if (status == STATUS_OK)
        status = add_feedback(run, hit->paper.id, &sum, out, error);
    if (status == STATUS_OK)
        status = add_boosts(run, hit->paper.id, &sum, out, error);
    if (status == STATUS_OK && fabs(hit->score - sum) >= NEGLIGIBLE)
        status = added(add_score(out, hit->score - sum, "ids and names, less what is capped", ""),
                       error);
    return status;
}

static enum status add_hits(const struct search_run *run, const struct answer *answer,
                            struct buffer *out, struct error *error)
{
    const size_t count = run->plan.part_count + 1;
    const struct part_scores parts = {calloc(count, sizeof *parts.scores),
                                      calloc(count, sizeof *parts.counted)};
    enum status status = added(
        parts.scores && parts.counted &&
            buffer_add_text(out, answer->hit_count ? "\nhits: a score is the sum of its parts\n"
                                                   : "\nno hits\n"),
        error);

    for (size_t i = 0; i < answer->hit_count && status == STATUS_OK; i++) {
        const struct hit *hit = &answer->hits[i];

        status = added(buffer_add_format(out, "%3u. %9.2f  ", hit->rank, hit->score) &&
                           visible_add(out, hit->paper.id, strlen(hit->paper.id)) &&
                           buffer_add_text(out, "  ") &&
                           visible_add(out, hit->paper.title, strlen(hit->paper.title)) &&
                           buffer_add_char(out, '\n'),
                       error);
        if (status == STATUS_OK)
            status = add_hit_parts(run, hit, &parts, out, error);
    }
    free(parts.scores);
    free(parts.counted);
    return status;
}

static enum status explain_once(void *context, struct error *error)
{
    struct explaining *e = context;
    struct answer answer = {0};
    struct search_run run;
    enum status status = run_plan(&run, e->searcher, &e->request, e->tree, error);
    bool any = false;

    e->explained->offset = run.planner.broken;
    buffer_cut(e->out, e->begun);
    if (status == STATUS_OK)
        status = added(buffer_add_text(e->out, "query: [first byte, byte behind the last)\n") &&
                           add_tree(e->out, e->tree, 1),
                       error);
    if (status == STATUS_OK)
        status = add_parts(&run, e->out, error);
    if (status == STATUS_OK)
        status = add_filters(&run, e->tree, &any, e->out, error);
    if (status == STATUS_OK)
        status = collect_answer(&run, &answer, error);
    if (status == STATUS_OK)
        status = add_hits(&run, &answer, e->out, error);
    e->explained->hit_count = answer.hit_count;
    answer_clear(&answer);
    run_clear(&run);
    return status;
}

enum status search_explain(struct searcher *searcher, const struct search_request *request,
                           struct buffer *out, struct explained *explained, struct error *error)
{
    struct explaining explaining = {.searcher = searcher,
                                    .request = *request,
                                    .out = out,
                                    .begun = out->length,
                                    .explained = explained};
    struct node *tree = NULL;
    enum status status = search_request_parse(request, &tree, &explained->offset, error);

    explained->hit_count = 0;
    explaining.tree = tree;
    explaining.request.marked = false;
    if (explaining.request.count > HITS_MAX)
        explaining.request.count = HITS_MAX;
    if (status == STATUS_OK)
        status = run_repeated(searcher, explain_once, &explaining, error);
    node_free(tree);
    return status;
}
