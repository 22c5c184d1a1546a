#include "query/serve/params.h"

#include <math.h>
#include <string.h>

#include "indexer/format/analysis/analysis.h"
#include "query/render/emitted.h"

#define OFFSET_MAX 1000000000
#define WEIGHT_MAX 100
/* A word of a query takes a thousand times its bytes until it is answered. */
#define QUERY_MAX 65536

static bool refuse(const cJSON *item, const char *wanted, struct serve_failure *failure)
{
    return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL, "'%s' takes %s", item->string,
                       wanted);
}

static bool take_number(const cJSON *item, double most, double *out)
{
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0) || item->valuedouble > most)
        return false;
    *out = item->valuedouble;
    return true;
}

static bool take_integer(const cJSON *item, double most, uint32_t *out)
{
    double number;

    if (!take_number(item, most, &number) || floor(number) != number)
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool take_flag(const cJSON *item, bool *out)
{
    *out = cJSON_IsTrue(item);
    return cJSON_IsBool(item);
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

static bool take_limit(const cJSON *item, struct search_params *out)
{
    return take_integer(item, PARAMS_LIMIT_MAX, &out->request.count);
}

static bool take_offset(const cJSON *item, struct search_params *out)
{
    return take_integer(item, OFFSET_MAX, &out->request.first);
}

static bool take_sort(const cJSON *item, struct search_params *out)
{
    return cJSON_IsString(item) && search_sort_named(item->valuestring, &out->request);
}

static bool take_votes(const cJSON *item, struct search_params *out)
{
    return take_number(item, WEIGHT_MAX, &out->request.ranking.votes);
}

static bool take_recency(const cJSON *item, struct search_params *out)
{
    return take_number(item, WEIGHT_MAX, &out->request.ranking.recency);
}

static bool take_literal(const cJSON *item, struct search_params *out)
{
    return take_flag(item, &out->request.literal);
}

static bool take_count(const cJSON *item, struct search_params *out)
{
    return take_flag(item, &out->count);
}

static bool take_explain(const cJSON *item, struct search_params *out)
{
    return take_flag(item, &out->explain);
}

static bool take_offsets(const cJSON *item, struct search_params *out)
{
    for (enum offset_unit unit = OFFSET_BYTE; cJSON_IsString(item) && unit <= OFFSET_UTF16; unit++)
        if (strcmp(item->valuestring, offset_unit_name(unit)) == 0) {
            out->offsets = unit;
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

static const struct param_row {
    const char *name;
    unsigned kinds;
    bool (*take)(const cJSON *item, struct search_params *out);
    const char *wanted;
} rows[] = {
    {"query", PARAMS_SEARCH | PARAMS_COMPLETE, take_query, "a string of at most 65536 bytes"},
    {"id", PARAMS_SIMILAR | PARAMS_SHOW, take_id, "an arXiv id or a paper's link"},
    {"limit", LISTS | PARAMS_COMPLETE, take_limit, "an integer from 0 to 1000"},
    {"offset", LISTS, take_offset, "an integer from 0 to 1000000000"},
    {"sort", LISTS, take_sort, "relevance, votes or date, or one of them behind a -"},
    {"votes", LISTS, take_votes, "a number from 0 to 100"},
    {"recency", LISTS, take_recency, "a number from 0 to 100"},
    {"literal", LISTS, take_literal, "true or false"},
    {"count", LISTS, take_count, "true or false"},
    {"explain", LISTS, take_explain, "true or false"},
    {"offsets", ALL, take_offsets, OFFSETS_WANTED},
    {"_meta", ALL, take_meta, ""},
};

static const struct param_row *row_named(const char *name, enum params_kind kind)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if ((rows[i].kinds & kind) && strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
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
        if (!row->take(item, out))
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
