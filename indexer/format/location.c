/* Finds the index directory and its live generation; see location.h. Opens no
 * database and changes nothing. */
#include "indexer/format/location.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim/base/array.h"
#include "shim/base/buffer.h"
#include "shim/base/escape.h"
#include "shim/base/file.h"
#include "shim/xapian/shim.h"

/* "generation-" and the digits of a uint64_t, with room to see a longer name. */
#define TARGET_MAX 64
#define WAY_BACK "go back with seogo-index --rollback, or index the pages again"
/* A stub names a part for every some thousand papers, fewer where they are many. */
#define STUB_MAX 16384
/* Stubs that name stubs. */
#define STUB_DEPTH 8

/* *out = directory and name joined by a slash; both may be "". */
static enum status join(const char *directory, const char *name, char **out, struct error *error)
{
    struct buffer path = BUFFER_INIT;
    size_t length = strlen(directory);
    bool slash = length > 0 && directory[length - 1] != '/';
    bool ok = buffer_add(&path, directory, length) && (!slash || buffer_add_char(&path, '/')) &&
              buffer_add_text(&path, name);
    *out = ok ? buffer_detach(&path) : NULL;
    buffer_free(&path);
    return *out != NULL ? STATUS_OK : error_no_memory(error);
}

enum status location_directory(const char *given, char **out, struct error *error)
{
    *out = NULL;
    if (given == NULL || given[0] == '\0')
        given = getenv("SEOGO_DB");
    if (given != NULL && given[0] != '\0') {
        *out = strdup(given);
        return *out != NULL ? STATUS_OK : error_no_memory(error);
    }
    /* The XDG specification says to ignore a path that is not absolute. */
    const char *data = getenv("XDG_DATA_HOME");
    if (data != NULL && data[0] == '/')
        return join(data, "seogo", out, error);
    const char *home = getenv("HOME");
    if (home != NULL && home[0] != '\0')
        return join(home, ".local/share/seogo", out, error);
    return error_set(error, STATUS_NOT_FOUND, "name one with --db DIR",
                     "no index directory: SEOGO_DB, XDG_DATA_HOME and HOME are not set");
}

static enum status nothing_there(const char *directory, struct error *error)
{
    struct buffer hint = BUFFER_INIT;
    enum status status;

    /* Half a quoted name must not be pasted: one that does not fit is left out. */
    if (!buffer_add_text(&hint, "build one with: seogo-index --db ") ||
        !escape_shell(&hint, directory) || !buffer_add_text(&hint, " PATH") ||
        hint.length >= sizeof error->hint)
        buffer_cut(&hint, 0);
    status = error_set(error, STATUS_NOT_FOUND,
                       hint.length > 0 ? hint.data : "build one with seogo-index",
                       "no index in '%s'", directory);
    buffer_free(&hint);
    return status;
}

static enum status cannot_read(const char *path, int reason, struct error *error)
{
    errno = reason;
    return file_cannot("read the index in", path, error);
}

char *location_generation(const char *directory, uint64_t number)
{
    return buffer_text("%s/" LOCATION_GENERATION "%" PRIu64, directory, number);
}

uint64_t location_number(const char *name, const char *prefix)
{
    const size_t length = strlen(prefix);
    if (strncmp(name, prefix, length) != 0 || name[length] < '1' || name[length] > '9')
        return 0;
    char *end = NULL;
    errno = 0;
    const unsigned long long number = strtoull(name + length, &end, 10);
    return errno == 0 && *end == '\0' ? (uint64_t)number : 0;
}

/* Whether the directory is a Xapian database of any of its kinds. */
static bool is_database(const char *directory)
{
    static const char *const marks[] = {"iamglass", "iamhoney", LOCATION_PARTS};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char *path = NULL;
        if (join(directory, marks[i], &path, NULL) != STATUS_OK)
            return false;
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return true;
    }
    return false;
}

/* STATUS_NOT_FOUND, without a message, where nothing was published. */
static enum status read_current(const char *directory, char **out, uint64_t *generation,
                                struct error *error)
{
    char *path = NULL;
    char target[TARGET_MAX];
    if (join(directory, LOCATION_CURRENT, &path, error) != STATUS_OK)
        return STATUS_NO_MEMORY;
    ssize_t length = readlink(path, target, sizeof target - 1);
    int reason = errno;
    free(path);
    if (length < 0 && (reason == ENOENT || reason == ENOTDIR))
        return STATUS_NOT_FOUND;
    if (length < 0 && reason != EINVAL)
        return cannot_read(directory, reason, error);
    target[length < 0 ? 0 : length] = '\0';
    *generation = location_number(target, LOCATION_GENERATION);
    if (*generation == 0)
        return error_set(error, STATUS_DAMAGED, WAY_BACK,
                         "'%s' in '%s' does not lead to a generation", LOCATION_CURRENT, directory);
    return join(directory, target, out, error);
}

