/* The archive's root, and the order and names of its pages; see pages.h. The
 * directories are walked in walk.c. */
#include "indexer/build/pages.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "shim/base/file.h"

static enum status open_origin(struct page_origin *origin, const char *path, struct error *error)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    origin->given = strndup(path, length);
    if (origin->given == NULL)
        return error_no_memory(error);
    struct stat is;
    origin->real = realpath(path, NULL);
    if (origin->real == NULL || stat(origin->real, &is) != 0)
        return file_cannot("read", path, error);
    origin->is_directory = S_ISDIR(is.st_mode);
    if (!origin->is_directory && !S_ISREG(is.st_mode))
        return error_set(error, STATUS_NOT_FOUND, NULL, "'%s' is neither a file nor a directory",
                         path);
    if (strcmp(origin->real, "/") == 0)
        origin->real[0] = '\0';
    if (strcmp(origin->given, "/") == 0)
        origin->given[0] = '\0';
    return STATUS_OK;
}

/* The length of the directory part: all of a directory's path. */
static size_t directory_length(const struct page_origin *origin)
{
    if (origin->is_directory)
        return strlen(origin->real);
    return (size_t)(strrchr(origin->real, '/') - origin->real);
}

/* Both are absolute paths without links or trailing slashes; the length of
 * what they share, in whole names. */
static size_t shared_length(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t shared = 0, i = 0;
    for (; i < a_length && i < b_length && a[i] == b[i]; i++)
        if (a[i] == '/')
            shared = i;
    bool a_ends = i == a_length && (i == b_length || b[i] == '/');
    bool b_ends = i == b_length && a[i] == '/';
    return a_ends || b_ends ? i : shared;
}

static enum status find_root(struct pages *pages, struct error *error)
{
    const char *first = pages->origins[0].real;
    size_t length = directory_length(&pages->origins[0]);
    for (size_t i = 1; i < pages->origin_count; i++) {
        const struct page_origin *other = &pages->origins[i];
        length = shared_length(first, length, other->real, directory_length(other));
    }
    pages->root = length == 0 ? strdup("/") : strndup(first, length);
    return pages->root != NULL ? STATUS_OK : error_no_memory(error);
}

/* A file's identity, then the name it is kept under: not by a link, and the
 * first. */
static int by_identity(const void *left, const void *right)
{
    const struct page_file *a = left, *b = right;
    const int identities = walk_identity_compare(&a->identity, &b->identity);
    if (identities != 0)
        return identities;
    if (a->by_link != b->by_link)
        return a->by_link ? 1 : -1;
    return strcmp(a->path, b->path);
}

static int by_path(const void *left, const void *right)
{
    const struct page_file *a = left, *b = right;
    return strcmp(a->path, b->path);
}

/* 0 where both are one file. */
static int other_file(const void *left, const void *right)
{
    static const struct walk_identity unknown = {0};
    const struct page_file *a = left, *b = right;
    return walk_identity_compare(&a->identity, &b->identity) != 0 ||
           walk_identity_compare(&a->identity, &unknown) == 0;
}

/* Of those that do not differ the first one stays. */
static void sort_once(struct page_files *files, int (*order)(const void *, const void *),
                      int (*differ)(const void *, const void *))
{
    size_t kept = 0;
    qsort(files->list, files->count, sizeof *files->list, order);
    for (size_t i = 0; i < files->count; i++) {
        if (kept > 0 && differ(&files->list[kept - 1], &files->list[i]) == 0)
            free(files->list[i].path);
        else
            files->list[kept++] = files->list[i];
    }
    files->count = kept;
}

enum status pages_find(struct pages *pages, const struct pages_request *request,
                       struct error *error)
{
    size_t count = request->count;
    *pages = (struct pages){0};
    pages->origins = calloc(count, sizeof *pages->origins);
    if (pages->origins == NULL)
        return error_no_memory(error);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        pages->origin_count = i + 1;
        status = open_origin(&pages->origins[i], request->paths[i], error);
    }
    if (status == STATUS_OK)
        status = find_root(pages, error);
    if (status == STATUS_OK)
        status = walk_origins(pages->origins, count, request->follow, &pages->files, error);
    if (status != STATUS_OK)
        return status;
    if (pages->files.count == 0)
        return error_set(error, STATUS_NOT_FOUND,
                         "pages are files named *.md, .markdown, .mdx or .qmd", "no page in '%s'%s",
                         pages->origins[0].given, count > 1 ? " or the other paths" : "");
    sort_once(&pages->files, by_identity, other_file);
    /* What cannot be looked at has no identity, and one path may lead there twice. */
    sort_once(&pages->files, by_path, by_path);
    return STATUS_OK;
}

void pages_clear(struct pages *pages)
{
    for (size_t i = 0; i < pages->origin_count; i++) {
        free(pages->origins[i].given);
        free(pages->origins[i].real);
    }
    for (size_t i = 0; i < pages->files.count; i++)
        free(pages->files.list[i].path);
    free(pages->origins);
    free(pages->files.list);
    free(pages->root);
    *pages = (struct pages){0};
}

bool pages_source(const struct pages *pages, const struct page_file *file, struct buffer *out)
{
    const struct page_origin *origin = &pages->origins[file->origin];
    const char *end = origin->real + directory_length(origin), *start = end;
    while (start > origin->real && start[-1] != '/')
        start--;
    return pages->origin_count < 2 || buffer_add(out, start, (size_t)(end - start));
}

const char *pages_relative(const struct pages *pages, const struct page_file *file)
{
    size_t root = strlen(pages->root);
    return file->path + (root == 1 ? 1 : root + 1);
}

bool pages_shown(const struct pages *pages, const struct page_file *file, struct buffer *out)
{
    const struct page_origin *origin = &pages->origins[file->origin];
    return buffer_add_text(out, origin->given) &&
           buffer_add_text(out, file->path + strlen(origin->real));
}

bool pages_warn(const struct pages *pages, size_t page, const struct observer *observer,
                uint32_t line, const char *what)
{
    struct buffer shown = BUFFER_INIT;
    bool ok = pages_shown(pages, &pages->files.list[page], &shown);
    if (ok)
        observer->message(observer->context, MESSAGE_WARNING, shown.data, line, what);
    buffer_free(&shown);
    return ok;
}
