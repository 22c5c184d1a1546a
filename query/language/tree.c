#include "query/language/tree.h"

#include <stdlib.h>
#include <string.h>

#include "shim/base/array.h"

struct node *node_new(enum node_kind kind, size_t start, size_t end)
{
    struct node *node = calloc(1, sizeof *node);
    if (node)
        *node = (struct node){.kind = kind, .start = start, .end = end};
    return node;
}

void node_free(struct node *node)
{
    if (!node)
        return;
    for (size_t i = 0; i < node->child_count; i++)
        node_free(node->children[i]);
    free(node->children);
    free(node->text);
    free(node);
}

bool node_add(struct node *node, struct node *child)
{
    if (!array_grow(&node->children, node->child_count, sizeof child)) {
        node_free(child);
        return false;
    }
    node->children[node->child_count++] = child;
    return true;
}

bool node_set_text(struct node *node, const char *text, size_t length)
{
    node->text = malloc(length + 1);
    if (!node->text)
        return false;
    memcpy(node->text, text, length);
    node->text[length] = '\0';
    node->length = length;
    return true;
}

void node_take(struct node *node, struct node *other)
{
    struct node taken = *other;

    *other = (struct node){.children = node->children, .child_count = node->child_count};
    other->text = node->text;
    taken.start = node->start;
    taken.end = node->end;
    taken.demand = node->demand;
    *node = taken;
    node_free(other);
}

static bool is_demanded_id(const struct node *node)
{
    return node->kind == NODE_ID && node->demand == DEMAND_MUST;
}

/* Moves the demanded ids of list, of which the first is at first, into any. */
static void move_ids(struct node *list, size_t first, struct node *any)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->child_count; i++) {
        struct node *child = list->children[i];
        if (i == first)
            list->children[kept++] = any;
        if (is_demanded_id(child)) {
            child->demand = DEMAND_RANK;
            any->end = child->end;
            any->children[any->child_count++] = child;
        } else {
            list->children[kept++] = child;
        }
    }
    list->child_count = kept;
}

enum status node_join_ids(struct node *list)
{
    size_t count = 0, first = 0;
    bool alone = true;
    for (size_t i = 0; i < list->child_count; i++) {
        const struct node *child = list->children[i];
        alone = alone && child->kind == NODE_ID && child->demand != DEMAND_NOT;
    }
    for (size_t i = list->child_count; i-- > 0;) {
        if (alone)
            list->children[i]->demand = DEMAND_MUST;
        if (is_demanded_id(list->children[i])) {
            first = i;
            count++;
        }
    }
    if (count < 2)
        return STATUS_OK;
    struct node *any = node_new(NODE_OR, list->children[first]->start, 0);
    if (!any)
        return STATUS_NO_MEMORY;
    any->children = malloc(count * sizeof *any->children);
    if (!any->children) {
        node_free(any);
        return STATUS_NO_MEMORY;
    }
    any->demand = DEMAND_MUST;
    move_ids(list, first, any);
    return STATUS_OK;
}