enum status location_current(const char *directory, char **out, uint64_t *generation,
                             struct error *error)
{
    *out = NULL;
    *generation = 0;
    struct stat is;
    if (stat(directory, &is) != 0)
        return errno == ENOENT || errno == ENOTDIR ? nothing_there(directory, error)
                                                   : cannot_read(directory, errno, error);
    if (S_ISDIR(is.st_mode)) {
        enum status status = read_current(directory, out, generation, error);
        if (status != STATUS_NOT_FOUND)
            return status;
        if (!is_database(directory))
            return nothing_there(directory, error);
    }
    if (!S_ISDIR(is.st_mode) && !S_ISREG(is.st_mode))
        return error_set(error, STATUS_NOT_FOUND, NULL, "'%s' is neither a file nor a directory",
                         directory);
    *out = strdup(directory);
    return *out != NULL ? STATUS_OK : error_no_memory(error);
}

/* Takes path, which may be NULL where memory was short. */
static enum status add_to(char ***paths, size_t *count, char *path, struct error *error)
{
    if (path == NULL || !array_grow(paths, *count, sizeof path)) {
        free(path);
        return error_no_memory(error);
    }
    (*paths)[(*count)++] = path;
    return STATUS_OK;
}

static enum status add_part(struct location_parts *out, char *path, struct error *error)
{
    return add_to(&out->paths, &out->count, path, error);
}

/* Xapian takes any other file for a stub, and reads all of it to see that it is
 * none. One that cannot be opened is left to it. */
static bool is_part(const char *path)
{
    static const char magic[] = "\x0f\rXapian Glass";
    char head[sizeof magic] = "";
    struct stat is;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return true;
    bool part = fstat(file, &is) == 0 && S_ISREG(is.st_mode) &&
                read(file, head, sizeof magic - 1) == (ssize_t)sizeof magic - 1 &&
                memcmp(head, magic, sizeof magic - 1) == 0;
    close(file);
    return part;
}

/* One line of the stub, NUL-terminated: "auto " and a name without a slash. */
static enum status add_line(const char *generation, const char *line, struct location_parts *out,
                            struct error *error)
{
    size_t mark = strlen(LOCATION_PART);
    char *path = NULL;
    if (line[0] == LOCATION_REMARK)
        return STATUS_OK;
    if (strncmp(line, LOCATION_PART, mark) != 0 || line[mark] == '\0' ||
        strchr(line + mark, '/') != NULL)
        return error_set(error, STATUS_DAMAGED, WAY_BACK,
                         "'%s/" LOCATION_PARTS "' names no part in '%s'", generation, line);
    enum status status = join(generation, line + mark, &path, error);
    if (status == STATUS_OK && !is_part(path)) {
        status = error_set(error, STATUS_DAMAGED, WAY_BACK, "'%s' is no part of an index", path);
        free(path);
        path = NULL;
    }
    return status == STATUS_OK ? add_part(out, path, error) : status;
}

/* stub: its text, NUL-terminated, whose lines are cut apart. */
static enum status add_lines(const char *generation, char *stub, struct location_parts *out,
                             struct error *error)
{
    enum status status = STATUS_OK;
    for (char *line = stub; status == STATUS_OK && *line != '\0';) {
        size_t length = strcspn(line, "\n");
        bool last = line[length] == '\0';
        line[length] = '\0';
        status = add_line(generation, line, out, error);
        line += length + !last;
    }
    return status;
}

/* Reads at most capacity - 1 bytes of the file. Returns 0 or an errno. */
static int read_small(const char *path, char *out, size_t capacity)
{
    struct stat is;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return errno;
    if (fstat(file, &is) != 0 || (!S_ISREG(is.st_mode) && !S_ISDIR(is.st_mode))) {
        close(file);
        return EINVAL;
    }
    ssize_t length = read(file, out, capacity - 1);
    int reason = length < 0 ? errno : 0;
    out[length > 0 ? length : 0] = '\0';
    close(file);
    return reason;
}

bool location_is_stub(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISREG(is.st_mode) && is.st_size > 0 && !is_part(path);
}

static enum status add_place(const char *path, size_t depth, struct location_parts *out,
                             struct error *error);

