/* Walks directories in rounds; see walk.h.
 *
 * What lies behind a symbolic link waits until every directory that is reached
 * without one was entered. So a page is known by its real path where it has
 * one, links that form a loop end, and the order in which the system lists
 * names changes nothing. */
#include "indexer/build/walk.h"

#include <errno.h>
#include <fts.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "shim/base/array.h"

/* Where a walk begins: an origin, or a link that leads to a directory. */
struct start {
    char *path;
    size_t origin;
};

struct starts {
    struct start *list;
    size_t count;
};

struct identity {
    dev_t device;
    ino_t inode;
};

struct walk {
    struct page_files *files;
    struct starts links; /* for the next round */
    void *entered;       /* a tree of struct identity */
    size_t origin;       /* of the walk at hand */
    bool by_link;
};

static int compare_identity(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    return a->inode < b->inode ? -1 : a->inode > b->inode;
}

/* *first: whether the directory was not entered before. False: out of memory. */
static bool enter(struct walk *walk, const struct stat *is, bool *first)
{
    struct identity *identity = malloc(sizeof *identity);
    if (identity == NULL)
        return false;
    *identity = (struct identity){is->st_dev, is->st_ino};
    struct identity **found = tsearch(identity, &walk->entered, compare_identity);
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
    if (error == 0) {
        file.device = is->st_dev;
        file.inode = is->st_ino;
    }
    files->list[files->count++] = file;
    return true;
}

/* A file of Markdown, whatever the case of its ending. */
static bool names_page(const FTSENT *entry)
{
    static const char *const endings[] = {".md", ".markdown", ".mdx", ".qmd"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        if (entry->fts_namelen > length &&
            strcasecmp(entry->fts_name + entry->fts_namelen - length, endings[i]) == 0)
            return true;
    }
    return false;
}

/* What a tool keeps there is nobody's page. */
static bool is_left_alone(const FTSENT *entry)
{
    return entry->fts_level > 0 &&
           (entry->fts_name[0] == '.' || strcmp(entry->fts_name, "node_modules") == 0);
}

/* A link: to a directory, or to what may be a page. */
static bool follow(struct walk *walk, const FTSENT *entry)
{
    struct stat is;
    bool there = stat(entry->fts_path, &is) == 0;
    int error = there ? 0 : errno;
    if (there && S_ISDIR(is.st_mode))
        return add_start(&walk->links, entry->fts_path, walk->origin);
    bool by_link = walk->by_link;
    walk->by_link = true;
    bool ok = !names_page(entry) || add_file(walk, entry->fts_path, &is, error);
    walk->by_link = by_link;
    return ok;
}

/* False: out of memory. */
static bool take(struct walk *walk, FTS *stream, FTSENT *entry)
{
    bool first = true, ok = true;
    if (is_left_alone(entry)) {
        fts_set(stream, entry, FTS_SKIP);
        return true;
    }
    switch (entry->fts_info) {
    case FTS_D:
        ok = enter(walk, entry->fts_statp, &first);
        if (!first)
            fts_set(stream, entry, FTS_SKIP);
        return ok;
    case FTS_DNR: /* a directory that cannot be read */
    case FTS_ERR:
        return add_file(walk, entry->fts_path, NULL, entry->fts_errno);
    case FTS_SL:
    case FTS_SLNONE:
        return follow(walk, entry);
    case FTS_DP:
    case FTS_DC:
        return true;
    default: /* a file of any kind, or FTS_NS, one that cannot be looked at */
        return !names_page(entry) ||
               add_file(walk, entry->fts_path, entry->fts_statp, entry->fts_errno);
    }
}

static int by_name(const FTSENT **left, const FTSENT **right)
{
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

static bool walk_start(struct walk *walk, const struct start *start)
{
    char *const paths[] = {start->path, NULL};
    FTS *stream = fts_open(paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    if (stream == NULL)
        return false;
    FTSENT *entry;
    bool ok = true;
    walk->origin = start->origin;
    while (ok && (errno = 0, entry = fts_read(stream)) != NULL)
        ok = take(walk, stream, entry);
    if (ok && errno != 0)
        ok = errno != ENOMEM && add_file(walk, start->path, NULL, errno);
    fts_close(stream);
    return ok;
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

enum status walk_origins(const struct page_origin *origins, size_t count, struct page_files *files,
                         struct error *error)
{
    struct walk walk = {.files = files};
    bool ok = walk_given(&walk, origins, count);
    walk.by_link = true;
    while (ok && walk.links.count > 0) {
        struct starts round = walk.links;
        walk.links = (struct starts){0};
        qsort(round.list, round.count, sizeof *round.list, by_path);
        ok = walk_round(&walk, &round, true);
    }
    walk_round(&walk, &walk.links, false);
    tdestroy(walk.entered, free);
    return ok ? STATUS_OK : error_no_memory(error);
}
