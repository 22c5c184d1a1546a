/* Walks directories in rounds; see walk.h.
 *
 * What lies behind a symbolic link waits until every directory that is reached
 * without one was entered. So a page is known by its real path where it has
 * one, links that form a loop end, and the order in which the system lists
 * names changes nothing. */
#include "indexer/build/walk.h"

#include <dirent.h>
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "shim/base/file.h"
#include "shim/base/array.h"
#include "shim/base/buffer.h"

/* Where a walk begins: an origin, or a link that leads to a directory. */
struct start {
    char *path;
    size_t origin;
};

struct starts {
    struct start *list;
    size_t count;
};

struct walk {
    const struct page_origin *origins;
    size_t origin_count;
    bool follow; /* what leads out of them */
    struct page_files *files;
    struct starts links; /* for the next round */
    void *entered;       /* a tree of struct walk_identity */
    size_t origin;       /* of the walk at hand */
    bool by_link;
};

int walk_identity_compare(const void *left, const void *right)
{
    const struct walk_identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

/* *first: whether the directory was not entered before. False: out of memory. */
static bool enter(struct walk *walk, const struct stat *is, bool *first)
{
    struct walk_identity *identity = malloc(sizeof *identity);
    if (identity == NULL)
        return false;
    *identity = (struct walk_identity){is->st_dev, is->st_ino};
    struct walk_identity **found = tsearch(identity, &walk->entered, walk_identity_compare);
    *first = found != NULL && *found == identity;
    if (!*first)
        free(identity);
    return found != NULL;
}

static bool add_start(struct starts *to, const char *path, size_t origin)
{
    char *copy = strdup(path);
    if (copy == NULL || !array_grow(&to->list, to->count, sizeof *to->list)) {
        free(copy);
        return false;
    }
    to->list[to->count++] = (struct start){copy, origin};
    return true;
}

static bool add_file(struct walk *walk, const char *path, const struct stat *is, int error)
{
    struct page_files *files = walk->files;
    struct page_file file = {
        .path = strdup(path), .origin = walk->origin, .error = error, .by_link = walk->by_link};
    if (file.path == NULL || !array_grow(&files->list, files->count, sizeof file)) {
        free(file.path);
        return false;
    }
    if (error == 0)
        file.identity = (struct walk_identity){is->st_dev, is->st_ino};
    files->list[files->count++] = file;
    return true;
}

/* A file of Markdown, whatever the case of its ending. */
static bool names_page(const char *name)
{
    static const char *const endings[] = {".md", ".markdown", ".mdx", ".qmd"};
    size_t named = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (named > length && strcasecmp(name + named - length, endings[i]) == 0)
            return true;
    }
    return false;
}

static bool is_below(const char *path, const struct page_origin *origin)
{
    size_t length = strlen(origin->real);
    return strncmp(path, origin->real, length) == 0 &&
           (path[length] == '\0' || (origin->is_directory && path[length] == '/'));
}

/* 0 or the errno of following the link. */
static int leads_out(const struct walk *walk, const char *path)
{
    char *real = walk->follow ? NULL : realpath(path, NULL);
    int reason = walk->follow ? 0 : real == NULL ? errno : PAGES_LEADS_OUT;
    for (size_t i = 0; real != NULL && i < walk->origin_count; i++)
        if (is_below(real, &walk->origins[i]))
            reason = 0;
    free(real);
    return reason;
}

/* A link: to a directory, or to what may be a page. */
static bool follow(struct walk *walk, const char *path, const char *name)
{
    struct stat is;
    int error = stat(path, &is) == 0 ? 0 : errno;
    bool directory = error == 0 && S_ISDIR(is.st_mode);
    if (!directory && !names_page(name) && !file_is_trouble(error))
        return true;
    if (error == 0)
        error = leads_out(walk, path);
    if (directory && error == 0)
        return add_start(&walk->links, path, walk->origin);
    bool by_link = walk->by_link;
    walk->by_link = true;
    bool ok = add_file(walk, path, &is, error);
    walk->by_link = by_link;
    return ok;
}

