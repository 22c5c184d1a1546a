/* Paper <-> JSON by cJSON; see record.h. */
#include "indexer/format/record.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shim/base/escape.h"
#include "shim/base/utf8.h"

/* ---- write ---- */

static bool path_escape(const char *path, struct buffer *out)
{
    size_t length = strlen(path);
    while (length > 0) {
        const size_t valid = utf8_valid_length(path, length);
        const char *const percent = memchr(path, '%', valid);
        const size_t plain = percent != NULL ? (size_t)(percent - path) : valid;
        if (!buffer_add(out, path, plain))
            return false;
        path += plain;
        length -= plain;
        if (length > 0) {
            if (!escape_byte(out, *path))
                return false;
            path++;
            length--;
        }
    }
    return true;
}

/* These take value, which may be NULL: memory was short when it was made. */
static bool put(cJSON *object, const char *key, cJSON *value)
{
    if (value != NULL && cJSON_AddItemToObjectCS(object, key, value))
        return true;
    cJSON_Delete(value);
    return false;
}

static bool append(cJSON *array, cJSON *value)
{
    if (value != NULL && cJSON_AddItemToArray(array, value))
        return true;
    cJSON_Delete(value);
    return false;
}

static cJSON *string_or_null(const char *text)
{
    return text != NULL ? cJSON_CreateStringReference(text) : cJSON_CreateNull();
}

static bool put_authors(cJSON *object, const struct paper *paper)
{
    cJSON *const list = cJSON_AddArrayToObject(object, "authors");
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < paper->author_count; i++)
        ok = append(list, cJSON_CreateStringReference(paper->authors[i]));
    return ok;
}

/* The texts of the bullets, and their lines. */
static bool put_summary(cJSON *object, const struct paper *paper)
{
    cJSON *const texts = cJSON_AddArrayToObject(object, "summary");
    cJSON *const lines = cJSON_AddArrayToObject(object, "lines");
    bool ok = texts != NULL && lines != NULL;
    for (size_t i = 0; ok && i < paper->bullet_count; i++)
        ok = append(texts, cJSON_CreateStringReference(paper->summary[i].text)) &&
             append(lines, cJSON_CreateNumber(paper->summary[i].line));
    return ok;
}

/* Each is ["field", value]: a number where the field has a slot. */
static bool put_facts(cJSON *object, const struct paper *paper)
{
    cJSON *const list = cJSON_AddArrayToObject(object, "facts");
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < paper->fact_count; i++) {
        const struct fact *const fact = &paper->facts[i];
        const struct field *const field = field_at(fact->field);
        cJSON *const pair = cJSON_CreateArray();
        ok = append(list, pair) && append(pair, cJSON_CreateStringReference(field->name)) &&
             append(pair, field_has_slot(field) ? cJSON_CreateNumber(fact->number)
                                                : cJSON_CreateStringReference(fact->text));
    }
    return ok;
}

/* Each is ["path", line]. */
static bool put_places(cJSON *object, const struct paper *paper)
{
    cJSON *const list = cJSON_AddArrayToObject(object, "also");
    struct buffer path = BUFFER_INIT;
    bool ok = list != NULL && buffer_reserve(&path, 0);
    for (size_t i = 0; ok && i < paper->also_count; i++) {
        cJSON *const pair = cJSON_CreateArray();
        buffer_clear(&path);
        ok = append(list, pair) && path_escape(paper->also[i].path, &path) &&
             append(pair, cJSON_CreateString(path.data)) &&
             append(pair, cJSON_CreateNumber(paper->also[i].line));
    }
    buffer_free(&path);
    return ok;
}

static bool put_paper(cJSON *object, const struct paper *paper, const char *path)
{
    return put(object, "id", cJSON_CreateStringReference(paper->id)) &&
           put(object, "title", cJSON_CreateStringReference(paper->title)) &&
           put_authors(object, paper) &&
           put(object, "votes",
               paper->votes == VOTES_UNKNOWN ? cJSON_CreateNull()
                                             : cJSON_CreateNumber((double)paper->votes)) &&
           put(object, "date", cJSON_CreateNumber(paper->date)) &&
           put(object, "url", cJSON_CreateStringReference(paper->url)) &&
           put(object, "thumbnail", string_or_null(paper->thumbnail)) &&
           put_summary(object, paper) && put(object, "path", cJSON_CreateStringReference(path)) &&
           put(object, "line", cJSON_CreateNumber(paper->line)) &&
           (paper->fact_count == 0 || put_facts(object, paper)) &&
           (paper->also_count == 0 || put_places(object, paper));
}

