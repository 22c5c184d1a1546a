#include "query/search/misspelt.h"

#include <string.h>

#include "query/plan/guess/field_name.h"

/* Whether a quotation or group begins at at. */
static bool value_begins(const struct planner *planner, size_t at)
{
    static const char *const BEGINNINGS[] = {"\"", "(", "\u201C", "\u201D"};
    bool begins = false;

    for (size_t i = 0; i < sizeof BEGINNINGS / sizeof *BEGINNINGS; i++) {
        size_t length = strlen(BEGINNINGS[i]);

        begins = begins || (planner->query && at + length <= planner->query_length &&
                            memcmp(planner->query + at, BEGINNINGS[i], length) == 0);
    }
    return begins;
}

const char *misspelt_field(const struct planner *planner, const struct node *node, size_t *length)
{
    const bool word = node->kind == NODE_WORD || node->kind == NODE_PREFIX;
    const char *text = word && node->text && node->field == FIELD_NONE ? node->text : "";
    const char *wide = strstr(text, "："), *colon = strchr(text, ':'), *value;

    if (wide && (!colon || wide < colon))
        colon = wide;
    if (!colon || planner->pasted)
        return NULL;
    value = colon + (colon == wide ? strlen("：") : 1);
    if (*value == '/' || *value == ':' || (!*value && !value_begins(planner, node->end)))
        return NULL;
    *length = (size_t)(colon - text);
    return guess_field_name(text, *length);
}
