#include "query/settings/config.h"
#include "shim/base/file.h"
#include "shim/base/system.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file that a person writes is not larger. */
#define CONFIG_BYTES_MAX (1u << 20)
#define WHITE " \t\r\v\f"

enum status config_path(const char *name, char **out, struct error *error)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    bool given = config && config[0] == '/';

    *out = NULL;
    if (!given && !(home && *home))
        return error_set(error, STATUS_NOT_FOUND, "set HOME or XDG_CONFIG_HOME",
                         "there is no directory for settings");
    *out = buffer_text("%s%s/seogo/%s", given ? config : home, given ? "" : "/.config", name);
    return *out ? STATUS_OK : error_no_memory(error);
}

static enum status read_all(FILE *file, const char *path, struct buffer *out, struct error *error)
{
    char bytes[4096];
    size_t count, begun = out->length;

    while ((count = fread(bytes, 1, sizeof bytes, file)) > 0) {
        if (memchr(bytes, '\0', count) || out->length - begun > CONFIG_BYTES_MAX)
            return error_set(error, STATUS_INVALID, NULL,
                             "'%s' is not a text that was written by hand", path);
        if (!buffer_add(out, bytes, count))
            return error_no_memory(error);
    }
    return ferror(file) ? file_cannot("read", path, error) : STATUS_OK;
}

enum status config_read(const char *path, struct buffer *out, struct error *error)
{
    FILE *file = fopen(path, "re");
    enum status status;

    if (!file)
        return errno == ENOENT || errno == ENOTDIR ? STATUS_OK : file_cannot("open", path, error);
    status = read_all(file, path, out, error);
    fclose(file);
    return status;
}

/* The directory of path and its parent, which are all that may be missing. */
static void make_directories(char *path)
{
    char *last = strrchr(path, '/'), *before;

    if (!last || last == path)
        return;
    *last = '\0';
    before = strrchr(path, '/');
    if (before && before != path) {
        *before = '\0';
        mkdir(path, 0777);
        *before = '/';
    }
    mkdir(path, 0777); /* where it fails, the file cannot be written */
    *last = '/';
}

static bool write_file(const char *path, const struct buffer *text)
{
    FILE *file = fopen(path, "we");
    bool written;

    if (!file)
        return false;
    written = fwrite(text->data ? text->data : "", 1, text->length, file) == text->length &&
              fflush(file) == 0 && system_sync(fileno(file)) == 0;
    return fclose(file) == 0 && written;
}

enum status config_write(const char *path, const struct buffer *text, struct error *error)
{
    char *target = realpath(path, NULL);
    struct buffer made = BUFFER_INIT;
    enum status status = STATUS_OK;

    if (!target)
        target = strdup(path);
    if (!target || !buffer_add_format(&made, "%s.new", target)) {
        status = error_no_memory(error);
    } else {
        make_directories(target);
        if (!write_file(made.data, text) || rename(made.data, target) != 0) {
            status = file_cannot("write", target, error);
            unlink(made.data);
        }
    }
    buffer_free(&made);
    free(target);
    return status;
}

char *config_line(char **at)
{
    char *line = *at, *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;

    if (*line == '\0')
        return NULL;
    *at = next;
    line += strspn(line, WHITE);
    if (line > end)
        line = end;
    while (end > line && strchr(WHITE, end[-1]))
        end--;
    *end = '\0';
    return line;
}
