#include "query/command/registration.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cjson/cJSON.h>

#include "indexer/format/location.h"

static const struct {
    const char *name, *servers; /* the key that holds all servers */
    bool typed;                 /* a server says that it speaks over its pipes */
} CLIENTS[] = {
    {"claude-desktop", "mcpServers", false},
    {"claude-code", "mcpServers", true},
    {"cursor", "mcpServers", true},
    {"vscode", "servers", true},
};

const char *registration_client(size_t n)
{
    return n < sizeof CLIENTS / sizeof *CLIENTS ? CLIENTS[n].name : NULL;
}

/* Links stay: one in /usr/local/bin outlives what it leads to. */
static enum status add_absolute(const char *path, struct buffer *out, struct error *error)
{
    char *here = path[0] == '/' ? NULL : realpath(".", NULL);
    bool added;

    if (path[0] != '/' && !here)
        return error_set_errno(error, errno, "cannot tell the working directory");
    while (strncmp(path, "./", 2) == 0)
        path += 2;
    added = (!here || (buffer_add_text(out, here) && buffer_add_char(out, '/'))) &&
            buffer_add_text(out, path);
    free(here);
    return added ? STATUS_OK : error_no_memory(error);
}

static bool is_program(const char *path)
{
    struct stat is;

    return stat(path, &is) == 0 && S_ISREG(is.st_mode) && access(path, X_OK) == 0;
}

/* As a shell finds it: by the PATH where its name has no slash. */
static enum status find_program(const char *name, struct buffer *out, struct error *error)
{
    const char *path = strchr(name, '/') ? NULL : getenv("PATH");
    struct buffer one = BUFFER_INIT;
    enum status status = STATUS_NOT_FOUND;

    if (strchr(name, '/'))
        return add_absolute(name, out, error);
    while (path && status == STATUS_NOT_FOUND) {
        size_t length = strcspn(path, ":");

        buffer_clear(&one);
        if (!buffer_add(&one, path, length) || !buffer_add_text(&one, length ? "/" : "./") ||
            !buffer_add_text(&one, name))
            status = error_no_memory(error);
        else if (is_program(one.data))
            status = add_absolute(one.data, out, error);
        path = path[length] ? path + length + 1 : NULL;
    }
    buffer_free(&one);
    return status != STATUS_NOT_FOUND
               ? status
               : error_set(error, status, "call it by its path", "'%s' is not in the PATH", name);
}

static bool add_string(cJSON *list, const char *text)
{
    cJSON *string = cJSON_CreateString(text);

    return string && cJSON_AddItemToArray(list, string);
}

static enum status add_option(cJSON *list, const char *option, const char *path,
                              struct error *error)
{
    struct buffer absolute = BUFFER_INIT;
    enum status status = add_absolute(path, &absolute, error);

    if (status == STATUS_OK && !(add_string(list, option) && add_string(list, absolute.data)))
        status = error_no_memory(error);
    buffer_free(&absolute);
    return status;
}

/* The client has not the environment of this shell: an index is always named. */
static enum status add_arguments(cJSON *list, const struct searcher_place *place,
                                 struct error *error)
{
    enum status status = add_string(list, "--serve") ? STATUS_OK : error_no_memory(error);

    for (size_t i = 0; i < place->directory_count && status == STATUS_OK; i++) {
        char *directory;

        status = location_directory(place->directories[i], &directory, error);
        if (status == STATUS_OK)
            status = add_option(list, "--db", directory, error);
        free(directory);
    }
    if (status == STATUS_OK && place->root)
        status = add_option(list, "--root", place->root, error);
    return status;
}

static enum status print(const cJSON *tree, struct buffer *out, struct error *error)
{
    char *text = cJSON_Print(tree);
    bool added = text && buffer_add_text(out, text) && buffer_add_char(out, '\n');

    cJSON_free(text);
    return added ? STATUS_OK : error_no_memory(error);
}

enum status command_registration(size_t client, const char *program,
                                 const struct searcher_place *place, struct buffer *out,
                                 struct error *error)
{
    struct buffer path = BUFFER_INIT;
    cJSON *tree = cJSON_CreateObject(), *servers, *server, *arguments = NULL;
    enum status status = find_program(program, &path, error);

    if (status == STATUS_OK &&
        !((servers = cJSON_AddObjectToObject(tree, CLIENTS[client].servers)) &&
          (server = cJSON_AddObjectToObject(servers, "seogo")) &&
          (!CLIENTS[client].typed || cJSON_AddStringToObject(server, "type", "stdio")) &&
          cJSON_AddStringToObject(server, "command", path.data) &&
          (arguments = cJSON_AddArrayToObject(server, "args"))))
        status = error_no_memory(error);
    if (status == STATUS_OK)
        status = add_arguments(arguments, place, error);
    if (status == STATUS_OK)
        status = print(tree, out, error);
    cJSON_Delete(tree);
    buffer_free(&path);
    return status;
}
