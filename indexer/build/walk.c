/* Walks directories breadth first, without recursion; see walk.h.
 *
 * Directories behind symbolic links wait until every directory that is reached
 * without one was entered. So a page is known by its real path where it has
 * one, links that form a loop end, and the order in which the system lists
 * names changes nothing. */
#include "indexer/build/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct directory {
    char *path;
    size_t origin;
    bool by_link;
};

struct directories {
    struct directory *list;
    size_t count, capacity;
};

struct identity {
    dev_t device;
    ino_t inode;
};

struct walk {
    struct pages *pages;
    struct directories plain, linked; /* still to be entered */
    void *entered;                    /* a tree of struct identity */
    bool no_memory;
};

static int compare_identity(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

/* Whether this is the first time; false also where memory is short. */
static bool enter(struct walk *walk, const struct stat *is)
{
    struct identity *identity = malloc(sizeof *identity);
    if (identity == NULL) {
        walk->no_memory = true;
        return false;
    }
    *identity = (struct identity){is->st_dev, is->st_ino};
    struct identity **found = tsearch(identity, &walk->entered, compare_identity);
    if (found == NULL)
        walk->no_memory = true;
    if (found == NULL || *found != identity) {
        free(identity);
        return false;
    }
    return true;
}

/* Takes path, which may be NULL where memory was short. */
static void add_directory(struct walk *walk, struct directories *to, char *path, size_t origin,
                          bool by_link)
{
    if (path != NULL && to->count == to->capacity) {
        size_t capacity = to->capacity == 0 ? 64 : to->capacity * 2;
        struct directory *list = reallocarray(to->list, capacity, sizeof *list);
        if (list == NULL) {
            free(path);
            path = NULL;
        } else {
            to->list = list;
            to->capacity = capacity;
        }
    }
    if (path == NULL) {
        walk->no_memory = true;
        return;
    }
    to->list[to->count++] = (struct directory){path, origin, by_link};
}

/* Takes file.path, which may be NULL where memory was short. */
static void add_file(struct walk *walk, struct page_file file)
{
    struct pages *pages = walk->pages;
    if (file.path != NULL && pages->file_count == pages->file_capacity) {
        size_t capacity = pages->file_capacity == 0 ? 256 : pages->file_capacity * 2;
        struct page_file *files = reallocarray(pages->files, capacity, sizeof *files);
        if (files == NULL) {
            free(file.path);
            file.path = NULL;
        } else {
            pages->files = files;
            pages->file_capacity = capacity;
        }
    }
    if (file.path == NULL) {
        walk->no_memory = true;
        return;
    }
    pages->files[pages->file_count++] = file;
}

static char *below(const char *directory, const char *name)
{
    size_t length = strlen(directory), name_length = strlen(name);
    char *path = malloc(length + name_length + 2);
    if (path != NULL) {
        memcpy(path, directory, length);
        path[length] = '/';
        memcpy(path + length + 1, name, name_length + 1);
    }
    return path;
}

static bool names_page(const char *name)
{
    size_t length = strlen(name);
    return length > 3 && strcmp(name + length - 3, ".md") == 0;
}

static void look_at(struct walk *walk, int at, const struct directory *directory, const char *name)
{
    struct stat is;
    if (name[0] == '.')
        return;
    bool there = fstatat(at, name, &is, AT_SYMLINK_NOFOLLOW) == 0;
    int error = there ? 0 : errno;
    bool by_link = directory->by_link || (there && S_ISLNK(is.st_mode));
    if (there && S_ISLNK(is.st_mode) && fstatat(at, name, &is, 0) != 0) {
        there = false;
        error = errno;
    }
    if (there && S_ISDIR(is.st_mode)) {
        add_directory(walk, by_link ? &walk->linked : &walk->plain, below(directory->path, name),
                      directory->origin, by_link);
    } else if (names_page(name)) {
        struct page_file file = {.path = below(directory->path, name),
                                 .origin = directory->origin,
                                 .error = error,
                                 .by_link = by_link};
        if (there) {
            file.device = is.st_dev;
            file.inode = is.st_ino;
            file.stamp = stamp_of(&is);
        }
        add_file(walk, file);
    }
}

static void add_unreadable(struct walk *walk, const struct directory *directory, int error)
{
    add_file(walk, (struct page_file){.path = strdup(directory->path),
                                      .origin = directory->origin,
                                      .error = error,
                                      .by_link = directory->by_link});
}

static void walk_directory(struct walk *walk, const struct directory *directory)
{
    struct stat is;
    DIR *stream = opendir(directory->path[0] == '\0' ? "/" : directory->path);
    if (stream == NULL || fstat(dirfd(stream), &is) != 0) {
        add_unreadable(walk, directory, errno);
    } else if (enter(walk, &is)) {
        const struct dirent *entry;
        while (!walk->no_memory && (errno = 0, entry = readdir(stream)) != NULL)
            look_at(walk, dirfd(stream), directory, entry->d_name);
        if (!walk->no_memory && errno != 0)
            add_unreadable(walk, directory, errno);
    }
    if (stream != NULL)
        closedir(stream);
}

static int by_path(const void *left, const void *right)
{
    const struct directory *a = left, *b = right;
    return strcmp(a->path, b->path);
}

static void free_directories(struct directories *directories)
{
    for (size_t i = 0; i < directories->count; i++)
        free(directories->list[i].path);
    free(directories->list);
    *directories = (struct directories){0};
}

static void walk_plain(struct walk *walk)
{
    while (walk->plain.count > 0 && !walk->no_memory) {
        struct directory directory = walk->plain.list[--walk->plain.count];
        walk_directory(walk, &directory);
        free(directory.path);
    }
}

/* What a link leads to is entered in rounds, each in the order of its paths. */
static void walk_linked(struct walk *walk)
{
    while (walk->linked.count > 0 && !walk->no_memory) {
        struct directories round = walk->linked;
        walk->linked = (struct directories){0};
        qsort(round.list, round.count, sizeof *round.list, by_path);
        for (size_t i = 0; i < round.count && !walk->no_memory; i++)
            walk_directory(walk, &round.list[i]);
        free_directories(&round);
    }
}

/* The last one added is entered first, so that of overlapping PATHs the first
 * one given names a page. */
static void add_origins(struct walk *walk)
{
    for (size_t i = walk->pages->origin_count; i-- > 0;) {
        const struct origin *origin = &walk->pages->origins[i];
        struct stat is;
        if (origin->is_directory) {
            add_directory(walk, &walk->plain, strdup(origin->real), i, false);
            continue;
        }
        struct page_file file = {.path = strdup(origin->real), .origin = i};
        if (stat(origin->real, &is) == 0) {
            file.device = is.st_dev;
            file.inode = is.st_ino;
            file.stamp = stamp_of(&is);
        } else {
            file.error = errno;
        }
        add_file(walk, file);
    }
}

enum status walk(struct pages *pages, struct error *error)
{
    struct walk state = {.pages = pages};
    add_origins(&state);
    walk_plain(&state);
    walk_linked(&state);
    free_directories(&state.plain);
    free_directories(&state.linked);
    tdestroy(state.entered, free);
    if (state.no_memory)
        return error_no_memory(error);
    return STATUS_OK;
}
