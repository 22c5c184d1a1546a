#include "query/settings/saved.h"

#include <stdlib.h>
#include <string.h>

#include "query/settings/config.h"
#include "shim/base/array.h"

#define QUERIES "queries"
#define NAME_BYTES_MAX 64
#define NAME_HINT "a name is letters, digits, '-', '_' and '.', at most 64 bytes"

/* Whether query:NAME would be read as one word. */
static bool is_name(const char *name)
{
    size_t length = strlen(name);

    if (length == 0 || length > NAME_BYTES_MAX || strchr("+-.", name[0]))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)name[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;

        if (!letter && !(c >= '0' && c <= '9') && !strchr("-_.", c))
            return false;
    }
    /* Blanks and quotation marks beyond ASCII are no letters. */
    return !strstr(name, "\xC2\xA0") && !strstr(name, "\xE3\x80\x80") && !strstr(name, "\xE2\x80");
}

static enum status add_line(struct saved *saved, char *line, const char *path, size_t number,
                            struct error *error)
{
    size_t length = strcspn(line, " \t");
    char *query = line + length + strspn(line + length, " \t");

    if (*line == '\0' || *line == '#')
        return STATUS_OK;
    if (*query == '\0')
        return error_set(error, STATUS_INVALID, "a line is a name, a tab and a query",
                         "%s:%zu: there is no query behind '%s'", path, number, line);
    line[length] = '\0';
    if (!is_name(line))
        return error_set(error, STATUS_INVALID, NAME_HINT, "%s:%zu: '%s' is no name", path, number,
                         line);
    for (size_t i = 0; i < saved->count; i++)
        if (strcmp(saved->queries[i].name, line) == 0)
            return error_set(error, STATUS_INVALID, "give one of them another name",
                             "%s:%zu: '%s' stands above too", path, number, line);
    if (!array_grow(&saved->queries, saved->count, sizeof *saved->queries))
        return error_no_memory(error);
    saved->queries[saved->count++] = (struct saved_query){line, query};
    return STATUS_OK;
}

static enum status read_from(const char *path, struct saved *out, struct error *error)
{
    struct buffer text = BUFFER_INIT;
    enum status status = config_read(path, &text, error);
    char *line, *at;

    if (status != STATUS_OK) {
        buffer_free(&text);
        return status;
    }
    at = out->text = buffer_detach(&text);
    if (!at)
        return error_no_memory(error);
    for (size_t number = 1; status == STATUS_OK && (line = config_line(&at)); number++)
        status = add_line(out, line, path, number, error);
    return status;
}

enum status saved_read(struct saved *out, struct error *error)
{
    char *path;
    enum status status = config_path(QUERIES, &path, error);

    *out = (struct saved){0};
    if (status == STATUS_OK)
        status = read_from(path, out, error);
    free(path);
    return status;
}

void saved_clear(struct saved *saved)
{
    free(saved->queries);
    free(saved->text);
    *saved = (struct saved){0};
}

enum status saved_find(void *context, const char *name, struct buffer *out, struct error *error)
{
    struct saved saved;
    enum status status = saved_read(&saved, error);
    const char *text = NULL;

    (void)context;
    for (size_t i = 0; status == STATUS_OK && i < saved.count; i++)
        if (strcmp(saved.queries[i].name, name) == 0)
            text = saved.queries[i].text;
    if (status == STATUS_OK && !text)
        status = error_set(error, STATUS_NOT_FOUND,
                           "seogo --saved lists those there are; seogo --save NAME QUERY makes one",
                           "there is no saved query '%s'", name);
    if (status == STATUS_OK && !buffer_add_text(out, text))
        status = error_no_memory(error);
    saved_clear(&saved);
    return status;
}

static bool is_of(const char *line, const char *name)
{
    size_t length = strlen(name);

    line += strspn(line, " \t");
    return strncmp(line, name, length) == 0 && (line[length] == ' ' || line[length] == '\t');
}

/* Appends text with the query in the place of the one that has its name. */
static bool add_replaced(struct buffer *out, const char *text, const char *name, const char *query)
{
    bool done = *query == '\0', added = true;

    for (const char *line = text, *end; *line && added; line = end) {
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        if (!is_of(line, name))
            added = buffer_add(out, line, (size_t)(end - line)) &&
                    (end[-1] == '\n' || buffer_add_char(out, '\n'));
        else if (!done)
            added = done = buffer_add_format(out, "%s\t%s\n", name, query);
    }
    return added && (done || buffer_add_format(out, "%s\t%s\n", name, query));
}

static enum status write_to(const char *path, const char *name, const char *query,
                            struct error *error)
{
    struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
    enum status status = config_read(path, &before, error);

    if (status == STATUS_OK && !add_replaced(&after, before.data ? before.data : "", name, query))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = config_write(path, &after, error);
    buffer_free(&before);
    buffer_free(&after);
    return status;
}

enum status saved_write(const char *name, const char *query, struct error *error)
{
    struct saved known;
    char *path = NULL;
    enum status status;

    if (!is_name(name))
        return error_set(error, STATUS_INVALID, NAME_HINT, "'%s' is no name of a query", name);
    query += strspn(query, " \t\r\n");
    if (strchr(query, '\n'))
        return error_set(error, STATUS_INVALID, NULL, "a saved query is one line");
    status = saved_read(&known, error); /* a broken file is for its writer to mend */
    saved_clear(&known);
    if (status == STATUS_OK)
        status = config_path(QUERIES, &path, error);
    if (status == STATUS_OK)
        status = write_to(path, name, query, error);
    free(path);
    return status;
}