enum status record_write(const struct paper *paper, struct buffer *out)
{
    if (paper->id == NULL || paper->title == NULL || paper->url == NULL || paper->path == NULL ||
        paper->votes < VOTES_UNKNOWN || paper->votes > VOTES_MAX)
        return STATUS_INVALID;
    enum status status = STATUS_NO_MEMORY;
    struct buffer path = BUFFER_INIT;
    char *text = NULL;
    cJSON *const object = cJSON_CreateObject();
    if (object != NULL && buffer_reserve(&path, strlen(paper->path)) &&
        path_escape(paper->path, &path) && put_paper(object, paper, path.data))
        text = cJSON_PrintBuffered(object, 8192, false);
    if (text != NULL && buffer_add_text(out, text))
        status = STATUS_OK;
    cJSON_free(text);
    cJSON_Delete(object);
    buffer_free(&path);
    return status;
}

/* ---- read ---- */

/* cJSON's plain getters ignore the case of keys. */
static const cJSON *get(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static enum status read_string(const cJSON *item, char **out)
{
    if (!cJSON_IsString(item))
        return STATUS_DAMAGED;
    *out = strdup(item->valuestring);
    return *out != NULL ? STATUS_OK : STATUS_NO_MEMORY;
}

static enum status read_optional_string(const cJSON *item, char **out)
{
    return cJSON_IsNull(item) ? STATUS_OK : read_string(item, out);
}

/* A whole number from 0 to max. */
static bool read_number(const cJSON *item, double max, double *out)
{
    if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0 && item->valuedouble <= max))
        return false;
    *out = item->valuedouble;
    return (double)(uint64_t)item->valuedouble == item->valuedouble;
}

static enum status read_unsigned(const cJSON *item, uint32_t *out)
{
    double number;
    if (!read_number(item, UINT32_MAX, &number))
        return STATUS_DAMAGED;
    *out = (uint32_t)number;
    return STATUS_OK;
}

static enum status read_votes(const cJSON *item, long *out)
{
    double number;
    if (cJSON_IsNull(item))
        return STATUS_OK;
    if (!read_number(item, (double)VOTES_MAX, &number))
        return STATUS_DAMAGED;
    *out = (long)number;
    return STATUS_OK;
}

static enum status read_authors(const cJSON *list, struct paper *paper)
{
    if (!cJSON_IsArray(list))
        return STATUS_DAMAGED;
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        char *text = NULL;
        const enum status status = read_string(item, &text);
        if (status != STATUS_OK)
            return status;
        if (!paper_add_author(paper, text))
            return STATUS_NO_MEMORY;
    }
    return STATUS_OK;
}

static enum status read_summary(const cJSON *texts, const cJSON *lines, struct paper *paper)
{
    if (!cJSON_IsArray(texts) || !cJSON_IsArray(lines))
        return STATUS_DAMAGED;
    const cJSON *item, *number = lines->child;
    cJSON_ArrayForEach(item, texts)
    {
        char *text = NULL;
        uint32_t line;
        enum status status = read_unsigned(number, &line);
        if (status == STATUS_OK)
            status = read_string(item, &text);
        if (status != STATUS_OK)
            return status;
        if (!paper_add_bullet(paper, text, line))
            return STATUS_NO_MEMORY;
        number = number->next;
    }
    return number == NULL ? STATUS_OK : STATUS_DAMAGED;
}

static enum status read_fact(const cJSON *pair, struct paper *paper)
{
    const cJSON *const name = cJSON_GetArrayItem(pair, 0), *const value =
                                                               cJSON_GetArrayItem(pair, 1);
    const struct field *const field =
        cJSON_IsString(name) ? field_named(name->valuestring, strlen(name->valuestring)) : NULL;
    struct fact fact = {0};
    if (field == NULL)
        return STATUS_DAMAGED;
    fact.field = field_id(field);
    const enum status status =
        field_has_slot(field) ? read_unsigned(value, &fact.number) : read_string(value, &fact.text);
    if (status != STATUS_OK)
        return status;
    return paper_add_fact(paper, fact) ? STATUS_OK : STATUS_NO_MEMORY;
}

