#include "query/settings/options_file.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "query/settings/config.h"

#define OPTIONS "options"

/* One option: "-f line", "--sort votes" and "--sort=votes" are the same. */
static enum status read_line(const struct option_table *table, void *options, char *line,
                             struct error *error)
{
    char program[] = "seogo";
    char *space = line + strcspn(line, " \t=");
    bool alone = line[0] == '-' && line[1] != '-' && line[1] && line[2] && space > line + 2;
    char *value = *space && *space != '=' ? space + strspn(space, " \t") : NULL;
    char *arguments[] = {program, line, value, NULL};
    int count = value && *value ? 3 : 2;
    enum status status;

    if (line[0] != '-' || strcmp(line, "--") == 0)
        return error_set(error, STATUS_INVALID, "a line is an option: --sort votes",
                         "'%s' is no option", line);
    if (value && !alone)
        *space = '\0';
    arguments[count] = NULL;
    optind = 0; /* getopt begins anew */
    status = option_table_read(table, count, arguments, options, error);
    if (status == STATUS_OK && optind < count)
        status = error_set(error, STATUS_INVALID, "a line is one option",
                           "'%s' belongs to no option", arguments[optind]);
    return status;
}

static enum status read_lines(const struct option_table *table, void *options, const char *path,
                              char *text, struct error *error)
{
    struct error inner = {0};
    enum status status = STATUS_OK;
    char *line, *at = text;

    for (size_t number = 1; status == STATUS_OK && (line = config_line(&at)); number++) {
        if (*line == '\0' || *line == '#')
            continue;
        status = read_line(table, options, line, &inner);
        if (status != STATUS_OK)
            error_set(error, status, inner.hint, "%s:%zu: %s", path, number, inner.message);
    }
    optind = 0;
    return status;
}

enum status options_file_read(const struct option_table *table, void *options, char **text,
                              struct error *error)
{
    const char *named = getenv("SEOGO_OPTIONS");
    struct buffer bytes = BUFFER_INIT;
    char *path = NULL;
    enum status status = STATUS_OK;

    *text = NULL;
    if (named && !*named)
        return STATUS_OK;
    if (named)
        path = strdup(named);
    else if (config_path(OPTIONS, &path, error) == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (!path)
        return error_no_memory(error);
    status = config_read(path, &bytes, error);
    if (status == STATUS_OK && bytes.length > 0) {
        *text = buffer_detach(&bytes);
        status = *text ? read_lines(table, options, path, *text, error) : error_no_memory(error);
    }
    buffer_free(&bytes);
    free(path);
    return status;
}