/* Where a stub's line leads to, from its directory on. */
static enum status add_path(const char *stub, const char *path, size_t depth,
                            struct location_parts *out, struct error *error)
{
    const char *slash = path[0] == '/' ? NULL : strrchr(stub, '/');
    struct buffer whole = BUFFER_INIT;
    struct error missing;
    enum status status = STATUS_NO_MEMORY;
    /* What is no path must not be made of one. */
    if ((slash != NULL ? buffer_add(&whole, stub, (size_t)(slash - stub) + 1)
                       : path[0] == '/' || buffer_add_text(&whole, "./")) &&
        buffer_add_text(&whole, path))
        status = add_place(whole.data, depth, out, &missing);
    else
        error_no_memory(&missing);
    if (status == STATUS_NOT_FOUND)
        status = add_part(out, buffer_detach(&whole), &missing);
    buffer_free(&whole);
    return status == STATUS_OK ? status
                               : error_set(error, status, missing.hint, "%s", missing.message);
}

static enum status add_named(const char *stub, const char *line, size_t depth,
                             struct location_parts *out, struct error *error)
{
    static const char *const local[] = {LOCATION_PART, "glass "};
    line += strspn(line, " \t");
    if (line[0] == LOCATION_REMARK || line[0] == '\0')
        return STATUS_OK;
    if (strncmp(line, SHIM_REMOTE, strlen(SHIM_REMOTE)) == 0)
        return add_part(out, strdup(line), error);
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (strncmp(line, local[i], strlen(local[i])) == 0 && line[strlen(local[i])] != '\0')
            return add_path(stub, line + strlen(local[i]), depth + 1, out, error);
    return error_set(error, STATUS_INVALID,
                     "a line is 'auto PATH', 'glass PATH', 'remote HOST:PORT' or "
                     "'remote :PROGRAM ARGUMENT...'",
                     "'%s' does not name a database in '%s'", stub, line);
}

static enum status add_stub(const char *stub, size_t depth, struct location_parts *out,
                            struct error *error)
{
    char text[STUB_MAX];
    size_t before = out->count;
    int reason = read_small(stub, text, sizeof text);
    enum status status = reason == 0 ? STATUS_OK : cannot_read(stub, reason, error);
    if (status == STATUS_OK && depth > STUB_DEPTH)
        status = error_set(error, STATUS_INVALID, NULL, "'%s' leads back to itself", stub);
    char *rest = NULL;
    for (char *line = strtok_r(text, "\r\n", &rest); status == STATUS_OK && line != NULL;
         line = strtok_r(NULL, "\r\n", &rest))
        status = add_named(stub, line, depth, out, error);
    return status != STATUS_OK || out->count > before
               ? status
               : error_set(error, STATUS_INVALID, NULL, "'%s' names no database", stub);
}

static enum status add_generation(const char *generation, struct location_parts *out,
                                  struct error *error)
{
    char stub[STUB_MAX];
    char *path = NULL;
    size_t before = out->count;
    enum status status =
        add_to(&out->generations, &out->generation_count, strdup(generation), error);
    if (status == STATUS_OK)
        status = join(generation, LOCATION_PARTS, &path, error);
    if (status != STATUS_OK)
        return status;
    int reason = read_small(path, stub, sizeof stub);
    free(path);
    if (reason == ENOTDIR || (reason == ENOENT && is_database(generation)))
        return add_part(out, strdup(generation), error);
    if (reason != 0)
        return cannot_read(generation, reason, error);
    status = add_lines(generation, stub, out, error);
    if (status == STATUS_OK && out->count == before)
        return error_set(error, STATUS_DAMAGED, WAY_BACK, "'%s/" LOCATION_PARTS "' is empty",
                         generation);
    return status;
}

static enum status add_place(const char *path, size_t depth, struct location_parts *out,
                             struct error *error)
{
    uint64_t number;
    char *live = NULL;
    enum status status = location_current(path, &live, &number, error);
    if (status == STATUS_OK)
        status = location_is_stub(live) ? add_stub(live, depth, out, error)
                                        : add_generation(live, out, error);
    free(live);
    return status;
}

enum status location_parts(const char *generation, struct location_parts *out, struct error *error)
{
    return location_is_stub(generation) ? add_stub(generation, 0, out, error)
                                        : add_generation(generation, out, error);
}

void location_parts_clear(struct location_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        free(parts->paths[i]);
    for (size_t i = 0; i < parts->generation_count; i++)
        free(parts->generations[i]);
    free(parts->paths);
    free(parts->generations);
    *parts = (struct location_parts){0};
}
