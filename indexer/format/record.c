/* Paper <-> JSON; see record.h. */
#include "indexer/format/record.h"

#include <cjson/cJSON.h>
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

/* ---- read ----
 *
 * Only record_write() makes records, so nothing else need be read than what it writes: no
 * key in another place, no space. It is read as it stands, without a tree: each hit of a
 * search is. */

struct reader {
    const char *at, *end;
    enum status status; /* why it stopped */
};

static bool stop(struct reader *r, enum status status)
{
    r->status = status;
    return false;
}

/* Whether text stands here; then it is passed over. */
static bool passes(struct reader *r, const char *text)
{
    const size_t length = strlen(text);
    if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
        return false;
    r->at += length;
    return true;
}

static bool pass(struct reader *r, const char *text)
{
    return passes(r, text) || stop(r, STATUS_DAMAGED);
}

/* Whether another item of a list comes, of which count have come; else the list is
 * passed, or broken. */
static bool has_item(struct reader *r, size_t count)
{
    if (passes(r, "]"))
        return false;
    return count == 0 || pass(r, ",");
}

/* The byte that an escape stands for, behind whose backslash the reader is; '\0' for none
 * that is written. */
static char unescape(struct reader *r)
{
    static const char escapes[] = "\"\"\\\\b\bf\fn\nr\rt\t", digits[] = "0123456789abcdef";
    const char *low;
    char high;
    for (size_t i = 0; r->at < r->end && escapes[i] != '\0'; i += 2)
        if (*r->at == escapes[i]) {
            r->at++;
            return escapes[i + 1];
        }
    high = passes(r, "u000") ? 0 : 16;
    if ((high != 0 && !passes(r, "u001")) || r->at == r->end)
        return '\0';
    low = memchr(digits, *r->at++, sizeof digits - 1);
    return low != NULL ? (char)(high + (low - digits)) : '\0';
}

/* The string behind the quotation mark that was passed, in out, which has room for it. */
static bool copy_escaped(struct reader *r, char *out)
{
    for (; r->at < r->end && *r->at != '"'; out++) {
        *out = *r->at++;
        if (*out == '\\')
            *out = unescape(r);
        if (*out == '\0')
            return stop(r, STATUS_DAMAGED);
    }
    *out = '\0';
    return pass(r, "\"");
}

static bool read_string(struct reader *r, char **out)
{
    if (!pass(r, "\""))
        return false;
    const size_t rest = (size_t)(r->end - r->at);
    const char *const quote = memchr(r->at, '"', rest);
    const size_t length = quote != NULL ? (size_t)(quote - r->at) : rest;
    const bool plain = quote != NULL && memchr(r->at, '\\', length) == NULL;
    *out = plain ? strndup(r->at, length) : malloc(rest + 1);
    if (*out == NULL)
        return stop(r, STATUS_NO_MEMORY);
    if (!plain)
        return copy_escaped(r, *out);
    r->at += length + 1;
    return true;
}

/* Digits of a number up to most. */
static bool read_number(struct reader *r, uint32_t most, uint32_t *out)
{
    const char *const first = r->at;
    uint64_t number = 0;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9' && number <= most; r->at++)
        number = number * 10 + (uint64_t)(*r->at - '0');
    if (r->at == first || number > most)
        return stop(r, STATUS_DAMAGED);
    *out = (uint32_t)number;
    return true;
}

static bool read_votes(struct reader *r, long *out)
{
    uint32_t number;
    if (passes(r, "null"))
        return true;
    if (!read_number(r, VOTES_MAX, &number))
        return false;
    *out = (long)number;
    return true;
}

static bool read_authors(struct reader *r, struct paper *paper)
{
    while (has_item(r, paper->author_count)) {
        char *text = NULL;
        if (!read_string(r, &text)) {
            free(text);
            return false;
        }
        if (!paper_add_author(paper, text))
            return stop(r, STATUS_NO_MEMORY);
    }
    return r->status == STATUS_OK;
}

