#include "query/serve/params.h"

#include <math.h>
#include <string.h>

#include "query/render/emitted.h"

#define OFFSET_MAX 1000000000

static bool refuse(const cJSON *item, const char *wanted, struct failure *failure)
{
    return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL, "'%s' takes %s", item->string,
                       wanted);
}

static bool take_number(const cJSON *item, double most, const char *wanted, double *out,
                        struct failure *failure)
{
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0) || item->valuedouble > most)
        return refuse(item, wanted, failure);
    *out = item->valuedouble;
    return true;
}

static bool take_count(const cJSON *item, double most, const char *wanted, uint32_t *out,
                       struct failure *failure)
{
    double number;

    if (!take_number(item, most, wanted, &number, failure))
        return false;
    if (floor(number) != number)
        return refuse(item, wanted, failure);
    *out = (uint32_t)number;
    return true;
}

static bool take_flag(const cJSON *item, bool *out, struct failure *failure)
{
    if (!cJSON_IsBool(item))
        return refuse(item, "true or false", failure);
    *out = cJSON_IsTrue(item);
    return true;
}

static bool take_query(const cJSON *item, struct search_request *request, struct failure *failure)
{
    if (!cJSON_IsString(item))
        return refuse(item, "a string", failure);
    request->query = item->valuestring;
    request->length = strlen(item->valuestring);
    return true;
}

static bool take_sort(const cJSON *item, struct search_request *request, struct failure *failure)
{
    if (!cJSON_IsString(item) || !search_sort_named(item->valuestring, request))
        return refuse(item, "relevance, votes or date, or one of them behind a -", failure);
    return true;
}

static bool take_offsets(const cJSON *item, enum offset_unit *out, struct failure *failure)
{
    for (enum offset_unit unit = OFFSET_BYTE; cJSON_IsString(item) && unit <= OFFSET_UTF16; unit++)
        if (strcmp(item->valuestring, offset_unit_name(unit)) == 0) {
            *out = unit;
            return true;
        }
    return refuse(item, "byte, char or utf16", failure);
}

static bool take(const cJSON *item, struct search_params *out, struct failure *failure)
{
    struct search_request *request = &out->request;
    const char *name = item->string;

    if (strcmp(name, "query") == 0)
        return take_query(item, request, failure);
    if (strcmp(name, "limit") == 0)
        return take_count(item, PARAMS_LIMIT_MAX, "an integer from 0 to 1000", &request->count,
                          failure);
    if (strcmp(name, "offset") == 0)
        return take_count(item, OFFSET_MAX, "an integer from 0 to 1000000000", &request->first,
                          failure);
    if (strcmp(name, "sort") == 0)
        return take_sort(item, request, failure);
    if (strcmp(name, "votes") == 0)
        return take_number(item, 100, "a number from 0 to 100", &request->ranking.votes, failure);
    if (strcmp(name, "recency") == 0)
        return take_number(item, 100, "a number from 0 to 100", &request->ranking.recency, failure);
    if (strcmp(name, "literal") == 0)
        return take_flag(item, &request->literal, failure);
    if (strcmp(name, "count") == 0)
        return take_flag(item, &out->count, failure);
    if (strcmp(name, "explain") == 0)
        return take_flag(item, &out->explain, failure);
    if (strcmp(name, "offsets") == 0)
        return take_offsets(item, &out->offsets, failure);
    if (strcmp(name, "_meta") == 0) /* of the protocol, not of the method */
        return true;
    return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL, "there is no parameter '%s'",
                       name);
}

bool params_of_search(const struct context *context, const cJSON *params, struct search_params *out,
                      struct failure *failure)
{
    const cJSON *item;

    *out = (struct search_params){.request = context->options.request,
                                  .offsets = context->options.offsets};
    cJSON_ArrayForEach(item, params) if (!take(item, out, failure)) return false;
    if (!out->request.query)
        return failure_set(failure, FAILURE_PARAMS, STATUS_INVALID, NULL,
                           "there is no parameter 'query'");
    return true;
}

bool params_offsets(const cJSON *params, enum offset_unit *out, struct failure *failure)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(params, "offsets");

    return !item || take_offsets(item, out, failure);
}
