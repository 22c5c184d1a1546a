/* A quotation that is not closed and that no paper holds: it is half typed, or pasted
 * from where no end was. */
#include "query/plan/phrase.h"
#include "query/plan/planning.h"
#include "query/plan/rank/compete.h"

/* What it holds but for its last word, beside the sum of its words. */
#define BEGUN_WEIGHT 10

/* The quotation that is not closed, which ends the query; NULL where there is none,
 * or where it takes papers away. */
static const struct node *open_quotation(const struct node *node)
{
    while (node->child_count > 0 && node->demand != DEMAND_NOT && node->kind != NODE_NOT)
        node = node->children[node->child_count - 1];
    return node->open && node->demand != DEMAND_NOT ? node : NULL;
}

/* The papers that hold the first bytes of a quotation; *out is NULL for none. */
static enum status quoted(struct planning *p, const struct node *node, size_t length,
                          struct shim_query **out)
{
    bool fields[TEXT_FIELDS], held = false;
    struct stems stems;
    enum status status;

    text_fields_asked(node->field, fields);
    status = phrase_query(&(struct lookup){p->planner, fields, p->error},
                          (struct shim_bytes){node->text, length}, &stems, out);
    if (status == STATUS_OK && *out)
        status = compete_held(p->planner, *out, &held, p->error);
    if (!held) {
        shim_query_free(*out);
        *out = NULL;
    }
    return status;
}

enum status plan_find_loose(struct planning *p, const struct node *tree)
{
    const struct node *open = open_quotation(tree);
    size_t length = open ? open->length : 0;
    struct shim_query *query = NULL;
    enum status status = open ? quoted(p, open, length, &query) : STATUS_OK;

    p->loose = query ? NULL : open;
    shim_query_free(query);
    if (status != STATUS_OK || !p->loose)
        return status;
    while (length > 0 && open->text[length - 1] != ' ')
        length--;
    if (length == 0)
        return STATUS_OK;
    status = quoted(p, open, length, &query);
    p->begun = query ? length : 0;
    shim_query_free(query);
    return status;
}

enum status plan_lift_begun(struct planning *p)
{
    struct shim_query *query = NULL;
    enum status status;

    if (!p->loose || p->loose->demand != DEMAND_RANK || p->loose->field != FIELD_NONE)
        return STATUS_OK;
    p->plan->mended = (p->plan->mended & ~(unsigned)MENDED_QUOTATION) | MENDED_MARK;
    if (!p->begun || !p->plan->query)
        return STATUS_OK;
    status = quoted(p, p->loose, p->begun, &query);
    if (status == STATUS_OK)
        status = query_scale(&query, BEGUN_WEIGHT, p->error);
    if (status == STATUS_OK)
        return query_append(&p->plan->query, SHIM_AND_MAYBE, query, p->error);
    shim_query_free(query);
    return status;
}