static bool read_summary(struct reader *r, struct paper *paper)
{
    while (has_item(r, paper->bullet_count)) {
        char *text = NULL;
        if (!read_string(r, &text)) {
            free(text);
            return false;
        }
        if (!paper_add_bullet(paper, text, 0))
            return stop(r, STATUS_NO_MEMORY);
    }
    if (r->status != STATUS_OK || !pass(r, ",\"lines\":["))
        return false;
    for (size_t i = 0; i < paper->bullet_count; i++)
        if ((i > 0 && !pass(r, ",")) || !read_number(r, UINT32_MAX, &paper->summary[i].line))
            return false;
    return pass(r, "]");
}

static bool read_fact(struct reader *r, struct fact *fact)
{
    char *name = NULL;
    const struct field *const field =
        pass(r, "[") && read_string(r, &name) ? field_named(name, strlen(name)) : NULL;
    free(name);
    if (field == NULL)
        return r->status == STATUS_OK ? stop(r, STATUS_DAMAGED) : false;
    fact->field = field_id(field);
    return pass(r, ",") &&
           (field_has_slot(field) ? read_number(r, UINT32_MAX, &fact->number)
                                  : read_string(r, &fact->text)) &&
           pass(r, "]");
}

static bool read_facts(struct reader *r, struct paper *paper)
{
    while (has_item(r, paper->fact_count)) {
        struct fact fact = {0};
        if (!read_fact(r, &fact)) {
            free(fact.text);
            return false;
        }
        if (!paper_add_fact(paper, fact))
            return stop(r, STATUS_NO_MEMORY);
    }
    return r->status == STATUS_OK;
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

static bool read_path(struct reader *r, char **out)
{
    return read_string(r, out) && (path_unescape(*out) || stop(r, STATUS_DAMAGED));
}

static bool read_places(struct reader *r, struct paper *paper)
{
    while (has_item(r, paper->also_count)) {
        char *path = NULL;
        uint32_t line;
        if (!pass(r, "[") || !read_path(r, &path) || !pass(r, ",") ||
            !read_number(r, UINT32_MAX, &line) || !pass(r, "]")) {
            free(path);
            return false;
        }
        if (!paper_add_place(paper, path, line))
            return stop(r, STATUS_NO_MEMORY);
    }
    return r->status == STATUS_OK;
}

static bool read_paper(struct reader *r, struct paper *paper)
{
    return pass(r, "{\"id\":") && read_string(r, &paper->id) && pass(r, ",\"title\":") &&
           read_string(r, &paper->title) && pass(r, ",\"authors\":[") && read_authors(r, paper) &&
           pass(r, ",\"votes\":") && read_votes(r, &paper->votes) && pass(r, ",\"date\":") &&
           read_number(r, UINT32_MAX, &paper->date) && pass(r, ",\"url\":") &&
           read_string(r, &paper->url) && pass(r, ",\"thumbnail\":") &&
           (passes(r, "null") || read_string(r, &paper->thumbnail)) && pass(r, ",\"summary\":[") &&
           read_summary(r, paper) && pass(r, ",\"path\":") && read_path(r, &paper->path) &&
           pass(r, ",\"line\":") && read_number(r, UINT32_MAX, &paper->line) &&
           (!passes(r, ",\"facts\":[") || read_facts(r, paper)) &&
           (!passes(r, ",\"also\":[") || read_places(r, paper)) && pass(r, "}") &&
           (r->at == r->end || stop(r, STATUS_DAMAGED));
}

enum status record_read(const char *data, size_t length, struct paper *paper, struct error *error)
{
    struct reader r = {data, data + length, STATUS_OK};
    *paper = (struct paper){.votes = VOTES_UNKNOWN};
    if (utf8_valid_length(data, length) == length && read_paper(&r, paper))
        return STATUS_OK;
    if (r.status == STATUS_NO_MEMORY)
        return error_set(error, r.status, NULL, "out of memory");
    return error_set(error, STATUS_DAMAGED, "build the index anew",
                     "a stored paper is not a record of this format");
}
