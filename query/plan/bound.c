#include "query/plan/bound.h"

#include <string.h>

/* So many siblings are compared. */
#define LOOK_BACK 200
/* Terms of a field that all prefixes of a query may open together. */
#define ALL_PREFIX_TERMS 1600
/* More prefixes than words are not planned. */
#define PREFIXES_MAX 200

static bool is_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->demand != b->demand || a->field != b->field || a->low != b->low ||
        a->high != b->high || a->length != b->length || a->child_count != b->child_count ||
        (a->length > 0 && memcmp(a->text, b->text, a->length) != 0))
        return false;
    for (size_t i = 0; i < a->child_count; i++)
        if (!is_equal(a->children[i], b->children[i]))
            return false;
    return true;
}

bool bound_is_repeated(const struct node *parent, size_t child)
{
    size_t from = child > LOOK_BACK ? child - LOOK_BACK : 0;

    for (size_t i = child; i-- > from;)
        if (is_equal(parent->children[i], parent->children[child]))
            return true;
    return false;
}

static size_t count_prefixes(const struct node *node)
{
    size_t count = node->kind == NODE_PREFIX;

    for (size_t i = 0; i < node->child_count && count < PREFIXES_MAX; i++)
        if (!bound_is_repeated(node, i))
            count += count_prefixes(node->children[i]);
    return count < PREFIXES_MAX ? count : PREFIXES_MAX;
}

uint32_t bound_prefix_terms(const struct node *tree)
{
    size_t count = count_prefixes(tree);

    if (count * BOUND_PREFIX_TERMS <= ALL_PREFIX_TERMS)
        return BOUND_PREFIX_TERMS;
    return (uint32_t)(ALL_PREFIX_TERMS / count);
}