static bool walk_directory(struct walk *walk, const char *path);

/* False: out of memory. */
static bool take(struct walk *walk, const char *path, const char *name)
{
    struct stat is;
    int error = lstat(path, &is) == 0 ? 0 : errno;
    bool first = true;
    if (error == 0 && S_ISLNK(is.st_mode))
        return follow(walk, path, name);
    if (error == 0 && S_ISDIR(is.st_mode))
        return enter(walk, &is, &first) && (!first || walk_directory(walk, path));
    return (!names_page(name) && !file_is_trouble(error)) || add_file(walk, path, &is, error);
}

/* What is hidden is nobody's page, nor what a tool keeps. */
static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "node_modules") != 0;
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

/* Not by fts, which takes a directory that fails in the middle for its end. How
 * deep it goes the system limits, by the length of a path. */
static bool walk_directory(struct walk *walk, const char *path)
{
    struct dirent **names = NULL;
    int count = scandir(path, &names, is_shown, by_name);
    bool ok = count >= 0 || add_file(walk, path, NULL, errno);
    for (int i = 0; i < count; i++) {
        struct buffer below = BUFFER_INIT;
        ok = ok && buffer_add_text(&below, path) &&
             (path[1] == '\0' || buffer_add_char(&below, '/')) &&
             buffer_add_text(&below, names[i]->d_name) && take(walk, below.data, names[i]->d_name);
        buffer_free(&below);
        free(names[i]);
    }
    free(names);
    return ok;
}

static bool walk_start(struct walk *walk, const struct start *start)
{
    struct stat is;
    bool first = true;
    walk->origin = start->origin;
    if (stat(start->path, &is) != 0)
        return add_file(walk, start->path, NULL, errno);
    return enter(walk, &is, &first) && (!first || walk_directory(walk, start->path));
}

static int by_path(const void *left, const void *right)
{
    const struct start *a = left, *b = right;
    return strcmp(a->path, b->path);
}

/* Frees the round; where ok is false that is all it does. */
static bool walk_round(struct walk *walk, struct starts *round, bool ok)
{
    for (size_t i = 0; i < round->count; i++) {
        ok = ok && walk_start(walk, &round->list[i]);
        free(round->list[i].path);
    }
    free(round->list);
    return ok;
}

/* Of overlapping PATHs the first one given names a page. */
static bool walk_given(struct walk *walk, const struct page_origin *origins, size_t count)
{
    struct starts directories = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++) {
        const struct page_origin *origin = &origins[i];
        struct stat is;
        walk->origin = i;
        if (origin->is_directory)
            ok = add_start(&directories, origin->real[0] != '\0' ? origin->real : "/", i);
        else
            ok = add_file(walk, origin->real, &is, stat(origin->real, &is) == 0 ? 0 : errno);
    }
    return walk_round(walk, &directories, ok);
}

static void leave_all(struct walk *walk)
{
    while (walk->entered != NULL) {
        struct walk_identity *identity = *(struct walk_identity **)walk->entered;
        tdelete(identity, &walk->entered, walk_identity_compare);
        free(identity);
    }
}

enum status walk_origins(const struct page_origin *origins, size_t count, bool follow,
                         struct page_files *files, struct error *error)
{
    struct walk walk = {
        .origins = origins, .origin_count = count, .follow = follow, .files = files};
    bool ok = walk_given(&walk, origins, count);
    walk.by_link = true;
    while (ok && walk.links.count > 0) {
        struct starts round = walk.links;
        walk.links = (struct starts){0};
        qsort(round.list, round.count, sizeof *round.list, by_path);
        ok = walk_round(&walk, &round, true);
    }
    walk_round(&walk, &walk.links, false);
    leave_all(&walk);
    return ok ? STATUS_OK : error_no_memory(error);
}