/* Most papers have none, and no list of them. */
static enum status read_facts(const cJSON *list, struct paper *paper)
{
    enum status status = list == NULL || cJSON_IsArray(list) ? STATUS_OK : STATUS_DAMAGED;
    const cJSON *pair = list != NULL ? list->child : NULL;
    for (; pair != NULL && status == STATUS_OK; pair = pair->next)
        status = read_fact(pair, paper);
    return status;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* In place: the bytes only become fewer. False where text is not as
 * path_escape writes it. */
static bool path_unescape(char *text)
{
    char *out = text;
    while (*text != '\0') {
        if (*text != '%') {
            *out++ = *text++;
            continue;
        }
        const int high = hex_digit(text[1]);
        const int low = high < 0 ? -1 : hex_digit(text[2]);
        if (low < 0 || (high == 0 && low == 0))
            return false;
        *out++ = (char)(unsigned char)(high * 16 + low);
        text += 3;
    }
    *out = '\0';
    return true;
}

static enum status read_path(const cJSON *item, char **out)
{
    const enum status status = read_string(item, out);
    if (status != STATUS_OK)
        return status;
    return path_unescape(*out) ? STATUS_OK : STATUS_DAMAGED;
}

static enum status read_places(const cJSON *list, struct paper *paper)
{
    enum status status = list == NULL || cJSON_IsArray(list) ? STATUS_OK : STATUS_DAMAGED;
    const cJSON *pair = list != NULL ? list->child : NULL;
    for (; pair != NULL && status == STATUS_OK; pair = pair->next) {
        char *path = NULL;
        uint32_t line;
        status = read_unsigned(cJSON_GetArrayItem(pair, 1), &line);
        if (status == STATUS_OK)
            status = read_path(cJSON_GetArrayItem(pair, 0), &path);
        if (status != STATUS_OK)
            free(path);
        else if (!paper_add_place(paper, path, line))
            status = STATUS_NO_MEMORY;
    }
    return status;
}

static enum status read_paper(const cJSON *object, struct paper *paper)
{
    enum status status = read_string(get(object, "id"), &paper->id);
    if (status == STATUS_OK)
        status = read_string(get(object, "title"), &paper->title);
    if (status == STATUS_OK)
        status = read_authors(get(object, "authors"), paper);
    if (status == STATUS_OK)
        status = read_votes(get(object, "votes"), &paper->votes);
    if (status == STATUS_OK)
        status = read_unsigned(get(object, "date"), &paper->date);
    if (status == STATUS_OK)
        status = read_string(get(object, "url"), &paper->url);
    if (status == STATUS_OK)
        status = read_optional_string(get(object, "thumbnail"), &paper->thumbnail);
    if (status == STATUS_OK)
        status = read_summary(get(object, "summary"), get(object, "lines"), paper);
    if (status == STATUS_OK)
        status = read_path(get(object, "path"), &paper->path);
    if (status == STATUS_OK)
        status = read_unsigned(get(object, "line"), &paper->line);
    if (status == STATUS_OK)
        status = read_facts(get(object, "facts"), paper);
    if (status == STATUS_OK)
        status = read_places(get(object, "also"), paper);
    return status;
}

enum status record_read(const char *data, size_t length, struct paper *paper, struct error *error)
{
    *paper = (struct paper){.votes = VOTES_UNKNOWN};
    const char *end = NULL;
    errno = 0; /* cJSON itself does not tell short memory from broken JSON */
    cJSON *const object = utf8_valid_length(data, length) == length
                              ? cJSON_ParseWithLengthOpts(data, length, &end, false)
                              : NULL;
    enum status status = errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_DAMAGED;
    if (object != NULL && end == data + length)
        status = read_paper(object, paper);
    cJSON_Delete(object);
    if (status == STATUS_DAMAGED)
        return error_set(error, status, "build the index anew",
                         "a stored paper is not a record of this format");
    if (status != STATUS_OK)
        return error_set(error, status, NULL, "out of memory");
    return STATUS_OK;
}
