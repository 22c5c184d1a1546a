#include "query/serve/params.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "query/render/emitted.h"

/* A word of a query takes a thousand times its bytes until it is answered. */
#define QUERY_MAX 65536

static bool refuse(const cJSON *item, const char *wanted, struct serve_failure *failure)
{
    return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL, "'%s' takes %s", item->string,
                       wanted);
}

static bool take_query(const cJSON *item, struct search_params *out)
{
    const char *query = cJSON_GetStringValue(item);

    out->request.query = query;
    out->request.length = query ? strlen(query) : 0;
    return query && out->request.length <= QUERY_MAX;
}

/* One word of the query language, so that nothing else is asked for by it. */
static bool take_id(const cJSON *item, struct search_params *out)
{
    const char *id = cJSON_GetStringValue(item);
    size_t length = id ? strlen(id) : 0;

    if (length == 0 || length > TOKEN_BYTES_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)id[i] <= ' ' || (unsigned char)id[i] >= 0x7F || strchr("\"(),", id[i]))
            return false;
    out->id = id;
    return true;
}

static bool take_sort(const cJSON *item, struct search_params *out)
{
    return cJSON_IsString(item) && search_sort_named(item->valuestring, &out->request);
}

static bool take_offsets(const cJSON *item, struct search_params *out)
{
    for (size_t unit = 0; cJSON_IsString(item) && offset_unit_name(unit); unit++)
        if (strcmp(item->valuestring, offset_unit_name(unit)) == 0) {
            out->offsets = (enum offset_unit)unit;
            return true;
        }
    return false;
}

/* Not of the method but of the protocol. */
static bool take_meta(const cJSON *item, struct search_params *out)
{
    (void)item;
    (void)out;
    return true;
}

#define LISTS (PARAMS_SEARCH | PARAMS_SIMILAR)
#define ALL (LISTS | PARAMS_SHOW | PARAMS_COMPLETE)
static const char OFFSETS_WANTED[] = "byte, char or utf16";

/* How a value is read: by the row's function, or into the field at its place. */
enum param_type { BY_FUNCTION, FLAG, INTEGER, NUMBER };

static const struct param_row {
    const char *name;
    unsigned kinds;
    const char *wanted;
    enum param_type type;
    size_t place; /* in struct search_params: of a bool, a uint32_t or a double */
    double most;
    bool (*take)(const cJSON *item, struct search_params *out);
} rows[] = {
#define AT(field) offsetof(struct search_params, field)
#define BY(function) BY_FUNCTION, 0, 0, function
    {"query", PARAMS_SEARCH | PARAMS_COMPLETE, "a string of at most 65536 bytes", BY(take_query)},
    {"id", PARAMS_SIMILAR | PARAMS_SHOW, "an arXiv id or a paper's link", BY(take_id)},
    {"limit", LISTS | PARAMS_COMPLETE, "an integer from 0 to 1000", INTEGER, AT(request.count),
     PARAMS_LIMIT_MAX, NULL},
    {"offset", LISTS, "an integer from 0 to 1000000000", INTEGER, AT(request.first), 1e9, NULL},
    {"sort", LISTS, "relevance, votes or date, or one of them behind a -", BY(take_sort)},
    {"votes", LISTS, "a number from 0 to 100", NUMBER, AT(request.ranking.votes), 100, NULL},
    {"recency", LISTS, "a number from 0 to 100", NUMBER, AT(request.ranking.recency), 100, NULL},
    {"literal", LISTS, "true or false", FLAG, AT(request.literal), 0, NULL},
    {"count", LISTS, "true or false", FLAG, AT(count), 0, NULL},
    {"explain", LISTS, "true or false", FLAG, AT(explain), 0, NULL},
    {"offsets", ALL, OFFSETS_WANTED, BY(take_offsets)},
    {"_meta", ALL, "", BY(take_meta)},
#undef AT
#undef BY
};

static bool take(const struct param_row *row, const cJSON *item, struct search_params *out)
{
    void *field = (char *)out + row->place;
    double number = item->valuedouble;

    if (row->type == BY_FUNCTION)
        return row->take(item, out);
    if (row->type == FLAG) {
        *(bool *)field = cJSON_IsTrue(item);
        return cJSON_IsBool(item);
    }
    if (!cJSON_IsNumber(item) || !(number >= 0 && number <= row->most) ||
        (row->type == INTEGER && floor(number) != number))
        return false;
    if (row->type == INTEGER)
        *(uint32_t *)field = (uint32_t)number;
    else
        *(double *)field = number;
    return true;
}

static const struct param_row *row_named(const char *name, enum params_kind kind)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if ((rows[i].kinds & kind) && strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

bool params_known(const char *name, enum params_kind kind)
{
    return row_named(name, kind) != NULL;
}

/* The query that asks for the id. */
static bool ask_for_id(struct search_params *params)
{
    struct search_request *request = &params->request;

    if (!buffer_add_format(&params->query, "%s:%s", params->kind == PARAMS_SHOW ? "id" : "similar",
                           params->id))
        return false;
    request->query = params->query.data;
    request->length = params->query.length;
    return true;
}

bool params_read(const struct serve_context *context, enum params_kind kind, const cJSON *params,
                 struct search_params *out, struct serve_failure *failure)
{
    bool by_id = kind == PARAMS_SIMILAR || kind == PARAMS_SHOW;
    const cJSON *item;

    *out = (struct search_params){
        .kind = kind, .request = context->options.request, .offsets = context->options.offsets};
    cJSON_ArrayForEach(item, params)
    {
        const struct param_row *row = row_named(item->string, kind);

        if (!row)
            return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL,
                               "there is no parameter '%s'", item->string);
        if (!take(row, item, out))
            return refuse(item, row->wanted, failure);
    }
    if (by_id ? !out->id : !out->request.query)
        return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL, "'%s' is missing",
                           by_id ? "id" : "query");
    return !by_id || ask_for_id(out) || failure_no_memory(failure);
}

void params_clear(struct search_params *params)
{
    buffer_free(&params->query);
}

bool params_offsets(const cJSON *params, enum offset_unit *out, struct serve_failure *failure)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(params, "offsets");
    struct search_params taken = {.offsets = *out};

    if (item && !take_offsets(item, &taken))
        return refuse(item, OFFSETS_WANTED, failure);
    *out = taken.offsets;
    return true;
}
