#include "query/serve/arguments.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* arXiv numbers papers of a month with four digits until 2014. */
#define FIVE_DIGITS_FROM 1501

/* "2403.1" was meant as 2403.10000 or as 2403.1000. */
static cJSON *id_of_number(double number)
{
    char text[32];

    if (floor(number) == number || number < 0 || number > 9999.99999)
        snprintf(text, sizeof text, "%.0f", number);
    else
        snprintf(text, sizeof text, "%0*.*f", number < FIVE_DIGITS_FROM ? 9 : 10,
                 number < FIVE_DIGITS_FROM ? 4 : 5, number);
    return cJSON_CreateString(text);
}

/* An id has no blanks: "arXiv: 2402.13929" is one. */
static cJSON *without_blanks(const char *text)
{
    char *copy = strdup(text), *to = copy;
    cJSON *string;

    for (; copy && *text; text++)
        if (!strchr(" \t\r\n", *text))
            *to++ = *text;
    if (copy)
        *to = '\0';
    string = copy ? cJSON_CreateString(copy) : NULL;
    free(copy);
    return string;
}

static cJSON *as_text(const cJSON *item, bool id)
{
    char number[32];

    if (cJSON_IsString(item))
        return id ? without_blanks(item->valuestring) : cJSON_CreateString(item->valuestring);
    if (!cJSON_IsNumber(item))
        return cJSON_Duplicate(item, true);
    if (id)
        return id_of_number(item->valuedouble);
    snprintf(number, sizeof number, "%.15g", item->valuedouble);
    return cJSON_CreateString(number);
}

static cJSON *as_number(const cJSON *item, double most)
{
    double number = item->valuedouble;
    char *end = NULL;

    if (cJSON_IsString(item) && *item->valuestring) {
        number = strtod(item->valuestring, &end);
        if (*end)
            return cJSON_Duplicate(item, true);
    } else if (!cJSON_IsNumber(item)) {
        return cJSON_Duplicate(item, true);
    }
    return cJSON_CreateNumber(number > most ? most : number);
}

static cJSON *as_truth(const cJSON *item)
{
    if (cJSON_IsString(item) &&
        (strcmp(item->valuestring, "true") == 0 || strcmp(item->valuestring, "false") == 0))
        return cJSON_CreateBool(item->valuestring[0] == 't');
    return cJSON_Duplicate(item, true);
}

static cJSON *loosened(const cJSON *item, double most)
{
    const char *name = item->string;

    if (strcmp(name, "limit") == 0)
        return as_number(item, most);
    if (strcmp(name, "offset") == 0)
        return as_number(item, INFINITY);
    if (strcmp(name, "literal") == 0)
        return as_truth(item);
    return as_text(item, strcmp(name, "id") == 0);
}

cJSON *arguments_loosened(enum params_kind kind, const cJSON *arguments, double most)
{
    cJSON *out = cJSON_CreateObject();
    const cJSON *item;

    cJSON_ArrayForEach(item, arguments)
    {
        cJSON *one;

        if (!out || cJSON_IsNull(item) || !params_known(item->string, kind))
            continue;
        one = loosened(item, most);
        if (!one || !cJSON_AddItemToObject(out, item->string, one)) {
            cJSON_Delete(one);
            cJSON_Delete(out);
            return NULL;
        }
    }
    return out;
}

cJSON *arguments_of_id(const cJSON *id)
{
    cJSON *out = cJSON_CreateObject(), *text = as_text(id, true);

    if (out && text && cJSON_AddItemToObject(out, "id", text))
        return out;
    cJSON_Delete(text);
    cJSON_Delete(out);
    return NULL;
}
